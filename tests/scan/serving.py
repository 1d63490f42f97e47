"""The scanned agency behind a real address: the same web server, and the same way in, as in service."""

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from tests.house.sources import ROOT
from tests.scan.agency import ANSWERS, FOLDER, KIND, SEATS
from tests.scan.answers import Told, told
from tests.scan.names import ARGUMENT, known
from tests.soak.clocks import until
from tests.soak.crowd import HOST

SECONDS_MOST = 60
READY_SECONDS_MOST = 300.0


class Scanned(NamedTuple):
    """One agency while it is scanned."""

    folder: Path
    address: str
    seats: dict[str, str]
    """The cookie of each role."""
    named: dict[str, list[str]]

    @property
    def place(self) -> tuple[str, int]:
        """Return host and port."""
        at = urlsplit(self.address)
        return str(at.hostname), int(at.port or 0)

    def addresses(self, pattern: str) -> list[str]:
        """Return the addresses that a pattern of the table stands for here."""
        found = ARGUMENT.findall(pattern)
        if not found:
            return [f"/{pattern}"]
        ((kind, argument),) = found
        return [f"/{ARGUMENT.sub(name, pattern)}" for name in known(pattern, kind, argument, self.named)]

    def told(self) -> Told:
        """Return what it answered so far."""
        return told(self.folder / ANSWERS)


@contextmanager
def serving(folder: Path, kind: str, port: int) -> Iterator[Scanned]:
    """Answer for the agency until the block ends."""
    folder.mkdir(parents=True)
    here = {**os.environ, FOLDER: str(folder), KIND: kind, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.scan.serving", str(port)]
    with (folder / "said.txt").open("wb") as said, subprocess.Popen(command, env=here, cwd=ROOT, stderr=said) as server:
        try:
            until(lambda: _answers(port), "pages that answer", READY_SECONDS_MOST)
            found = json.loads((folder / SEATS).read_text(encoding="utf-8"))
            yield Scanned(folder, f"http://{HOST}:{port}", found["seats"], found["named"])
        finally:
            server.terminate()
            server.wait(SECONDS_MOST)


def free_port() -> int:
    """Return a port that is free."""
    with socket.create_server((HOST, 0)) as free:
        number: int = free.getsockname()[1]
    return number


def _answers(port: int) -> bool:
    line = http.client.HTTPConnection(HOST, port, timeout=SECONDS_MOST)
    try:
        line.request("GET", "/about")
        return line.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        line.close()


def serve(port: int) -> None:
    """Answer until told to stop."""
    Server(
        "tests.scan.agency:make",
        address=HOST,
        port=port,
        interface=Interfaces.ASGINL,
        factory=True,
        workers=1,
        log_level=LogLevels.warning,
        log_access=False,
        websockets=False,
    ).serve()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
