"""The clock and the pages as programs of their own, beside a measurement.

What must never happen here: a program that goes on when the measurement is over.
"""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

WAIT_SECONDS = 0.1
ANSWERS_SECONDS_MOST = 60
HTTP_OK = 200
RUNS = "from solidground.config.command_line import main; main()"


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
    with running(["-c", RUNS, "run", "clock", "--data", str(place)], said) as number:
        yield number


@contextmanager
def running_pages(place: Path, said: Path) -> Iterator[int]:
    """Run the pages of a data directory, and give their number once they have answered, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = ["-c", RUNS, "run", "web", "--data", str(place), "--port", str(port)]
    with running(arguments, said) as number:
        until = time.perf_counter() + ANSWERS_SECONDS_MOST
        while not _answers(port):
            assert time.perf_counter() < until, "pages that run answer"
            time.sleep(WAIT_SECONDS)
        yield number


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/help", timeout=ANSWERS_SECONDS_MOST) as page:  # nosec B310 - our own pages
            return bool(page.status == HTTP_OK)
    except URLError:
        return False
