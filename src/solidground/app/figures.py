"""Figures about the work that leave: counted once a period, frozen, and the same for everybody from then on.

One fixed table counts what came due: by the kind of step, how it went. It is released a month after its period, when
what came due has been done or has lapsed. What must never happen here: a count of persons, of silence or of answers,
or a second count of a period that has left.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final, TypeAlias

from solidground.app.asking.reading import Reading
from solidground.app.asking.report import tallied
from solidground.app.replay.tally import Tally
from solidground.core.care.state import Case
from solidground.core.counting import Counts, Table, release, rhythm
from solidground.core.hours import local_day
from solidground.core.kernel import Day, Instant, Refusal

NAME: Final = "what was owed, and how it went"
ROWS: Final = {
    "offer": "offers",
    "checkin": "conversations",
    "word": "words",
    "task": "tasks",
    "date": "dates",
    "": "added in a case",
}
COLUMNS: Final = {"on_time": "on time", "late": "late", "not_done": "not done"}

WAIT_DAYS: Final = 30
"""How long after its end a period is released."""

QUARTER_MONTHS, YEAR_MONTHS = 3, 12

Period: TypeAlias = tuple[Day, Day]
"""The first day counted, and the first that is not."""


def release_due(reading: Reading, zone: str) -> list[Refusal]:
    """Release every period that has ended and not left yet; return why one could not."""
    # A row whose details were purged says nothing any more, not even when it began.
    began = [row.began_at for _, row in reading.store.rows(reading.agency) if row.member]
    with reading.store.transaction() as unit:
        earlier = unit.counted(reading.agency)
    members = len(reading.store.streams(reading.agency, "person"))
    months = QUARTER_MONTHS if rhythm(members) == "quarterly" else YEAR_MONTHS
    last_on = local_day(reading.now, zone) - WAIT_DAYS
    due: list[Period] = []
    if began:
        first_on = max([one.table.until_on for one in earlier], default=local_day(min(began), zone))
        due = list(_periods(first_on, last_on, months, whole=bool(earlier)))
    refused = []
    for table in _tables(reading, zone, due):
        frozen = release(table, earlier)
        if isinstance(frozen, Refusal):
            refused.append(frozen)
            continue
        with reading.store.transaction() as unit:
            unit.put_figure(reading.agency, frozen, reading.now)
        earlier.append(frozen)
    return refused


def _periods(first_on: Day, last_on: Day, months: int, *, whole: bool) -> Iterator[Period]:
    """Return the periods of the calendar from a day on that have ended; ``whole`` leaves out one begun before it."""
    first = date.fromordinal(first_on)
    month = (first.month - 1) // months * months
    at = first.year * 12 + month
    while (until := _month(at + months)) <= last_on:
        if not whole or _month(at) >= first_on:
            yield _month(at), until
        at += months


def _month(number: int) -> Day:
    return date(number // 12, number % 12 + 1, 1).toordinal()


def _tables(reading: Reading, zone: str, due: list[Period]) -> list[Table]:
    """Count all periods in one walk over the cases."""
    if not due:
        return []
    begins = [from_on for from_on, _ in due]
    counted: list[Counter[tuple[str, str]]] = [Counter() for _ in due]
    for case, _ in reading.store.rows(reading.agency):
        found = tallied(reading, case)
        for kind, how, due_at in _went(*found, reading.now) if found is not None else ():
            place = bisect_right(begins, on := local_day(due_at, zone)) - 1
            if place >= 0 and on < due[place][1]:
                counted[place][kind, how] += 1
    return [_table(period, counts) for period, counts in zip(due, counted, strict=True)]


def _went(tally: Tally, case: Case, now: Instant) -> Iterator[tuple[str, str, Instant]]:
    """Return the kind of each step that came due, how it went, and when it was due."""
    kinds = {step.key: step.kind for step in case.plan.steps}
    for done in tally.done:
        yield kinds.get(done.key, ""), done.how, done.due_at
    for owed in tally.open.values():
        if owed.lapses_at < now:
            yield kinds.get(owed.key, ""), "not_done", owed.due_at


def _table(period: Period, counts: Counter[tuple[str, str]]) -> Table:
    cells = tuple(tuple(counts[kind, how] for how in COLUMNS) for kind in ROWS)
    inside = Counts(tuple(ROWS.values()), tuple(COLUMNS.values()), cells)
    return Table(NAME, "obligations", "of the period", *period, inside)
