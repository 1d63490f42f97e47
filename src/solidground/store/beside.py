"""Doing something in several programs at once, begun together: for measurements of more than one worker.

What must never happen here: a program that goes on when the others are done.
"""

import gc
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from threading import Barrier
from typing import Any, TypeAlias

WAIT_SECONDS_MOST = 120.0

Together: TypeAlias = Barrier
"""What every program waits at before it begins."""


def side_by_side(act: Callable[..., float], given: Sequence[tuple[Any, ...]]) -> list[float]:
    """Call a function in a program of its own for each of what is given; return what each gave."""
    context = get_context("spawn")
    # The programs look for garbage as seldom as this one does.
    alike = (gc.set_threshold, gc.get_threshold())
    with context.Manager() as served, context.Pool(len(given), *alike) as pool:
        together = served.Barrier(len(given), timeout=WAIT_SECONDS_MOST)
        waiting = [pool.apply_async(act, (together, *each)) for each in given]
        return [one.get() for one in waiting]
