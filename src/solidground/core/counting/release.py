"""Figures that leave: fixed tables, frozen when released, safe against everything released before.

Two kinds of table, because they leak differently. Counts *of the period* stand for different events each time, so only
periods that overlap could be subtracted: they are refused. Counts *to date* can always be subtracted, so a cell is
also hidden where the difference to an earlier release is small, and what was hidden once stays hidden in that table.

What must never happen here: a second release of the same period, with corrections or without. A wrong figure is
corrected in the words beside it.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from solidground.core.counting.suppress import Grid, hide
from solidground.core.counting.table import THRESHOLD, Cell, Counts, Shown, fault, with_totals, without
from solidground.core.kernel import Day, Refusal

WINDOW: Final = 8
"""How many earlier releases of a table a reader is taken to have kept: two years of quarters."""

SMALL_AGENCY: Final = 100
"""Agencies with fewer members than this release once a year: a quarter would leave nothing but empty cells."""


class Table(NamedTuple):
    """One fixed table before its release.

    ``population`` says who is counted (``cases``, ``obligations``): two tables over the same population and the same
    days share a total, and one would open what the other hides.
    """

    name: str
    population: str
    kind: Literal["of the period", "to date"]
    from_on: Day
    until_on: Day
    """The first day that is not counted."""
    counts: Counts


class Frozen(NamedTuple):
    """A released table. ``shown`` is what left; ``table`` stays on the side that counted, for the next release."""

    table: Table
    hidden: frozenset[Cell]
    shown: Shown


class Figure(NamedTuple):
    """A released table as anybody may see it, and the days it counts."""

    name: str
    from_on: Day
    until_on: Day
    """The first day that is not counted."""
    shown: Shown


def rhythm(members: int) -> Literal["quarterly", "yearly"]:
    """Return how often an agency of this size releases."""
    return "yearly" if members < SMALL_AGENCY else "quarterly"


def release(table: Table, earlier: Sequence[Frozen], threshold: int = THRESHOLD) -> Frozen | Refusal:
    """Freeze a table with every small or derivable count hidden, or say why it cannot be released."""
    refusal = _unfit(table, threshold) or next(filter(None, (_clash(table, one.table) for one in earlier)), None)
    if refusal:
        return refusal
    before = sorted(
        (one for one in earlier if one.table.name == table.name and table.kind == "to date"),
        key=lambda one: one.table.until_on,
    )[-WINDOW:]
    grid = _grid(table, before)
    if any(grid.counts[cell] < grid.floor[cell] for cell in grid.counts):
        return Refusal(
            "CountsFell",
            f"The table “{table.name}” counts to date, and a count is smaller than in an earlier release. "
            "Count purged and corrected cases too, or start a table with a new name.",
        )
    hidden = hide(grid, _small(grid, before, threshold), threshold)
    return Frozen(table, hidden, without(table.counts, hidden))


def _unfit(table: Table, threshold: int) -> Refusal | None:
    """Return why a table cannot be released whatever came before it."""
    if wrong := fault(table.counts):
        return Refusal("NotATable", f"{wrong} Give every row the same columns, and counts of nought or more.")
    if table.until_on <= table.from_on:
        return Refusal("PeriodEmpty", f"The period of “{table.name}” ends before it begins. Give it at least one day.")
    if threshold < THRESHOLD:
        return Refusal("ThresholdTooLow", f"Counts under {THRESHOLD} are never shown: ask for {THRESHOLD} or more.")
    return None


def _clash(table: Table, other: Table) -> Refusal | None:
    """Return why a table cannot be released beside one that was."""
    overlap = table.from_on < other.until_on and other.from_on < table.until_on
    if table.name != other.name:
        if overlap and table.population == other.population:
            return Refusal(
                "PopulationAlreadyCounted",
                f"“{other.name}” already counts the same {table.population} over these days, and beside it this table "
                "would show what is hidden there. Release one of the two.",
            )
        return None
    if _frame(table) != _frame(other):
        return Refusal(
            "TableChanged",
            f"“{table.name}” was released with another beginning, other rows or other columns. Keep them, or give the "
            "table a new name and begin it after the last period released.",
        )
    if (overlap and table.kind == "of the period") or table.until_on <= other.until_on:
        return Refusal(
            "PeriodAlreadyReleased",
            f"“{table.name}” has been released for these days and is frozen. The next release begins after them.",
        )
    return None


def _frame(table: Table) -> tuple[object, ...]:
    """Return what must not change from one release of a table to the next."""
    begins = table.from_on if table.kind == "to date" else None
    return table.kind, table.population, begins, table.counts.rows, table.counts.columns


def _grid(table: Table, before: Sequence[Frozen]) -> Grid:
    """Return the counts with what the latest earlier release says they cannot be under."""
    counts = with_totals(table.counts)
    floor = with_totals(before[-1].table.counts) if before else dict.fromkeys(counts, 0)
    return Grid(counts, floor, len(table.counts.rows), len(table.counts.columns))


def _small(grid: Grid, before: Sequence[Frozen], threshold: int) -> frozenset[Cell]:
    """Return the cells that are hidden for their own sake: small, hidden before, or little more than before."""
    hidden = {cell for cell, count in grid.counts.items() if 0 < count < threshold}
    for one in before:
        then = with_totals(one.table.counts)
        hidden |= one.hidden
        hidden |= {cell for cell, count in grid.counts.items() if 0 < count - then[cell] < threshold}
    return frozenset(hidden)
