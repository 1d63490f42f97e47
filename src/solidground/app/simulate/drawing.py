"""Drawing from tables by a share from 0 to 1."""

from collections.abc import Iterable
from math import log
from typing import TypeVar

Drawn = TypeVar("Drawn")


def drawn(table: Iterable[tuple[Drawn, int]], share: float) -> Drawn:
    """Return the entry of a table of counts that a share falls on."""
    entries = list(table)
    left = share * sum(count for _, count in entries)
    for entry, count in entries:
        left -= count
        if left < 0:
            return entry
    return entries[-1][0]


def gap(share: float, mean: float) -> float:
    """Return how long until the next of what comes by chance, so often on average."""
    return -log(1.0 - share) * mean
