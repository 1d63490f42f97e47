"""How the inquiries after an incident stand, each in a word of the agency's own list, with a day.

What must never happen here: a text somebody wrote, what an inquiry found, or a look at care.
"""

from typing import Final, NamedTuple, assert_never

from solidground.core.duty.investigation.commands import Command, RecordStatus
from solidground.core.duty.investigation.events import Event, Stands, StatusRecorded
from solidground.core.hours import local_day
from solidground.core.kernel import Day, Instant, Obligation, Refusal

AHEAD_DAYS_MOST: Final = 366
"""The farthest day on which more may be heard: a year without a word is no promise."""


STATUS_UNKNOWN: Final = Refusal("StatusUnknown", "Choose a word of your agency's list.")
DAY_IMPOSSIBLE: Final = Refusal("DayImpossible", "Say since when: a day from the incident until today.")


class Word(NamedTuple):
    """One word of an agency's list, for one kind of inquiry."""

    inquiry: str
    status: str
    stands: Stands


class World(NamedTuple):
    """What the rules may look at: when and where the incident was (nothing where there is none), and the list."""

    occurred_at: Instant | None
    zone: str
    words: tuple[Word, ...]


class Standing(NamedTuple):
    """How one inquiry stands."""

    inquiry: str
    status: str
    stands: Stands
    on: Day
    next_on: Day | None
    at: Instant


class State(NamedTuple):
    """How the inquiries after one incident stand, in the order in which each was first heard of."""

    incident: str = ""
    standing: tuple[Standing, ...] = ()
    last_at: Instant = 0


INITIAL = State()


def decide(state: State, command: Command, world: World) -> tuple[Event, ...] | Refusal:
    """Take down how an inquiry stands. What stands so already is no event; a correction is one, and both stay."""
    word = next((one for one in world.words if one[:2] == (command.inquiry, command.status)), None)
    refusal = _refused(command, world, word)
    if refusal is not None:
        return refusal
    assert word is not None, "an unknown word was refused"
    at = max(command.at, state.last_at)
    said = (command.inquiry, command.status, word.stands, command.on, command.next_on)
    if any(one[:5] == said for one in state.standing):
        return ()
    return (StatusRecorded(at, command.by, command.incident, *said),)


def _refused(command: RecordStatus, world: World, word: Word | None) -> Refusal | None:
    if world.occurred_at is None:
        return Refusal("IncidentUnknown", "Choose an incident of the list.")
    if word is None:
        return STATUS_UNKNOWN
    today = local_day(command.at, world.zone)
    if not local_day(world.occurred_at, world.zone) <= command.on <= today:
        return DAY_IMPOSSIBLE
    if word.stands == "closed":
        return None if command.next_on is None else Refusal("NothingMore", "It has ended. Leave the second day empty.")
    if command.next_on is None:
        missing = Refusal("NextDayMissing", "Say when more is heard, even if it is only that there is nothing new.")
        return missing if word.stands == "open" else None
    if not today < command.next_on <= today + AHEAD_DAYS_MOST:
        return Refusal("NextDayImpossible", "More is heard from tomorrow on, and within a year. Choose such a day.")
    return None


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    match event:
        case StatusRecorded():
            now = Standing(event.inquiry, event.status, event.stands, event.on, event.next_on, event.at)
            known = [one.inquiry for one in state.standing]
            kept = tuple([now if one.inquiry == now.inquiry else one for one in state.standing])
            return State(event.incident, kept if now.inquiry in known else (*kept, now), event.at)
        case _:
            assert_never(event)


def due(state: State) -> tuple[Obligation, ...]:  # noqa: ARG001 - the one shape of due; who tells the member owes it
    """Return nothing: that a member is told is owed in his case."""
    return ()
