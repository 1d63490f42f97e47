"""Something that was taken from the member of the small agency, and who has to do with it."""

from typing import Any

from solidground.app.asking.bonds import viewer_of
from solidground.app.handle import Outcome
from solidground.app.property import act, take
from solidground.core.duty.property.commands import Command, TakeProperty
from solidground.core.duty.property.events import Kind
from solidground.core.duty.property.state import State
from solidground.core.hours import local_day
from solidground.core.kernel import Instant, PersonId, Refusal, Stream
from solidground.core.wall import Viewer
from tests.app.town import AGENCY, MEMBER, NOON, ZONE, Town
from tests.web.headquarters import OFFICER

TODAY = local_day(NOON, ZONE)
THING, BADGE = "a" * 20, "b" * 20


def viewer(town: Town, person: PersonId, at: Instant = NOON) -> Viewer:
    """Return somebody as the roster has him."""
    with town.store.transaction() as unit:
        return viewer_of(town.rosters.of(unit, AGENCY, at, carrying=False), person, at)


def takes(
    member: PersonId = MEMBER, taker: PersonId = OFFICER, kind: Kind = "service_weapon", incident: str = "i-1"
) -> TakeProperty:
    """Return that the property officer writes down what was taken today; more is heard in three days."""
    return TakeProperty(NOON, OFFICER, member, incident, kind, "standard", "property_room", taker, TODAY, TODAY + 3)


def taken(town: Town, thing: str = THING, command: TakeProperty | None = None, by: PersonId = OFFICER) -> Outcome:
    """Write down that something was taken."""
    return take(town.store, town.rosters, AGENCY, viewer(town, by), thing, command or takes(), ZONE)


def does(town: Town, command: Command, thing: str = THING, seen_at: Instant | None = None) -> Outcome:
    """Let whoever the command is by do something about a thing, as it stands unless a test says otherwise."""
    seen = kept(town, thing).changed_at if seen_at is None else seen_at
    return act(town.store, town.rosters, AGENCY, viewer(town, command.by, command.at), thing, command, seen)


def kept(town: Town, thing: str = THING) -> State:
    """Return a thing as it stands."""
    with town.store.transaction() as unit:
        state: State = unit.load([Stream(AGENCY, "command", f"property/{thing}")])[0].state
    return state


def happened(outcome: Outcome) -> tuple[Any, ...]:
    """Return what was written; a refusal is no such thing."""
    assert not isinstance(outcome, Refusal), outcome
    return outcome
