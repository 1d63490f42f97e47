"""What command owes everybody who took part (S21): written with the incident, said by whoever did it, reminded once."""

from functools import partial

import pytest

from solidground.app.again import transacted
from solidground.app.ask import ask
from solidground.app.asking.owed import OwedSeen
from solidground.app.asking.questions import NOT_HERE, MyOwed
from solidground.app.asking.reading import Reading
from solidground.app.duty import CHANGED
from solidground.app.duty_terms import shipped_terms
from solidground.app.handle import Outcome, stream_of
from solidground.app.indexed import indexed
from solidground.app.owed import NOT_YOURS, Saying, enter, owed_name, say, sweep_owed
from solidground.core.duty.owed.commands import ExcuseDuty, RecordDuty
from solidground.core.duty.owed.state import State
from solidground.core.incident.commands import InvolvePerson, ReportIncident
from solidground.core.kernel import DAY, HOUR, Instant, PersonId, Refusal
from solidground.core.roster.person.commands import RecordDeath
from tests.app.holdings import TODAY, viewer
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town
from tests.web.headquarters import CHIEF, LIAISON, OFFICER, SUPERVISOR, staffed

NAME = owed_name("i-1", MEMBER)
VISITED = RecordDuty(NOON + 5 * HOUR, SUPERVISOR, "visit", TODAY, "chief")


def happen(town: Town, at: Instant = NOON, known_at: Instant = NOON) -> None:
    """Enter an incident in which the member fired and a peer was a witness."""
    who = ((MEMBER, "discharged_weapon"), (PEERS[0], "witness"), (PersonId("kin"), "family"))
    said = ("officer_involved_shooting", at, "2024-03-01T12:00", ZONE)
    command = ReportIncident(known_at, LIAISON, "i-1", *said, time_known=True, jurisdiction="US-IL", involved=who)
    act = partial(enter, stream=stream_of(AGENCY, "incident/i-1"), command=command, terms=shipped_terms())
    assert not isinstance(transacted(town.store, town.rosters, act), Refusal)


def owed(town: Town, name: str = NAME) -> State:
    """Return what is owed to somebody."""
    with town.store.transaction() as unit:
        state: State = unit.load([stream_of(AGENCY, f"owed/{name}")])[0].state
    return state


def says(town: Town, command: Saying, seen_at: Instant | None = None, name: str = NAME) -> Outcome:
    """Let whoever the command is by say it."""
    seen = owed(town, name).changed_at if seen_at is None else seen_at
    return say(town.store, town.rosters, AGENCY, viewer(town, command.by, command.at), name, command, seen)


def asked(town: Town) -> list[str]:
    """Return who was reminded, in order."""
    return [person for person, kind in town.outbox("recipient, kind") if kind == "telling_asked"]


@pytest.fixture(autouse=True)
def _of_command(town: Town) -> None:
    staffed(town)
    happen(town)


def test_an_incident_writes_down_what_is_owed_to_everybody_who_serves_here(town: Town) -> None:
    assert set(indexed(town.store, AGENCY, "owed")) == {NAME, owed_name("i-1", PEERS[0])}
    assert [name for name, _ in owed(town).due] == ["replacement", "visit", "call", "leave", "session"]
    assert [name for name, _ in owed(town, owed_name("i-1", PEERS[0])).due] == ["visit", "call", "session"]


def test_whoever_is_added_later_is_owed_it_too_and_a_refusal_opens_nothing(town: Town) -> None:
    stream, terms = stream_of(AGENCY, "incident/i-1"), shipped_terms()
    with town.store.transaction() as unit:
        assert enter(unit, stream, InvolvePerson(NOON + HOUR, LIAISON, PEERS[1], "dispatcher"), terms)
        lost = stream_of(AGENCY, "incident/i-2")
        assert isinstance(enter(unit, lost, InvolvePerson(NOON, LIAISON, PEERS[1], "witness"), terms), Refusal)
    assert owed(town, owed_name("i-1", PEERS[1])).due_at("visit") == NOON + 12 * HOUR
    assert len(indexed(town.store, AGENCY, "owed")) == 3


def test_the_supervisor_says_it_as_such_whatever_he_sends(town: Town) -> None:
    assert not isinstance(says(town, VISITED), Refusal)
    now = owed(town).now("visit")
    assert now is not None
    assert (now.by, now.role, now.on) == (SUPERVISOR, "supervisor", TODAY)


def test_the_chief_may_say_it_where_he_did_it(town: Town) -> None:
    assert not isinstance(says(town, ExcuseDuty(NOON, CHIEF, "call", "away", "supervisor")), Refusal)
    now = owed(town).now("call")
    assert now is not None
    assert (now.role, now.why) == ("chief", "away")


@pytest.mark.parametrize("person", [MEMBER, PEERS[1], COORDINATOR, LIAISON, OFFICER])
def test_what_is_not_his_to_say_is_as_what_is_not_there(town: Town, person: PersonId) -> None:
    for name in (NAME, "i-9/nobody", "?"):
        assert says(town, RecordDuty(NOON, person, "visit", TODAY, "supervisor"), NOON, name) == NOT_YOURS


def test_who_comes_second_looks_first_and_the_same_twice_is_once(town: Town) -> None:
    says(town, VISITED)
    assert says(town, VISITED, seen_at=NOON) == ()
    assert says(town, ExcuseDuty(NOON + 6 * HOUR, SUPERVISOR, "visit", "away", "supervisor"), seen_at=NOON) == CHANGED


def test_the_supervisor_is_reminded_once_of_each_when_its_time_ends(town: Town) -> None:
    assert sweep_owed(town.store, town.rosters, AGENCY, NOON + HOUR) == 0
    for day in range(1, 9):
        sweep_owed(town.store, town.rosters, AGENCY, NOON + day * DAY)
    assert asked(town) == [SUPERVISOR] * 5, "visit and call of two, and the dates of the one who fired"
    says(town, VISITED)
    assert sweep_owed(town.store, town.rosters, AGENCY, NOON + 30 * DAY) == 0


def test_after_a_death_nobody_is_reminded_to_visit_or_to_call(town: Town) -> None:
    town.change(MEMBER, RecordDeath(NOON, COORDINATOR, TODAY))
    sweep_owed(town.store, town.rosters, AGENCY, NOON + 9 * DAY)
    assert asked(town) == [SUPERVISOR] * 2, "the visit and the call of the other"


def test_a_chief_is_reminded_where_there_is_no_supervisor(town: Town) -> None:
    with town.store.transaction() as unit:
        for person in (PEERS[2], PersonId("gone")):
            command = InvolvePerson(NOON, LIAISON, person, "witness")
            enter(unit, stream_of(AGENCY, "incident/i-1"), command, shipped_terms())
    sweep_owed(town.store, town.rosters, AGENCY, NOON + DAY)
    assert sorted(asked(town)) == sorted([SUPERVISOR] * 3 + [CHIEF] * 2)


def answer(town: Town, person: PersonId, at: Instant = NOON) -> tuple[OwedSeen, ...] | Refusal:
    """Return what somebody is told of what he owes."""
    found = ask(Reading(town.store, town.rosters, AGENCY, at), viewer(town, person, at), MyOwed())
    assert isinstance(found, tuple)
    return found


def test_a_supervisor_sees_what_he_owes_his_own_people_for_a_year(town: Town) -> None:
    found = answer(town, SUPERVISOR)
    assert [one.name for one in found if isinstance(one, OwedSeen)] == [NAME, owed_name("i-1", PEERS[0])]
    assert answer(town, SUPERVISOR, NOON + 400 * DAY) == ()
    for person in (MEMBER, CHIEF, LIAISON, COORDINATOR):
        assert answer(town, person) == NOT_HERE
