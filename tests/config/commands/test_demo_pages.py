"""``solidground demo --port``: the made-up agency behind pages, on this machine alone."""

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from solidground.web.ways import BEGINS
from tests.config.conftest import Solidground
from tests.config.test_run_web import SECONDS_MOST, port

__all__ = ["port"]


@contextmanager
def ended(program: subprocess.Popen[str]) -> Iterator[None]:
    """End a program with the block, however that ends."""
    try:
        yield
    finally:
        program.terminate()


def test_the_demo_serves_its_pages_and_a_link_for_each_role(tmp_path: Path, port: int) -> None:
    links = tmp_path / "links.json"
    code = "from solidground.config.command_line import main; main()"
    command = [sys.executable, "-c", code, "demo", "--port", str(port), "--links", str(links), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as demo, ended(demo):
        until = time.monotonic() + SECONDS_MOST
        while not links.exists() and time.monotonic() < until:
            time.sleep(0.05)
        found = json.loads(links.read_text())
        assert set(found) == set(BEGINS)
        landed = {}
        for role in found:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_MOST)
            connection.request("GET", f"/demo/{role}")
            answer = connection.getresponse()
            answer.read()
            seat = (answer.headers["Set-Cookie"] or "").partition(";")[0]
            connection.request("GET", answer.headers["Location"], headers={"Cookie": seat})
            page = connection.getresponse().read().decode()
            connection.close()
            landed[role] = f'data-role="{role}"' in page
            assert len(page) < 60 * 1024
        assert landed == dict.fromkeys(found, True)
        demo.send_signal(signal.SIGTERM)
        said, _ = demo.communicate(timeout=SECONDS_MOST)
    assert f"http://localhost:{port}/demo" in said


def test_a_port_that_is_taken_is_said(solidground: Solidground) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        found = solidground("demo", "--port", taken.getsockname()[1], "--no-browser")
    assert (found.code, "cannot be used" in found.err) == (2, True)
