"""``solidground demo --port``: the made-up agency behind pages, on this machine alone."""

import gzip
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

from tests.config.conftest import Solidground
from tests.config.test_run_web import SECONDS_MOST, port

__all__ = ["port"]

LANDS = {
    "member": "my_ground",
    "peer": "my_list",
    "coordinator": "board",
    "clinician": "clinician",
    "family": "family",
    "supervisor": "supervisor",
    "liaison": "liaison",
    "hr": "hr",
    "chief": "work",
    "administrator": "administration",
    "cosigner": "checkpoints",
}
"""Every role, and the page on which its link lands."""

BYTES_MOST = 60 * 1024
"""The most that a role's page weighs on the wire, all that it loads counted."""

FIRST = re.compile(r'<body>\s*<div class="page" data-role="(\w+)" data-page="(\w+)">')
LOADED = re.compile(r'(?:href|src)="(/static/[^"]+)"|url\("?([^")]+\.woff2)"?\)')


class Wire:
    """Asks one server, says who sits there, and counts what comes back: heads and bodies as they are sent."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.seat = ""
        self.weight = 0

    def ask(self, method: str, address: str, body: str = "") -> tuple[Message, str]:
        """Return the head and the text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_MOST)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, address, body, {"Cookie": self.seat, "Accept-Encoding": "gzip", **kind})
        answer = connection.getresponse()
        sent = answer.read()
        connection.close()
        self.weight += len(sent) + len(str(answer.headers))
        known = dict(one.split("=", 1) for one in self.seat.split("; ") if one)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            known[name] = value
        self.seat = "; ".join(f"{name}={value}" for name, value in known.items())
        if answer.headers.get("Content-Encoding") == "gzip":
            sent = gzip.decompress(sent)
        return answer.headers, "" if address.endswith("woff2") else sent.decode(errors="replace")

    def opened(self, address: str) -> str:
        """Follow a link to the page on which it lands, load what that loads, and return its text."""
        head, page = self.ask("GET", address)
        while "Location" in head:
            head, page = self.ask("GET", head["Location"])
        waiting, had = [page], set[str]()
        while waiting:
            for found in LOADED.finditer(waiting.pop()):
                one = found[1] or f"/static/{found[2]}"
                if one not in had:
                    had.add(one)
                    waiting.append(self.ask("GET", one)[1])
        return page


@contextmanager
def living(port: int, links: Path) -> Iterator[dict[str, str]]:
    """Serve the demo to the end of the block; give its links."""
    code = "from solidground.config.command_line import main; main()"
    command = [sys.executable, "-c", code, "demo", "--port", str(port), "--links", str(links), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as demo:
        until = time.monotonic() + SECONDS_MOST
        while not links.exists() and time.monotonic() < until:
            time.sleep(0.05)
        try:
            yield json.loads(links.read_text())
        finally:
            demo.send_signal(signal.SIGTERM)
            said, _ = demo.communicate(timeout=SECONDS_MOST)
    assert f"http://localhost:{port}/demo" in said


def papers_of(wire: Wire) -> list[str]:
    """Return the papers that a member finds on his pages: the limits, his leave, and what was taken."""
    pages = [wire.opened(address) for address in ("/demo/member", "/me/property", "/me/duty")]
    assert 'href="tel:555-0142"' in wire.opened("/me/ways"), "the union stands first, with a number"
    found = dict.fromkeys(one for page in pages for one in re.findall(r'href="(/me/[^"]*/paper)"', page))
    return [wire.ask("GET", address)[1] for address in found]


def test_the_demo_signs_every_role_in_by_a_link_and_lets_days_pass(tmp_path: Path, port: int) -> None:
    with living(port, tmp_path / "links.json") as links:
        assert links == {role: f"http://localhost:{port}/demo/{role}" for role in LANDS}
        landed, heavy = {}, {}
        for role in links:
            wire = Wire(port)
            page = wire.opened(f"/demo/{role}")
            first = FIRST.search(page)
            assert first, role
            assert first[1] == role
            landed[role] = first[2]
            assert 'href="/demo"' in page, "a way back"
            if wire.weight > BYTES_MOST:
                heavy[role] = wire.weight
        assert (landed, heavy) == (LANDS, {})
        papers = papers_of(Wire(port))
        assert len(papers) == 4
        assert all(paper.startswith("%PDF-") and "/ByteRange" in paper for paper in papers), "each is signed"
        keeper = Wire(port)
        first = FIRST.search(keeper.opened("/demo/property"))
        assert first
        assert (first.groups(), keeper.weight <= BYTES_MOST) == (("property", "property"), True)
        wire = Wire(port)
        before = wire.opened("/demo")
        assert all(f'href="/demo/{role}"' in before for role in (*LANDS, "property"))
        assert 'href="/demo"' not in before
        mark = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', before)
        assert mark
        wire.ask("POST", "/demo", f"days=30&csrfmiddlewaretoken={mark[1]}")
        day = re.compile(r'<p class="soft">([^<]+)</p>')
        then = [found[1] for page in (before, wire.opened("/demo")) if (found := day.search(page))]
        assert [one.rpartition(", ")[0] for one in then] == ["Tuesday, March 19, 2024", "Thursday, April 18, 2024"]


def test_a_port_that_is_taken_is_said(solidground: Solidground) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        found = solidground("demo", "--port", taken.getsockname()[1], "--no-browser")
    assert (found.code, "cannot be used" in found.err) == (2, True)
