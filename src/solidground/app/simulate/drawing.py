"""Drawing from tables by a share from 0 to 1."""

from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate
from math import log
from typing import TypeVar

Drawn = TypeVar("Drawn")


def drawn(table: Iterable[tuple[Drawn, int]], share: float) -> Drawn:
    """Return the entry of a table of counts that a share falls on."""
    entries = list(table)
    sums = list(accumulate(count for _, count in entries))
    return entries[bisect(sums, share * sums[-1])][0]


def gap(share: float, mean: float) -> float:
    """Return how long until the next of what comes by chance, so often on average."""
    return -log(1.0 - share) * mean
