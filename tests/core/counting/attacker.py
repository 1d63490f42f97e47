"""One who has the shown cells and endless patience: every table that could be behind them, by trying.

He tries each hidden count a little below and above the truth; so the spread that he finds is never more than there is.
"""

from collections.abc import Iterator
from itertools import product

from solidground.core.counting import Counts, Shown


def spreads(truth: Counts, shown: Shown, reach: int, floor: Counts | None = None) -> dict[tuple[int, int], int]:
    """Return for every hidden cell the greatest less the least count that he cannot rule out."""
    seen: dict[tuple[int, int], set[int]] = {}
    for grid in tables(truth, shown, reach, floor):
        for at, line in enumerate(shown.cells):
            for by, count in enumerate(line):
                if count is None:
                    seen.setdefault((at, by), set()).add(grid[at][by])
    return {cell: max(counts) - min(counts) for cell, counts in seen.items()}


def tables(truth: Counts, shown: Shown, reach: int, floor: Counts | None = None) -> Iterator[list[list[int]]]:
    """Yield every table with its totals that agrees with all shown cells."""
    lines = [_lines(truth, shown, at, reach, floor) for at in range(len(truth.rows))]
    for inside in product(*lines):
        grid = [[*line, sum(line)] for line in inside]
        grid.append([sum(column) for column in zip(*grid, strict=True)])
        if all(_agrees(count, value) for count, value in zip(shown.cells[-1], grid[-1], strict=True)):
            yield grid


def _lines(truth: Counts, shown: Shown, at: int, reach: int, floor: Counts | None) -> list[tuple[int, ...]]:
    least = floor.cells[at] if floor else (0,) * len(truth.columns)
    choices = [
        range(max(low, true - reach), true + reach + 1) if count is None else [count]
        for count, true, low in zip(shown.cells[at], truth.cells[at], least, strict=False)
    ]
    return [line for line in product(*choices) if _agrees(shown.cells[at][-1], sum(line))]


def _agrees(count: int | None, value: int) -> bool:
    return count is None or count == value
