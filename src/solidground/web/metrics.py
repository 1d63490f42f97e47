"""One page for Prometheus, on this machine's own address, for who holds the token.

What must never happen here: an answer to somebody without the token, or to another machine.
"""

import hmac
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = "127.0.0.1"
PLACE = "/metrics"
FORMAT = "text/plain; version=0.0.4; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
SECONDS_MOST = 10.0
"""How long somebody may take over a request."""

NO_TOKEN = "These figures are for who holds the token. Send it as: Authorization: Bearer TOKEN\n"  # noqa: S105 a sentence # nosec B105 a sentence
NOT_HERE = f"Only {PLACE} is here.\n"
NO_DATABASE = "The database cannot be read now. The clock's log says why.\n"


@contextmanager
def serving(port: int, token: str, page: Callable[[], str | None]) -> Iterator[int]:
    """Answer beside everything else until the block ends; gives the port. OSError where it is taken."""
    wanted = f"Bearer {token}".encode()

    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "solidground", ""
        timeout = SECONDS_MOST

        def do_GET(self) -> None:
            given = self.headers.get("Authorization", "").encode("utf-8", "replace")
            if not hmac.compare_digest(given, wanted):
                self._answer(401, NO_TOKEN, PLAIN)
            elif self.path != PLACE:
                self._answer(404, NOT_HERE, PLAIN)
            else:
                text = page()
                self._answer(503, NO_DATABASE, PLAIN) if text is None else self._answer(200, text, FORMAT)

        def _answer(self, code: int, text: str, kind: str) -> None:
            body = text.encode()
            self.send_response(code)
            if code == 401:  # noqa: PLR2004 the code of a missing token
                self.send_header("WWW-Authenticate", "Bearer")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: who asks is nobody's business, and asks every few seconds."""

    with ThreadingHTTPServer((HERE, port), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
            thread.join()
