"""A file of leave from a system of HR's: who is on which duty, from when until when, and by when he hears more.

Each row is what HR could have written by hand. What must never happen here: a column for why somebody is unwell, or a
leave that ends because a file does not name it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple, cast, get_args

from solidground.app.founding import FOUNDERS
from solidground.app.handle import handle, stream_of
from solidground.app.importing.cells import Cells, Wrong
from solidground.app.importing.fault import Refused
from solidground.app.importing.reading import nobody_known
from solidground.app.importing.whole import Read, Taking, Took
from solidground.app.ports import Unit
from solidground.core.duty.status.commands import RecordDutyStatus
from solidground.core.duty.status.decider import World
from solidground.core.duty.status.events import Calls, Pay, Short, Status
from solidground.core.duty.status.state import State
from solidground.core.kernel import Day, PersonId, Refusal
from solidground.core.words import phrased, words_of

COLUMNS: Final = ("person_ref", "status", "on", "until_on", "next_on")
FURTHER: Final = ("pay", "calls", "assured", "short")
"""Columns a file may have. There is none for anything else."""

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
PAYS: Final[tuple[Pay, ...]] = get_args(Pay)
CALLS: Final[tuple[Calls, ...]] = ("usual", "dates_only", "as_wished")
"""Who is in touch meanwhile. That one supervisor calls is written down by hand: HR names him."""

SHORTS: Final[tuple[Short, ...]] = get_args(Short)
COLUMN_OF: Final = {
    "DayImpossible": "on",
    "LastDayImpossible": "until_on",
    "NextDayMissing": "next_on",
    "NextDayLate": "next_on",
    "NextDayImpossible": "next_on",
    "ShorterThanLeast": "short",
}
"""In which column a row is wrong, by why it is refused."""


class LeaveRow(NamedTuple):
    """How somebody stands from a day on."""

    person: PersonId
    on: Day
    status: Status
    until_on: Day | None
    next_on: Day | None
    pay: Pay
    calls: Calls
    assured: bool
    short: Short | None


def parse_leave(row: Mapping[str, str]) -> LeaveRow | list[Wrong]:
    """Read one row, or say everything that is wrong with it."""
    cells = Cells(row)
    person = cells.reference("person_ref")
    status = cast("Status", cells.one_of("status", STATUSES))
    on, until_on, next_on = cells.needed_day("on"), cells.day("until_on"), cells.day("next_on")
    for column, day in (("until_on", until_on), ("next_on", next_on)):
        if status == "full" and day is not None:
            cells.refuse(column, phrased("Full duty has no last day. Leave the other days empty."))
    pay = cast("Pay", cells.one_of("pay", PAYS)) if cells.text("pay") else "as_before"
    calls = cast("Calls", cells.one_of("calls", CALLS)) if cells.text("calls") else "usual"
    short = cast("Short", cells.one_of("short", SHORTS)) if cells.text("short") else None
    assured = cells.yes("assured", unknown=False)
    return cells.wrong or LeaveRow(PersonId(person), on, status, until_on, next_on, pay, calls, assured, short)


def write_leave(taking: Taking, unit: Unit, rows: list[Read]) -> Took:
    """Write down how everybody of a file stands, in the order of the days; whom it does not name stays as he is."""
    took = Took([], [])
    first: dict[tuple[PersonId, Day], Read] = {}
    for row in rows:
        known = first.setdefault(row.value[:2], row)
        if known is not row and known.value == row.value:
            took.warnings.append((row.line, phrased("The same stands on line %(line)s.", line=known.line)))
        elif known is not row:
            why = phrased(
                "The same person stands otherwise from that day on line %(line)s. Keep one of them.", line=known.line
            )
            took.errors.append(Refused(row.line, "on", why))
    for row in sorted(first.values(), key=lambda one: one.value[:2]):
        _write(taking, unit, row, took)
    return took


def _write(taking: Taking, unit: Unit, row: Read, took: Took) -> None:
    said: LeaveRow = row.value
    stream = stream_of(taking.agency, f"status/{said.person}")
    person, known = unit.load([stream_of(taking.agency, f"person/{said.person}"), stream])
    if person.state.person is None:
        took.errors.append(Refused(row.line, "person_ref", nobody_known(said.person)))
        return
    state: State = known.state
    newest = state.newest
    outcome = () if _stands(state, said) else handle(unit, stream, _command(taking, said), _world(taking))
    if isinstance(outcome, Refusal):
        took.errors.append(Refused(row.line, COLUMN_OF[outcome.reason], words_of(outcome)))
    elif not outcome:
        took.warnings.append((row.line, phrased("It stands so already; nothing was changed.")))
    elif newest is not None and said.on <= newest.on:
        since = date.fromordinal(newest.on).isoformat()
        stands = phrased(
            "It stands in place of what was written down from %(since)s; both stay in the log.", since=since
        )
        took.warnings.append((row.line, stands))


def _stands(state: State, said: LeaveRow) -> bool:
    """Return whether a row stands so already, be it the newest or what comes before it."""
    hears_on = said.next_on if said.next_on is not None else said.until_on
    row = (said.status, said.on, said.until_on, hears_on, said.pay, said.calls)
    return any(one[1:7] == row and (one.assured or not said.assured) for one in state.standing)


def _command(taking: Taking, said: LeaveRow) -> RecordDutyStatus:
    # On the machine itself, where everything may be taken in, as two people stand behind it.
    return RecordDutyStatus(
        taking.at,
        FOUNDERS[0],
        said.person,
        said.status,
        said.on,
        said.until_on,
        said.next_on,
        said.pay,
        said.calls,
        assured=said.assured,
        short=said.short,
    )


def _world(taking: Taking) -> World:
    return World(taking.zone, taking.duty.leave_least_days.number)
