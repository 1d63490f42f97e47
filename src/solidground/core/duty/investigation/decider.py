"""How the inquiries after an incident stand, each in a word of the agency's own list, with a day.

What must never happen here: a text somebody wrote, what an inquiry found, or a look at care.
"""

from typing import Final, NamedTuple, TypeAlias, assert_never

from solidground.core.duty.investigation.commands import (
    CallOffInterview,
    Command,
    PlanInterview,
    RecordStatus,
    RecordTold,
)
from solidground.core.duty.investigation.events import (
    Event,
    InterviewCalledOff,
    InterviewPlanned,
    Stands,
    StatusRecorded,
    StatusTold,
)
from solidground.core.duty.investigation.state import Interview, State, interview_of
from solidground.core.duty.terms import Least
from solidground.core.hours import at_minute, local_day
from solidground.core.kernel import Instant, PersonId, Refusal

AHEAD_DAYS_MOST: Final = 366
"""The farthest day on which more may be heard: a year without a word is no promise."""

MORNING_MINUTE: Final = 7 * 60
"""When a night is over, where the incident was."""

ONE_NIGHT: Final = Least(1, "all")
"""Nobody is interviewed before the second morning after an incident, unless an agency's own list says otherwise."""

DAY_MINUTES: Final = 24 * 60

STATUS_UNKNOWN: Final = Refusal("StatusUnknown", "Choose a word of your agency's list.")
DAY_IMPOSSIBLE: Final = Refusal("DayImpossible", "Say since when: a day from the incident until today.")
INCIDENT_UNKNOWN: Final = Refusal("IncidentUnknown", "Choose an incident of the list.")
NOT_INVOLVED: Final = Refusal("NotInvolved", "Choose somebody who took part in this incident.")
INTERVIEW_DAY: Final = Refusal(
    "InterviewDayImpossible", "Say when: a day and a time that lie ahead, and within a year."
)
REST_TOO_SHORT: Final = Refusal(
    "RestTooShort",
    "They will not have slept enough by then. Choose a later time, or say why it cannot wait.",
)

INTERVIEW_OVER: Final = Refusal("InterviewOver", "Its time has come, so it cannot be called off any more.")

Outcome: TypeAlias = tuple[Event, ...] | Refusal


class Word(NamedTuple):
    """One word of an agency's list, for one kind of inquiry."""

    inquiry: str
    status: str
    stands: Stands


class World(NamedTuple):
    """What the rules may look at: when and where the incident was (nothing where there is none), and the list.

    ``involved`` took part in it, each in some way; ``rest`` says how many nights come before an interview.
    """

    occurred_at: Instant | None
    zone: str
    words: tuple[Word, ...] = ()
    involved: tuple[tuple[PersonId, str], ...] = ()
    rest: Least = ONE_NIGHT


def decide(state: State, command: Command, world: World) -> Outcome:
    """Take down how an inquiry stands, that a member was told of it, or when he is interviewed, or is not."""
    match command:
        case RecordStatus():
            return _record(state, command, world)
        case RecordTold():
            return _tell(state, command)
        case PlanInterview():
            return _plan(state, command, world)
        case CallOffInterview():
            return _call_off(state, command, world)
        case _:
            assert_never(command)


def _at(state: State, command: RecordStatus | PlanInterview | CallOffInterview) -> Instant:
    """Return an instant that no change before has: by it whoever looked before is told, whatever the clock says."""
    return max(command.at, state.last_at, state.changed_at + 1)


def _record(state: State, command: RecordStatus, world: World) -> Outcome:
    """Take down how an inquiry stands. What stands so already is no event; a correction is one, and both stay."""
    word = next((one for one in world.words if one[:2] == (command.inquiry, command.status)), None)
    refusal = _refused(command, world, word)
    if refusal is not None:
        return refusal
    assert word is not None, "an unknown word was refused"
    said = (command.inquiry, command.status, word.stands, command.on, command.next_on)
    if any(one[:5] == said for one in state.standing):
        return ()
    # The instant is its name among those of one inquiry: two are never called alike, whatever the clock says.
    return (StatusRecorded(_at(state, command), command.by, command.incident, *said),)


def _refused(command: RecordStatus, world: World, word: Word | None) -> Refusal | None:
    if world.occurred_at is None:
        return INCIDENT_UNKNOWN
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


def _tell(state: State, command: RecordTold) -> Outcome:
    """Take down that a member was told. It is never refused: he was told, whatever became of the inquiry since."""
    said = (command.member, command.inquiry, command.said_at)
    if any(one[:2] == said[:2] and one.said_at >= command.said_at for one in state.told):
        return ()
    at = max(command.at, state.last_at)
    return (StatusTold(at, command.by, command.incident, *said, command.on, command.role),)


def rested_at(occurred_at: Instant, zone: str, nights: int) -> Instant:
    """Return when somebody has slept so many whole nights after an incident: the one in which it was is none."""
    if not nights:
        return occurred_at
    on = local_day(occurred_at, zone)
    first_on = on if occurred_at < at_minute(on, MORNING_MINUTE, zone) else on + 1
    return at_minute(first_on + nights, MORNING_MINUTE, zone)


def _plan(state: State, command: PlanInterview, world: World) -> Outcome:
    """Take down when somebody is interviewed. Too soon is a warning that takes a reason, and never a refusal for good.

    A correction is an event more: what was planned before stays in the log.
    """
    if world.occurred_at is None:
        return INCIDENT_UNKNOWN
    part = dict(world.involved).get(command.member)
    if part is None:
        return NOT_INVOLVED
    today, at = local_day(command.at, world.zone), _at(state, command)
    if not (today <= command.on <= today + AHEAD_DAYS_MOST and 0 <= command.minute < DAY_MINUTES):
        return INTERVIEW_DAY
    starts_at = at_minute(command.on, command.minute, world.zone)
    nights = world.rest.number if world.rest.owed_to(part) else 0
    rested = rested_at(world.occurred_at, world.zone, nights)
    early = starts_at < rested
    why = command.why if early else None
    if Interview(command.member, starts_at, command.on, world.zone, why) in state.interviews:
        return ()
    if starts_at <= command.at:
        return INTERVIEW_DAY
    if early and why is None:
        return REST_TOO_SHORT
    return (
        InterviewPlanned(
            at, command.by, command.incident, command.member, starts_at, command.on, world.zone, rested, why
        ),
    )


def _call_off(state: State, command: CallOffInterview, world: World) -> Outcome:
    """Take down that an interview does not take place. Where none is planned it is so already.

    Another one is held to the rest that is owed as the first one was.
    """
    if world.occurred_at is None:
        return INCIDENT_UNKNOWN
    if command.member not in dict(world.involved):
        return NOT_INVOLVED
    known = interview_of(state, command.member)
    if known is None:
        return ()
    if known.starts_at <= command.at:
        return INTERVIEW_OVER
    return (InterviewCalledOff(_at(state, command), command.by, command.incident, command.member),)
