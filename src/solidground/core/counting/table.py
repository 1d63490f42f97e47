"""A table of counts with its totals, and what of it is shown.

Every cell has an address, totals too: row ``len(rows)`` holds the column totals, column ``len(columns)`` the row
totals.
What must never happen here: a count of one person's acts. Figures tell of the work.
"""

from itertools import chain
from typing import Final, NamedTuple, TypeAlias

THRESHOLD: Final = 5
"""The smallest count that is shown. Five is the rule most statistical offices and health agencies start from: among
four people in a squad everybody knows who the fourth is. An agency may ask for more, never for less."""

Cell: TypeAlias = tuple[int, int]
"""Row and column, totals included."""


class Counts(NamedTuple):
    """How many, by row and by column, before anything is hidden. It stays on the side that counted."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]


class Shown(NamedTuple):
    """The same table as it leaves: ``None`` where a count is not shown. Margins are the last row and column."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]


def fault(counts: Counts) -> str:
    """Return in words what makes this no table of counts, or nothing."""
    if not counts.rows or not counts.columns:
        return "The table has no rows or no columns."
    if len(counts.cells) != len(counts.rows) or any(len(line) != len(counts.columns) for line in counts.cells):
        return "The table does not have one count for each row and column."
    if any(count < 0 for count in chain.from_iterable(counts.cells)):
        return "The table has a count below nought."
    return ""


def with_totals(counts: Counts) -> dict[Cell, int]:
    """Return every count by its address, totals included."""
    grid = {(at, by): count for at, line in enumerate(counts.cells) for by, count in enumerate(line)}
    last_row, last_column = len(counts.rows), len(counts.columns)
    for at, line in enumerate(counts.cells):
        grid[at, last_column] = sum(line)
    for by in range(last_column):
        grid[last_row, by] = sum(line[by] for line in counts.cells)
    grid[last_row, last_column] = sum(map(sum, counts.cells))
    return grid


def without(counts: Counts, hidden: frozenset[Cell]) -> Shown:
    """Return the table as it leaves, with the hidden cells empty."""
    grid = with_totals(counts)
    lines = tuple(
        tuple(None if (at, by) in hidden else grid[at, by] for by in range(len(counts.columns) + 1))
        for at in range(len(counts.rows) + 1)
    )
    return Shown(counts.rows, counts.columns, lines)
