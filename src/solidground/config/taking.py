"""A request is taken whole before a page is asked for: whoever sends it slowly, or stops halfway, waits alone.

What must never happen here: a page that waits for somebody's line, and everybody else with it.
"""

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple
from urllib.parse import unquote_to_bytes

from solidground.config.settings import BODY_BYTES_MOST, FILE_BYTES_MOST, FILE_PATHS

SEATS: Final = (b"seat=", b"session=")
"""What a browser sends before which somebody sits: a guest of the demo, or who has signed in."""

WHOLE_WITHIN_SECONDS: Final = 10.0
"""How long a request may take to arrive: it is a few hundred bytes."""

APART: Final = (b"/help", b"/unsent/", b"/static/", b"/keep.js")
"""Where no database is asked: who needs help waits for no page that waits for one."""

ANSWERED_SECONDS: Final = 6.0
"""How long somebody waits for a page, those before him counted. Then he is told so, and who answers by telephone."""

FILE_TIMES: Final = 10
"""So many times as long where a file is handed in, which may be thousands of people."""

LATE_PATH: Final = "/unsent/late"
"""What is shown in its place: no database is asked for it either."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[dict[str, Any], Any], Any]
Taking = Callable[[Message, Receive, Send], Awaitable[None]]


class Told(NamedTuple):
    """What is answered."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


SLOW: Final = Told(408, [(b"content-length", b"0"), (b"connection", b"close")], b"")


def taking(
    application: Application,
    within_seconds: float = WHOLE_WITHIN_SECONDS,
    first: Callable[[], None] | None = None,
    answered_seconds: float = ANSWERED_SECONDS,
) -> Taking:
    """Return what takes requests side by side, and has them answered one after another, help apart from the others.

    ``first`` is done before any page that asks a database. Where it fails, the first such page meets the same fault.
    """
    alone, apart = ThreadPoolExecutor(max_workers=1), ThreadPoolExecutor(max_workers=1)
    if first is not None:
        alone.submit(first)

    async def take(scope: Message, receive: Receive, send: Send) -> None:
        try:
            body = await asyncio.wait_for(_whole(receive, bytes_most(scope)), within_seconds)
        except TimeoutError:
            told = SLOW
        else:
            if body is None:
                return
            line = apart if scope["raw_path"].startswith(APART) else alone
            request = environ(scope, body)
            answer = asyncio.wrap_future(line.submit(_told, application, request))
            try:
                # What was not begun by then never is: nobody is told to tap again, and then taken at both words.
                told = await asyncio.wait_for(answer, answered_seconds * (FILE_TIMES if is_file(scope) else 1))
            except TimeoutError:
                late = asked_late(environ(scope, body))
                told = await asyncio.get_running_loop().run_in_executor(apart, _told, application, late)
        await send({"type": "http.response.start", "status": told.status, "headers": told.headers})
        await send({"type": "http.response.body", "body": told.body})

    return take


def asked_late(request: dict[str, Any]) -> dict[str, Any]:
    """Return the request for what is shown in the place of a page that did not come in time."""
    from solidground.web.panes import INSTEAD  # noqa: PLC0415 - Django is loaded where pages are

    return {**request, "PATH_INFO": LATE_PATH, INSTEAD: request["PATH_INFO"]}


def bytes_most(scope: Message) -> int:
    """Return how much a request may bring: a form, and to a few pages a file, from somebody who carries a seat.

    Whether the seat is good is the page's to find out; that nobody else can fill the memory is found out here.
    """
    return FILE_BYTES_MOST if is_file(scope) else BODY_BYTES_MOST


def is_file(scope: Message) -> bool:
    """Tell whether a request may bring a file."""
    seated = any(name == b"cookie" and any(seat in value for seat in SEATS) for name, value in scope["headers"])
    return scope["method"] == "POST" and scope["raw_path"] in FILE_PATHS and seated


async def _whole(receive: Receive, most: int) -> bytes | None:
    """Return what was sent, no more of it than shows that it is too long; None where nobody is there any more."""
    taken = b""
    while len(taken) <= most:
        message = await receive()
        if message["type"] != "http.request":
            return None
        taken += message.get("body", b"")
        if not message.get("more_body"):
            break
    return taken


def environ(scope: Message, body: bytes) -> dict[str, Any]:
    """Return a request as WSGI has it."""
    name, port = scope.get("server") or ("localhost", None)
    sent: dict[str, Any] = {}
    for key, value in scope["headers"]:
        if b"_" in key:
            # No browser writes one: it would pass for what a server of ours says of the caller.
            continue
        word = f"HTTP_{key.decode('latin-1').upper().replace('-', '_')}"
        joint = "; " if word == "HTTP_COOKIE" else ","
        sent[word] = joint.join(filter(None, (sent.get(word), value.decode("latin-1"))))
    body = body if scope["raw_path"] in FILE_PATHS else _without_nul(body)
    kind = _in_our_letters(sent.pop("HTTP_CONTENT_TYPE", ""))
    body += _ending(kind) if len(body) > bytes_most(scope) else b""
    sent.pop("HTTP_CONTENT_LENGTH", None)
    return {
        **sent,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": (scope.get("client") or ("", 0))[0],
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": _without_nul(scope["query_string"]).decode("latin-1"),
        "SERVER_NAME": name,
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def _in_our_letters(kind: str) -> str:
    """Return what a request says that it brings, without the alphabet it names: every form of ours comes in UTF-8.

    In another one could be written what no database takes, and the library answers some of them with a fault.
    """
    parts = [part for part in kind.split(";") if not part.strip().lower().startswith("charset")]
    return ";".join(parts)


def _ending(kind: str) -> bytes:
    """Return what ends a form with a file that was cut off: it comes to its page, which says that it is too large."""
    _, _, boundary = kind.partition("boundary=")
    return b"\r\n--" + boundary.partition(";")[0].strip('" ').encode("latin-1") + b"--\r\n" if boundary else b""


def _without_nul(text: bytes) -> bytes:
    """Return what was typed without the one sign that nobody can type, and that not every database takes."""
    text = text.replace(b"\0", b"")
    while b"%00" in text:
        # What stood around one may be another.
        text = text.replace(b"%00", b"")
    return text


def _told(application: Application, request: dict[str, Any]) -> Told:
    began: list[tuple[str, list[tuple[str, str]]]] = []
    parts = application(request, lambda status, headers, _fault=None: began.append((status, headers)))
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    status, headers = began[-1]
    return Told(int(status.split()[0]), [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in headers], body)
