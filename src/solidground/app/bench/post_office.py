"""A mail server of this machine that takes every mail over TLS and notes when it had it whole: for measurements.

What must never happen here: an address beyond loopback, or a mail that is kept.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Condition, Thread
from time import perf_counter
from typing import Any

from solidground.app.bench.certificate import made_up

HOST = "localhost"
WAIT_SECONDS_MOST = 60.0
LINE_BYTES_MOST = 4096
REPLIES = {b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}
NAMED = b"message-id: <"


class _Line(StreamRequestHandler):
    """One line to the server."""

    server: "PostOffice"
    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Say yes to everything, until the line is hung up."""
        with suppress(OSError):
            self._talk()

    def _talk(self) -> None:
        verb = b""
        self.wfile.write(b"220 here\r\n")
        while verb != b"QUIT" and (said := self.rfile.readline(LINE_BYTES_MOST)):
            verb = said[:4].upper()
            self.wfile.write(REPLIES.get(verb, b"250 yes\r\n"))
            if verb == b"DATA":
                self._take()

    def _take(self) -> None:
        key = ""
        for said in iter(lambda: self.rfile.readline(LINE_BYTES_MOST), b".\r\n"):
            if said.lower().startswith(NAMED):
                key = said[len(NAMED) :].partition(b"@")[0].decode()
        self.server.has(key)
        self.wfile.write(b"250 taken\r\n")


class PostOffice(ThreadingTCPServer):
    """The server. ``taken`` says when each mail was there, by its key."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        """Listen on a free port of this machine, with a certificate of its own."""
        self.certificate = made_up(folder, HOST)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.certificate.chain, self.certificate.key)
        self.taken: dict[str, float] = {}
        self._told = Condition()
        super().__init__(("127.0.0.1", 0), _Line)

    def get_request(self) -> tuple[Any, Any]:
        """Return the next line, on which TLS begins with the first word."""
        line, address = super().get_request()
        return self.context.wrap_socket(line, server_side=True, do_handshake_on_connect=False), address

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def has(self, key: str) -> None:
        """Note that a mail is there."""
        with self._told:
            self.taken[key] = perf_counter()
            self._told.notify_all()

    def came(self, key: str) -> float:
        """Wait for a mail; return when it was there."""
        with self._told:
            assert self._told.wait_for(lambda: key in self.taken, WAIT_SECONDS_MOST), "a call is rung"
            return self.taken[key]

    def hand_over(self, text: str) -> None:
        """Hand one mail over by hand, on a line of its own."""
        context = ssl.create_default_context(cafile=self.certificate.chain)
        with smtplib.SMTP_SSL(HOST, self.port, HOST, context=context) as line:
            line.sendmail("a@bench.example", "b@bench.example", text)


@contextmanager
def open_post_office(folder: Path) -> Iterator[PostOffice]:
    """Give a mail server until the block ends."""
    with PostOffice(folder) as office:
        Thread(target=office.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield office
        finally:
            office.shutdown()
