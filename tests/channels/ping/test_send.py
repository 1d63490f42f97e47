import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from solidground.channels.ping.send import HttpPing
from solidground.core.kernel import SECOND


class Monitor(HTTPServer):
    """A monitor on this machine that answers as the path says."""

    heard: list[str]


class Answer(BaseHTTPRequestHandler):
    """Keeps what it heard."""

    def do_GET(self) -> None:
        """Answer with the number in the path; the word ``cut`` breaks the line."""
        assert isinstance(self.server, Monitor)
        self.server.heard.append(f"{self.path} {self.headers['User-Agent']}")
        if self.path == "/cut":
            self.wfile.write(b"nonsense\r\n\r\n")
            return
        self.send_response(int(self.path[1:]))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def monitor() -> Iterator[Monitor]:
    server = Monitor(("127.0.0.1", 0), Answer)
    server.heard = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def url(monitor: Monitor, path: str) -> str:
    return f"http://127.0.0.1:{monitor.server_port}/{path}"


def test_the_monitor_hears_one_request_without_a_word(monitor: Monitor) -> None:
    assert HttpPing(url(monitor, "200")).ping() is None
    assert monitor.heard == ["/200 solidground"]


@pytest.mark.parametrize(
    ("path", "said"), [("404", "answered 404"), ("500", "answered 500"), ("cut", "could not be reached")]
)
def test_a_monitor_that_did_not_hear_is_said(monitor: Monitor, path: str, said: str) -> None:
    assert said in (HttpPing(url(monitor, path)).ping() or "")


@pytest.mark.parametrize("address", ["ftp://monitor.example", "file:///etc/hostname", ""])
def test_an_address_of_another_kind_is_not_asked(address: str) -> None:
    assert "https://" in (HttpPing(address).ping() or "")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/x", "http://127.0.0.1:99999/x", "http://[half"])
def test_a_monitor_that_is_not_there_is_said(address: str) -> None:
    assert "could not be reached" in (HttpPing(address, SECOND).ping() or "")
