"""A member who thinks it over, and who stands beside him."""

from solidground.core.desk.commands import AskBeside, BeginDraft, ChooseOption, Command, JoinBeside, SignDecision
from solidground.core.desk.decider import World, decide
from solidground.core.desk.events import Event
from solidground.core.desk.state import INITIAL, State, evolve
from solidground.core.hours import local_day
from solidground.core.kernel import HOUR, PersonId, Refusal, fold
from tests.core.written import check_written

ZONE = "America/Chicago"
AT = 1_700_000_000_000_000
TODAY = local_day(AT, ZONE)
MEMBER, PARTNER, CAPTAIN = PersonId("m-1"), PersonId("partner"), PersonId("captain")
WORLD = World(ZONE, 72 * HOUR, frozenset({CAPTAIN}))


def done(state: State, command: Command, world: World = WORLD) -> tuple[Event, ...]:
    """Return what a command makes happen; it is written as every event is."""
    events = decide(state, command, world)
    assert not isinstance(events, Refusal), events
    check_written("decision/d1", events, command.by)
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


DRAFT = after(BeginDraft(AT, MEMBER))
CHOSEN = after(ChooseOption(AT, MEMBER, "resign", TODAY + 14), state=DRAFT)
WITH = after(AskBeside(AT, MEMBER), JoinBeside(AT + 1, PARTNER, 1), state=CHOSEN)
HELD = after(SignDecision(AT + 2, MEMBER), state=WITH)
