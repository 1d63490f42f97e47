"""Shifts the clock of a program from outside: Python reads this file when its folder is on the program's path.

The program under test is the installed one and knows nothing of it; it sees what a machine whose clock was moved shows.
How far it is moved stands in a file, in nanoseconds, and is read at every question, so that it can be moved meanwhile:
first how much time has passed, which also the clock that counts since the machine's start shows; then, where the time
was set, by how much.
"""

import faulthandler
import os
import signal
import time
from pathlib import Path

SHIFT = "SHIFTED_BY"
real = time.time_ns  # noqa: TID251 - what is shifted
counted = time.clock_gettime_ns


def _moved() -> list[int]:
    return [int(span) for span in Path(os.environ[SHIFT]).read_text(encoding="ascii").split()]


def shifted() -> int:
    """Return what the moved clock shows."""
    return real() + sum(_moved())


def counted_on(clock: int) -> int:
    """Return what a clock shows that nobody sets."""
    return counted(clock) + _moved()[0]


if SHIFT in os.environ:
    setattr(time, "time_ns", shifted)  # noqa: B010 - a name that mypy holds to be fixed
    setattr(time, "clock_gettime_ns", counted_on)  # noqa: B010 - as above
    # Asked by this signal, a program that stands still says where.
    faulthandler.register(signal.SIGUSR1)
