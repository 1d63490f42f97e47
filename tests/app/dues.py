"""What command owes somebody after an incident that is entered already, and that a supervisor did it."""

from solidground.app.duty_terms import shipped_terms
from solidground.app.handle import handle, stream_of
from solidground.app.owed import owed_name, say
from solidground.core.duty.owed.commands import OpenDuty, RecordDuty
from solidground.core.duty.owed.decider import World, owed_to
from solidground.core.duty.terms import FIRED
from solidground.core.hours import local_day
from solidground.core.kernel import Instant, PersonId, Refusal
from tests.app.holdings import viewer
from tests.app.town import AGENCY, COORDINATOR, NOON, ZONE, Town


def owes(town: Town, member: PersonId, incident: str = "i-1") -> str:
    """Write down what command owes somebody who fired; return what that is called."""
    name, due = owed_name(incident, member), owed_to(shipped_terms(), FIRED, NOON, ZONE)
    command = OpenDuty(NOON, COORDINATOR, incident, member, FIRED, NOON, ZONE, due)
    with town.store.transaction() as unit:
        assert handle(unit, stream_of(AGENCY, f"owed/{name}"), command, World())
    return name


def visited(town: Town, name: str, by: PersonId, at: Instant = NOON) -> None:
    """Let a supervisor say that he was there today."""
    command = RecordDuty(at, by, "visit", local_day(at, ZONE), "supervisor")
    done = say(town.store, town.rosters, AGENCY, viewer(town, by, at), name, command, at)
    assert not isinstance(done, Refusal), done
