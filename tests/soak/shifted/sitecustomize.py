"""Shifts the clock of a program from outside: Python reads this file when its folder is on the program's path.

The program under test is the installed one and knows nothing of it; it sees what a machine whose clock was moved shows.
How far it is moved stands in a file, in nanoseconds, and is read at every question, so that it can be moved meanwhile.
"""

import os
import time
from pathlib import Path

SHIFT = "SHIFTED_BY"
real = time.time_ns  # noqa: TID251 - what is shifted


def shifted() -> int:
    """Return what the moved clock shows."""
    return real() + int(Path(os.environ[SHIFT]).read_text(encoding="ascii"))


if SHIFT in os.environ:
    setattr(time, "time_ns", shifted)  # noqa: B010 - a name that mypy holds to be fixed
