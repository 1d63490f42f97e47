"""Measuring two things in turn, A B A B …, so that a machine that slows down slows down both.

What must never happen here: a number from one run alone, or a limit measured at another time.
"""

import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import NamedTuple, TypeAlias

MICROSECONDS = 1_000_000
MILLISECONDS = 1_000


class Timed(NamedTuple):
    """How long something took, on the wall and of this process's processor."""

    seconds: float
    cpu_seconds: float


Run: TypeAlias = Callable[[], Timed]


class Row(NamedTuple):
    """One line of the answer. ``value`` and ``limit`` are in ``unit``; ``ratio`` is the one over the other."""

    name: str
    size: int
    value: float
    unit: str
    limit: float
    ratio: float
    seconds: float
    more: dict[str, float]

    def line(self) -> dict[str, object]:
        """Return the object of this line."""
        said: dict[str, object] = self._asdict()
        del said["more"]
        return said | self.more


def p99(took: Sequence[float]) -> float:
    """Return what ninety-nine in a hundred stay under."""
    return quantiles(took, n=100)[-1]


def timed(act: Callable[[], object]) -> Timed:
    """Do something and return how long it took."""
    cpu, began = time.process_time(), time.perf_counter()
    act()
    return Timed(time.perf_counter() - began, time.process_time() - cpu)


def in_turn(rounds: int, ours: Run, bare: Run, *, warm: bool = False) -> list[tuple[Timed, Timed]]:
    """Run both in turn, after one run of each that does not count, unless what they run in is ``warm``."""
    if not warm:
        ours()
        bare()
    return [(ours(), bare()) for _ in range(rounds)]


def row_of(name: str, size: int, unit: str, pairs: list[tuple[Timed, Timed]], *, done: int) -> Row:
    """Return medians: what was done a second, beside the bare loop; the ratio is that of each pair."""
    seconds = median(ours.seconds for ours, _ in pairs)
    limit = median(bare.seconds for _, bare in pairs)
    ratio = median(bare.seconds / ours.seconds for ours, bare in pairs)
    cpu = median(ours.cpu_seconds for ours, _ in pairs)
    more = {"cpu_us_per_step": round(cpu * MICROSECONDS / done, 1)}
    return Row(name, size, round(done / seconds), unit, round(done / limit), round(ratio, 3), round(seconds, 3), more)
