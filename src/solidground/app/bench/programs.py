"""The clock as a program of its own, beside a measurement.

What must never happen here: a program that goes on when the measurement is over.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT_SECONDS = 0.1
CLOCK_RUNS = "from solidground.config.command_line import main; main()"


@contextmanager
def running(arguments: list[str], said: Path) -> Iterator[int]:
    """Start a Python program, wait until it has said something, and give its number until the block ends."""
    with said.open("w+b") as file:
        program = subprocess.Popen([sys.executable, *arguments], stdout=file, stderr=file)  # noqa: S603 - our own program
        with program:
            try:
                while not said.stat().st_size:  # another program says when it is ready by a line, and no other way
                    assert program.poll() is None, "it ended before it said anything"
                    time.sleep(WAIT_SECONDS)
                yield program.pid
            finally:
                program.send_signal(signal.SIGTERM)


@contextmanager
def running_clock(place: Path, said: Path) -> Iterator[int]:
    """Run the clock of a data directory until the block ends."""
    with running(["-c", CLOCK_RUNS, "run", "clock", "--data", str(place)], said) as number:
        yield number
