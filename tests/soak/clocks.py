"""``solidground run clock`` as programs of their own: started, killed, stopped, and waited for."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.soak.outside import Shift
from tests.soak.shifted import sitecustomize

PROGRAM = Path(sys.executable).with_name("solidground")
WAIT_SECONDS_MOST = 90.0
"""How long anything is waited for before the drill has failed."""

POLLED_SECONDS = 0.02
"""A program of its own tells nobody that it has begun or ended: it is looked at so often."""

Found = TypeVar("Found")


def environment(shift: Shift, address: str = "") -> dict[str, str]:
    """Return what a program is started with: the moved clock, the database, and no measuring of coverage."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "COV_"))}
    named = {"SOLIDGROUND_DATABASE": address} if address else {}
    folders = (str(Path(sitecustomize.__file__).parent), os.environ.get("PYTHONPATH", ""))
    return kept | named | {"PYTHONPATH": os.pathsep.join(filter(None, folders)), sitecustomize.SHIFT: str(shift.path)}


def pause(seconds: float) -> None:
    """Let programs work for a moment; no outcome depends on how long it was."""
    time.sleep(seconds)


RUNNING: list["Running"] = []
"""The clocks that were started: where a drill waits in vain, they say where they stand."""


def _where() -> str:
    there = [clock for clock in RUNNING if clock.program.poll() is None]
    for clock in there:
        clock.program.send_signal(signal.SIGUSR1)
    pause(1)
    return "\n".join(clock.said for clock in there)


def until(true: Callable[[], Found], what: str, seconds: float = WAIT_SECONDS_MOST) -> Found:
    """Wait for something, so long and no longer, and return it."""
    give_up = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < give_up, f"waited {seconds:g} s in vain: {what}\n{_where()}"
        time.sleep(POLLED_SECONDS)
    return found


class Running:
    """One running clock. What it says goes to a file."""

    def __init__(self, directory: Path, said: Path, environment: dict[str, str]) -> None:
        """Start it."""
        self._said = said
        with said.open("wb") as file:
            command = [str(PROGRAM), "run", "clock", "--data", str(directory)]
            self.program = subprocess.Popen(command, stdout=file, stderr=file, env=environment, start_new_session=True)
        RUNNING.append(self)

    @property
    def said(self) -> str:
        """What it has said so far."""
        return self._said.read_text(encoding="utf-8", errors="replace")

    @property
    def begun(self) -> bool:
        """Whether it has said that it runs."""
        assert self.program.poll() is None, f"the clock ended by itself:\n{self.said}"
        return " runs. Ctrl-C stops it." in self.said

    def kill(self) -> None:
        """Pull the plug."""
        self.program.kill()
        assert self.program.wait(WAIT_SECONDS_MOST) == -signal.SIGKILL, self.said

    def stop(self) -> None:
        """Ask it to stop; it ends well after the work in its hands."""
        self.program.send_signal(signal.SIGTERM)
        until(lambda: self.program.poll() is not None, "the clock stops")
        code = self.program.returncode
        assert (code, "Stopped; nothing is lost." in self.said, "Traceback" in self.said) == (0, True, False), self.said

    def end(self) -> None:
        """Leave nothing behind, however the drill went; a stopped one is killed as well."""
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait(WAIT_SECONDS_MOST)
