"""A leave after a shooting, and who has to do with it."""

from dataclasses import replace

from solidground.core.duty.status.commands import Command, RecordDutyStatus, TellMember
from solidground.core.duty.status.decider import World, decide
from solidground.core.duty.status.events import Event
from solidground.core.duty.status.state import INITIAL, State, evolve
from solidground.core.duty.telling import Teller
from solidground.core.hours import Quiet, at_minute, local_day
from solidground.core.kernel import PersonId, Refusal, fold
from tests.core.written import check_written

ZONE = "America/Chicago"
AT = 1_700_000_000_000_000
TODAY = local_day(AT, ZONE)
MEMBER, HR, CAPTAIN = PersonId("m-1"), PersonId("hr"), PersonId("captain")
QUIET = Quiet(ZONE, 22 * 60, 8 * 60)
LEAVE = RecordDutyStatus(
    AT,
    HR,
    MEMBER,
    "administrative_leave",
    TODAY,
    TODAY + 9,
    TODAY + 3,
    calls="one_weekly",
    caller=CAPTAIN,
    assured=True,
)
FULL = RecordDutyStatus(AT, HR, MEMBER, "full", TODAY)
WORLD = World(ZONE, 3, frozenset({CAPTAIN, MEMBER}), (Teller(CAPTAIN, "mail", QUIET),), (Teller(HR, "mail", QUIET),))


def at(days: int, hour: int = 12) -> int:
    """Return an hour of a day after today, where the agency is."""
    return at_minute(TODAY + days, hour * 60, ZONE)


def done(state: State, command: Command, world: World = WORLD) -> tuple[Event, ...]:
    """Return what a command makes happen; it is written as every event is."""
    events = decide(state, command, world)
    assert not isinstance(events, Refusal), events
    check_written("status/m-1", events, command.by)
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


ON_LEAVE = after(LEAVE)
BACK = replace(FULL, at=at(10), on=TODAY + 10)
TOLD = TellMember(at(2), CAPTAIN, TODAY + 2, TODAY + 8)
