"""What may be said about what command owes, and when somebody is reminded of it, once.

What must never happen here: a text, a look at care, a word to the member, or anything that is done by a day passing.
"""

from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias, assert_never

from solidground.core.duty.owed.commands import Command, ExcuseDuty, OpenDuty, RecordDuty, TickDuty
from solidground.core.duty.owed.events import DutyDone, DutyExcused, DutyOpened, DutyReminded, Event
from solidground.core.duty.owed.state import Said, State, reminders
from solidground.core.duty.telling import Teller
from solidground.core.duty.terms import Terms
from solidground.core.hours import is_quiet, local_day
from solidground.core.kernel import CLOCK, Instant, Refusal

Outcome: TypeAlias = tuple[Event, ...] | Refusal

NOT_OWED: Final = Refusal("DutyUnknown", "This is not owed. Look at the page again.")
OWN: Final = Refusal("OwnDuty", "What is owed to you is written down by somebody else.")
DAY: Final = Refusal("DayImpossible", "Say when it was: a day from the incident until today.")

OUTSIDE: Final = frozenset({"family", "asked"})
"""Parts of people to whom command owes nothing: they do not serve here, or there was no incident."""


class World(NamedTuple):
    """What the rules may look at: who of command can be reminded, whoever owes it first."""

    supervisors: tuple[Teller, ...] = ()
    chiefs: tuple[Teller, ...] = ()


def owed_to(terms: Terms, part: str, occurred_at: Instant, zone: str) -> tuple[tuple[str, Instant], ...]:
    """Return what command owes somebody who took part so, and by when, by the agency's list of now."""
    if part in OUTSIDE:
        return ()
    owed = (
        ("replacement", terms.replacement_within),
        ("visit", terms.visit_within),
        ("call", terms.call_within),
        ("leave", terms.leave_said_within),
        ("session", terms.session_within),
    )
    return tuple([(name, one.until(occurred_at, zone)) for name, one in owed if one.owed_to(part)])


def decide(state: State, command: Command, world: World) -> Outcome:
    """Answer what is asked. Time in a stream never goes back."""
    # Each change has an instant of its own, whatever the clock says: by it whoever looked before is told.
    command = replace(command, at=max(command.at, state.last_at, state.changed_at + 1))
    match command:
        case OpenDuty():
            return _open(state, command)
        case RecordDuty():
            return _record(state, command)
        case ExcuseDuty():
            return _excuse(state, command)
        case TickDuty():
            return _tick(state, command.at, world)
        case _:
            assert_never(command)


def _open(state: State, command: OpenDuty) -> Outcome:
    if state.member or not command.due:
        return ()
    who = (command.incident, command.member, command.part, command.occurred_at, command.zone)
    return (DutyOpened(command.at, command.by, *who, command.due),)


def _record(state: State, command: RecordDuty) -> Outcome:
    known = state.now(command.duty)
    if state.due_at(command.duty) is None:
        return NOT_OWED
    if command.by == state.member:
        return OWN
    if known is not None and known.on == command.on:
        return ()
    if not local_day(state.occurred_at, state.zone) <= command.on <= local_day(command.at, state.zone):
        return DAY
    return (DutyDone(command.at, command.by, command.duty, command.on, command.role),)


def _excuse(state: State, command: ExcuseDuty) -> Outcome:
    known: Said | None = state.now(command.duty)
    if state.due_at(command.duty) is None:
        return NOT_OWED
    if command.by == state.member:
        return OWN
    if known is not None and known.why == command.why:
        return ()
    return (DutyExcused(command.at, command.by, command.duty, command.why, command.role),)


def _tick(state: State, at: Instant, world: World) -> Outcome:
    """Remind whoever owes what was due by now: a supervisor, else a chief, never the member, nobody by night."""
    ended = [duty for due_at, duty in reminders(state) if due_at <= at]
    found = next((one for one in (*world.supervisors, *world.chiefs) if one.person != state.member), None)
    if found is not None and is_quiet(found.quiet, at):
        return ()
    keeper, way = (None, None) if found is None else (found.person, found.way)
    owed = [(duty, due_at) for duty in ended if (due_at := state.due_at(duty)) is not None]
    return tuple([DutyReminded(at, CLOCK, duty, keeper, way, due_at) for duty, due_at in owed])
