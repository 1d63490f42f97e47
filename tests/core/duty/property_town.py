"""A weapon that was taken after a shooting, and who has to do with it."""

from solidground.core.duty.property.commands import BeginHandover, Command, ConfirmHandover, TakeProperty, TellMember
from solidground.core.duty.property.decider import World, decide
from solidground.core.duty.property.events import Event
from solidground.core.duty.property.state import INITIAL, State, evolve
from solidground.core.duty.telling import Teller
from solidground.core.hours import Quiet, at_minute, local_day
from solidground.core.kernel import PersonId, Refusal, fold
from tests.core.written import check_written

ZONE = "America/Chicago"
AT = 1_700_000_000_000_000
TODAY = local_day(AT, ZONE)
MEMBER, OFFICER, CAPTAIN = PersonId("m-1"), PersonId("keys"), PersonId("captain")
QUIET = Quiet(ZONE, 22 * 60, 8 * 60)
TAKEN = TakeProperty(
    AT, OFFICER, MEMBER, "i1", "service_weapon", "standard", "property_room", OFFICER, TODAY, TODAY + 3
)
WORLD = World(
    ZONE,
    frozenset({OFFICER, CAPTAIN, MEMBER}),
    (Teller(CAPTAIN, "mail", QUIET),),
    (Teller(OFFICER, "mail", QUIET),),
)


def at(days: int, hour: int = 12) -> int:
    """Return an hour of a day after today, where the agency is."""
    return at_minute(TODAY + days, hour * 60, ZONE)


def done(state: State, command: Command, world: World = WORLD) -> tuple[Event, ...]:
    """Return what a command makes happen; it is written as every event is."""
    events = decide(state, command, world)
    assert not isinstance(events, Refusal), events
    check_written("property/t1", events, command.by)
    return events


def after(*commands: Command, state: State = INITIAL, world: World = WORLD) -> State:
    """Return how it stands after some commands, each of which made something happen."""
    for command in commands:
        events = done(state, command, world)
        assert events, command
        state = fold(evolve, state, events)
    return state


def reason(state: State, command: Command, world: World = WORLD) -> str:
    """Return why a command is refused."""
    refused = decide(state, command, world)
    assert isinstance(refused, Refusal), refused
    return refused.reason


KEPT = after(TAKEN)
CONFIRMED = after(ConfirmHandover(AT, MEMBER, "taken"), state=KEPT)
BACK = BeginHandover(at(2), OFFICER, "returned", TODAY + 2)
TOLD = TellMember(at(2), CAPTAIN, TODAY + 2, TODAY + 9)
