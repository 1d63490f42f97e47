"""The people of command in the small agency, and what their pages work with beside the others'."""

from datetime import date

from solidground.app.administration import NO_WAY_OUT, Office, Said, take_in
from solidground.app.figures import COLUMNS, NAME
from solidground.app.founding import FOUNDERS
from solidground.app.importing.whole import Taking
from solidground.app.inquiries import record
from solidground.app.options import read_options
from solidground.app.proving import witness_of
from solidground.app.statuses import Statuses, read_statuses
from solidground.core.counting import Counts, Frozen, Table, release
from solidground.core.duty.investigation.commands import RecordStatus
from solidground.core.hours import local_day
from solidground.core.kernel import PersonId, Refusal
from solidground.core.roster.person.commands import SetSupervisor
from solidground.core.wall import Role, Viewer
from solidground.protocols import statuses_text
from solidground.store.base import SqlStore
from solidground.web.house import House
from tests.app.town import AGENCY, MEMBER, NOON, PEERS, VOICE, ZONE, Town
from tests.web.worded import Worded

SUPERVISOR, LIAISON, HR, CHIEF, ADMINISTRATOR, COSIGNER, OFFICER = map(
    PersonId, ("captain", "liaison", "hr", "chief", "admin", "union", "keys")
)
JOINED = 738_886
SAID = (Said("agency", AGENCY), Said("zone", ZONE), Said("mail", "", NO_WAY_OUT))


def statuses() -> Statuses:
    """Return the list that is shipped for this agency."""
    return read_statuses(statuses_text(), "The list", "US-IL")


def staffed(town: Town) -> None:
    """Enter those of command, and let one of them supervise the member and a peer."""
    town.enter(SUPERVISOR)
    for person, role in ((LIAISON, "liaison"), (HR, "hr"), (CHIEF, "chief"), (ADMINISTRATOR, "administrator")):
        town.enter(person, (role,))  # type: ignore[arg-type]  # the pairs name roles
    town.enter(COSIGNER, ("cosigner",))
    town.enter(OFFICER, ("property_officer",))
    for person in (MEMBER, PEERS[0]):
        town.change(person, SetSupervisor(NOON, FOUNDERS[0], SUPERVISOR, JOINED))


def office(store: SqlStore) -> Office:
    """Return what an administrator of a made-up agency looks after."""
    taking = Taking(AGENCY, NOON, ZONE, "US-IL", VOICE.commitment)
    return Office(lambda: SAID, lambda kind, file, by: take_in(kind, file, by, store, taking))


def whole(house: House) -> House:
    """Return a house with everything that the pages of command work with."""
    store = house.store
    assert isinstance(store, SqlStore)
    witness = witness_of(store, lambda: store.public)
    options = read_options("", "", "US-IL")
    house = house._replace(statuses=statuses(), options=options, witness=witness)
    return house._replace(office=office(store), printing=Worded())


def told(town: Town, incident: str = "i-1", status: str = "open") -> None:
    """Let the liaison pass on how the criminal inquiry after an incident stands."""
    today = local_day(NOON, ZONE)
    command = RecordStatus(NOON, LIAISON, incident, "criminal", status, today, today + 30)
    viewer = Viewer(LIAISON, frozenset({Role.LIAISON}))
    done = record(town.store, town.rosters, AGENCY, viewer, command, statuses().words, NOON)
    assert not isinstance(done, Refusal), done


def figured(store: SqlStore) -> None:
    """Release two periods, one of them with small counts."""
    frozen: list[Frozen] = []
    for month, cells in (
        (1, ((41, 6, 0), (212, 19, 7), (88, 0, 5), (30, 6, 9))),
        (4, ((52, 3, 1), (230, 11, 6), (94, 2, 0), (33, 8, 0))),
    ):
        from_on, until_on = date(2024, month, 1).toordinal(), date(2024, month + 3, 1).toordinal()
        counts = Counts(("offers", "conversations", "words", "tasks"), tuple(COLUMNS.values()), cells)
        made = release(Table(NAME, "obligations", "of the period", from_on, until_on, counts), frozen)
        assert isinstance(made, Frozen)
        frozen.append(made)
        with store.transaction() as unit:
            unit.put_figure(AGENCY, made, NOON)
