"""What may be written down of a member's duty status, and when somebody is asked to tell him what comes next.

What must never happen here: a reason of health, a status without a next word, a day that ends a leave by itself, or a
look at care.
"""

from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias, assert_never

from solidground.core.duty.status.commands import (
    Command,
    GiveAssurance,
    RecordDutyStatus,
    TellMember,
    TickDutyStatus,
)
from solidground.core.duty.status.events import (
    AssuranceGiven,
    DutyStatusRecorded,
    Event,
    MemberTold,
    TellingAsked,
)
from solidground.core.duty.status.state import Entry, State
from solidground.core.duty.telling import NEXT, Teller, ask_at, asked_now, is_near
from solidground.core.hours import local_day
from solidground.core.kernel import CLOCK, Day, Instant, PersonId, Refusal

BEHIND_DAYS_MOST: Final = 366
"""So long ago at most something began that is written down only now."""

AHEAD_DAYS_MOST: Final = 366
"""So far ahead at most something begins that is known already."""

LASTS_DAYS_MOST: Final = 3 * 366
"""The longest leave that has a last day."""

WORKING: Final = ("full", "modified")
"""Statuses in which somebody works: what ends a leave."""

Outcome: TypeAlias = tuple[Event, ...] | Refusal


class World(NamedTuple):
    """What the rules may look at: where it is, to whom the member reports, who tells him, and the agency's own list.

    ``least_days`` is how long an administrative leave lasts at least, by that list.
    """

    zone: str = "UTC"
    least_days: int = 0
    callers: frozenset[PersonId] = frozenset()
    supervisors: tuple[Teller, ...] = ()
    others: tuple[Teller, ...] = ()


OWN: Final = Refusal("NotYours", "What is your own is written down by somebody else.")
NOBODY: Final = Refusal("NothingWritten", "Nothing of the kind is written down now. Look at the page again.")


def decide(state: State, command: Command, world: World) -> Outcome:
    """Answer what is asked about one member's duty status. Time in a stream never goes back."""
    today = local_day(command.at, state.zone or world.zone)
    # Each change has an instant of its own, whatever the clock says: by it whoever looked before is told.
    command = replace(command, at=max(command.at, state.last_at, state.changed_at + 1))
    match command:
        case TickDutyStatus():
            return _tick(state, command.at, world)
        case RecordDutyStatus():
            return _record(state, command, world, today)
        case GiveAssurance():
            return _assure(state, command)
        case TellMember():
            return _tell(state, command, today)
        case _:
            assert_never(command)


def _record(state: State, command: RecordDutyStatus, world: World, today: Day) -> Outcome:
    if command.by == command.member:
        return OWN
    if command.calls != "one_weekly":
        command = replace(command, caller=None)
    if _is_so(state, command):
        return ()
    refusal = _impossible(command, today) or _nobody_calls(command, world)
    if refusal is not None:
        return refusal
    if command.corrects and state.newest is None:
        return NOBODY
    replaced = _replaced(state, command)
    short = _is_short([one for one in state.standing if one not in replaced], command, world.least_days)
    if short and command.short is None:
        return Refusal(
            "ShorterThanLeast",
            "This leave is shorter than your agency's own least. It can be: say why, and it is written down.",
        )
    next_on = command.next_on if command.next_on is not None else command.until_on
    return (
        DutyStatusRecorded(
            command.at,
            command.by,
            command.member,
            command.status,
            command.on,
            command.until_on,
            next_on,
            command.pay,
            command.calls,
            command.caller,
            command.assured,
            command.short if short else None,
            world.least_days,
            tuple([one.number for one in replaced]),
            world.zone,
            None if next_on is None else ask_at(next_on, world.zone),
        ),
    )


def _is_so(state: State, command: RecordDutyStatus) -> bool:
    """Return whether a status stands so already: the same said twice is once, and who never left is on full duty."""
    newest = state.newest
    if command.status == "full" and not command.corrects and (newest is None or newest.status == "full"):
        return newest is None or newest.on <= command.on
    if newest is None or (command.assured and not newest.assured):
        return False
    next_on = command.next_on if command.next_on is not None else command.until_on
    said = (command.status, command.on, command.until_on, next_on, command.pay, command.calls)
    return said == newest[1:7] and command.caller in (None, newest.caller)


def _impossible(command: RecordDutyStatus, today: Day) -> Refusal | None:
    """Return which of its days cannot be, or contradict each other."""
    on, until_on, next_on = command.on, command.until_on, command.next_on
    if not today - BEHIND_DAYS_MOST <= on <= today + AHEAD_DAYS_MOST:
        return Refusal("DayImpossible", "Say from which day: one within a year of today.")
    if command.status == "full":
        more = until_on is not None or next_on is not None
        return Refusal("NothingMore", "Full duty has no last day. Leave the other days empty.") if more else None
    if until_on is not None and not on <= until_on <= on + LASTS_DAYS_MOST:
        return Refusal("LastDayImpossible", "The last day is the first one or later, and within three years.")
    if next_on is None and until_on is None:
        return Refusal("NextDayMissing", "Say until when, or by which day more is heard. One of the two is needed.")
    if next_on is not None and until_on is not None and next_on > until_on:
        return Refusal("NextDayLate", "More is heard by the last day at the latest. Choose such a day.")
    if next_on is None and until_on is not None and until_on <= today:
        # It is over, and what came after it was never said: somebody is asked at once to tell him.
        return None
    by = next_on if next_on is not None else until_on
    return None if by is not None and is_near(by, today) else NEXT


def _nobody_calls(command: RecordDutyStatus, world: World) -> Refusal | None:
    if command.calls != "one_weekly" or (command.caller in world.callers and command.caller != command.member):
        return None
    return Refusal("CallerUnknown", "Say who calls: one person to whom this member reports.")


def _replaced(state: State, command: RecordDutyStatus) -> list[Entry]:
    """Return in place of what this stands: of all that began on its first day or later, and of what was never so."""
    newest = state.newest
    return [one for one in state.standing if one.on >= command.on or (command.corrects and one == newest)]


def _is_short(standing: list[Entry], command: RecordDutyStatus, least_days: int) -> bool:
    """Return whether an administrative leave is shorter than the agency's least: by its own last day, or ended early.

    It is the same whether there was an incident or not: whoever writes down a leave is told of none.
    """
    if command.status == "administrative_leave":
        return command.until_on is not None and command.until_on - command.on + 1 < least_days
    before = standing[-1] if standing else None
    if command.status not in WORKING or before is None or before.status != "administrative_leave":
        return False
    ends_as_said = before.short is not None and before.until_on is not None and command.on > before.until_on
    return command.on - before.on < least_days and not ends_as_said


def _assure(state: State, command: GiveAssurance) -> Outcome:
    newest = state.newest
    if command.by == state.member:
        return OWN
    if newest is None or newest.status == "full":
        return NOBODY
    return () if newest.assured else (AssuranceGiven(command.at, command.by),)


def _tell(state: State, command: TellMember, today: Day) -> Outcome:
    if command.by == state.member:
        return OWN
    if state.promised is None:
        return NOBODY
    last = state.told[-1] if state.told else None
    if last is not None and last[1:] == (command.on, command.next_on):
        return ()
    if not (today - BEHIND_DAYS_MOST if last is None else last.on) <= command.on <= today:
        return Refusal("DayImpossible", "Say when they were told: a day since the last time, until today.")
    if not is_near(command.next_on, today):
        return NEXT
    asked_at = ask_at(command.next_on, state.zone)
    return (MemberTold(command.at, command.by, command.on, command.next_on, asked_at),)


def _tick(state: State, at: Instant, world: World) -> Outcome:
    """Ask who tells the member: his supervisor, then HR, then each of them again, a day apart."""
    promised = state.promised
    asked = None if promised is None else asked_now(promised, at, world.supervisors, world.others)
    return () if asked is None else (TellingAsked(at, CLOCK, *asked),)
