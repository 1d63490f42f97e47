"""Many people at once before one service: each looks at his page and chooses something, every half a minute.

Every choice that was answered is counted, so that the log can be held against it.
"""

import http.client
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from subprocess import Popen
from typing import NamedTuple

from tests.soak.clocks import PROGRAM, environment, until
from tests.soak.outside import Shift

HOST = "127.0.0.1"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SPOTS = ("coffee", "walk", "outside", "home")
"""What is chosen in turn: every answered choice is one event more."""

SECONDS_MOST = 60


class Act(NamedTuple):
    """One request: how long it took, and what was answered; 0 where nothing was."""

    kind: str
    seconds: float
    status: int


class Person(threading.Thread):
    """Somebody who is signed in, and acts until it is over."""

    def __init__(self, port: int, cookie: str, every: float, until_at: float, first: float) -> None:
        """Take where to ask, as whom, and when."""
        super().__init__(daemon=True)
        self._port, self._cookie, self._every, self._until_at, self._first = port, cookie, every, until_at, first
        self._number = 0
        self.acts: list[Act] = []
        self.answered = 0

    def run(self) -> None:
        """Act every so often."""
        at = self._first
        while at < self._until_at:
            time.sleep(max(0.0, at - time.monotonic()))
            self._act()
            at += self._every

    def _act(self) -> None:
        status, page, cookies = self._ask("look", "GET", "/me", "")
        found = TOKEN.search(page)
        if status != http.client.OK or found is None:
            return
        spot = SPOTS[self._number % len(SPOTS)]
        self._number += 1
        body = f"csrfmiddlewaretoken={found[1]}&choice=spot&spot={spot}"
        status, _, _ = self._ask("choose", "POST", "/me", body, cookies)
        self.answered += status == http.client.FOUND

    def _ask(self, kind: str, method: str, address: str, body: str, more: str = "") -> tuple[int, str, str]:
        began = time.monotonic()
        headers = {"Cookie": f"{self._cookie}; {more}", "Content-Type": "application/x-www-form-urlencoded"}
        line = http.client.HTTPConnection(HOST, self._port, timeout=SECONDS_MOST)
        try:
            line.request(method, address, body, headers)
            answer = line.getresponse()
            page = answer.read().decode()
            cookies = "; ".join(one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie", []))
            status = answer.status
        except (OSError, http.client.HTTPException):
            page, cookies, status = "", "", 0
        finally:
            line.close()
        self.acts.append(Act(kind, time.monotonic() - began, status))
        return status, page, cookies


@contextmanager
def serving(directory: Path, port: int, shift: Shift, address: str = "") -> Iterator[Popen[bytes]]:
    """Run the clock and the pages as they are run, until the block ends."""
    said = directory.parent / "service.log"
    with said.open("wb") as file:
        command = [str(PROGRAM), "run", "--data", str(directory), "--port", str(port)]
        with Popen(command, stdout=file, stderr=file, env=environment(shift, address)) as program:
            try:
                until(lambda: _answers(port), "pages that answer")
                yield program
            finally:
                program.terminate()
                program.wait(SECONDS_MOST)


def _answers(port: int) -> bool:
    line = http.client.HTTPConnection(HOST, port, timeout=SECONDS_MOST)
    try:
        line.request("GET", "/help")
        return line.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        line.close()


def crowd(port: int, cookies: Sequence[str], every: float, seconds: float) -> list[Person]:
    """Let everybody act for so long, each beginning at another moment; return them when all have come back."""
    chance = Random(1)  # noqa: S311 - when each begins, repeatable
    now = time.monotonic()
    people = [Person(port, cookie, every, now + seconds, now + chance.random() * every) for cookie in cookies]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return people
