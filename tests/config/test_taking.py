"""A request is taken whole before a page is asked for."""

import asyncio
import threading
from collections.abc import Iterable
from typing import Any

import pytest

from solidground.app.importing.whole import UPLOAD_BYTES_MOST
from solidground.config.settings import BODY_BYTES_MOST, FILE_BYTES_MOST, FILE_PATHS, FORM_BYTES_MOST
from solidground.config.taking import Message, bytes_most, environ, taking
from solidground.web.panes import INSTEAD

SCOPE: Message = {
    "type": "http",
    "method": "POST",
    "raw_path": b"/a%ff",
    "query_string": b"day",
    "http_version": "1.1",
    "headers": [
        (b"content-type", b"text/plain"),
        (b"content-length", b"7"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"host", b"coffee.example.org"),
    ],
}


class Page:
    """A page that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.read: list[bytes] = []

    def __call__(self, request: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
        """Answer."""
        self.asked.append(request)
        self.read.append(request["wsgi.input"].read())
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"said ", b"so"]


def part(body: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def sent(page: Page, *messages: Message, within_seconds: float = 10) -> list[Message]:
    """Send a request in parts; return what came back."""
    back: list[Message] = []

    async def going() -> None:
        waiting = list(messages)

        async def receive() -> Message:
            if not waiting:
                await asyncio.sleep(60)
            return waiting.pop(0)

        async def send(message: Message) -> None:
            back.append(message)

        await taking(page, within_seconds)(SCOPE, receive, send)

    asyncio.run(going())
    return back


def test_a_request_in_parts_comes_to_the_page_whole_and_its_answer_goes_back() -> None:
    page = Page()
    back = sent(page, part(b"choice=", more=True), part(b"ok"))
    assert back == [
        {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]},
        {"type": "http.response.body", "body": b"said so"},
    ]
    (request,) = page.asked
    assert page.read == [b"choice=ok"]
    assert request["CONTENT_LENGTH"] == "9", "what came counts, not what was promised"
    assert (request["CONTENT_TYPE"], request["PATH_INFO"], request["QUERY_STRING"]) == ("text/plain", "/a\xff", "day")
    assert (request["HTTP_COOKIE"], request["HTTP_HOST"]) == ("a=1; b=2", "coffee.example.org")


def test_nobody_writes_under_the_name_that_a_server_of_ours_writes() -> None:
    # Both spellings are one word to a page; a server before us takes out, or adds to, the one alone.
    vouched, written = (b"x-forwarded-for", b"1.2.3.4, 198.51.100.1"), (b"x_forwarded_for", b"203.0.113.9")
    for headers in ([vouched, written], [written, vouched]):
        assert environ({**SCOPE, "headers": headers}, b"")["HTTP_X_FORWARDED_FOR"] == "1.2.3.4, 198.51.100.1"
    assert "HTTP_X_FORWARDED_FOR" not in environ({**SCOPE, "headers": [written]}, b"")


@pytest.mark.parametrize(
    ("kind", "taken"),
    [
        ("application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded"),
        ("multipart/form-data; Charset=utf-7; boundary=charset", "multipart/form-data; boundary=charset"),
        ("text/plain", "text/plain"),
        ("", ""),
    ],
)
def test_a_form_comes_in_the_letters_of_our_pages(kind: str, taken: str) -> None:
    assert environ({**SCOPE, "headers": [(b"content-type", kind.encode())]}, b"")["CONTENT_TYPE"] == taken


def test_a_sign_that_nobody_can_type_comes_to_no_page() -> None:
    # PostgreSQL takes no text with it: a concern would be lost in a fault.
    scope = {**SCOPE, "query_string": b"a=%00b\0"}
    came = environ(scope, b"about=m-%%00001\0")
    assert (came["wsgi.input"].read(), came["CONTENT_LENGTH"], came["QUERY_STRING"]) == (b"about=m-1", "9", "a=b")
    file = environ({**scope, "raw_path": FILE_PATHS[0]}, b"m-1\0")
    assert file["wsgi.input"].read() == b"m-1\0", "where a file has it, its line is named"


@pytest.mark.parametrize("boundary", ["xXx", '"xXx"; charset=utf-8'])
def test_a_file_that_was_cut_off_comes_to_the_page_that_says_so(boundary: str) -> None:
    head = b'--xXx\r\nContent-Disposition: form-data; name="file"; filename="m.csv"\r\n\r\n'
    seated = [(b"content-type", f"multipart/form-data; boundary={boundary}".encode()), (b"cookie", b"seat=x")]
    scope = {**SCOPE, "raw_path": FILE_PATHS[0], "headers": seated}
    cut = (head + b"a" * FILE_BYTES_MOST)[: FILE_BYTES_MOST + 1]
    assert len(cut) - len(head) > UPLOAD_BYTES_MOST, "so much of it is more than is taken"
    came = environ(scope, cut)
    assert came["wsgi.input"].read() == cut + b"\r\n--xXx--\r\n"
    assert int(came["CONTENT_LENGTH"]) == len(cut) + len(b"\r\n--xXx--\r\n")
    ended = {**scope, "headers": [(b"content-type", b"text/plain")]}
    long = b"a" * (BODY_BYTES_MOST + 1)
    assert environ(ended, long)["CONTENT_LENGTH"] == str(len(long)), "nothing else is changed"


def test_help_waits_for_no_page_that_waits_for_a_database() -> None:
    helped = threading.Event()

    def page(request: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
        if request["PATH_INFO"] == "/help":
            helped.set()
        elif not helped.wait(5):
            pytest.fail("Help was asked for, and waited.")
        start_response("200 OK", [])
        return [request["PATH_INFO"].encode()]

    back: list[bytes] = []

    async def going() -> None:
        take = taking(page)

        async def receive() -> Message:
            return part(b"")

        async def send(message: Message) -> None:
            if message["type"] == "http.response.body":
                back.append(message["body"])

        slow = asyncio.ensure_future(take({**SCOPE, "raw_path": b"/me"}, receive, send))
        await asyncio.sleep(0.05)
        await take({**SCOPE, "raw_path": b"/help"}, receive, send)
        await slow

    asyncio.run(going())
    assert sorted(back) == [b"/help", b"/me"]


def test_whoever_waits_too_long_is_told_so_and_what_was_not_begun_never_is() -> None:
    begun, free = list[tuple[str, str, bytes]](), threading.Event()

    def page(request: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
        begun.append((request["PATH_INFO"], request.get(INSTEAD, ""), request["wsgi.input"].read()))
        if request["PATH_INFO"] == "/me" and not free.wait(5):
            pytest.fail("Nobody was told anything.")
        start_response("200 OK", [])
        return [request["PATH_INFO"].encode()]

    back: list[bytes] = []

    async def going() -> None:
        take = taking(page, answered_seconds=0.2)

        async def receive() -> Message:
            return part(b"choice=call_me")

        async def send(message: Message) -> None:
            if message["type"] == "http.response.body":
                back.append(message["body"])

        addresses = (b"/me", b"/ring")
        await asyncio.gather(*(take({**SCOPE, "raw_path": address}, receive, send) for address in addresses))
        free.set()
        await take({**SCOPE, "raw_path": b"/list"}, receive, send)

    asyncio.run(going())
    assert back == [b"/unsent/late", b"/unsent/late", b"/list"]
    typed = b"choice=call_me"
    in_place = [("/unsent/late", "/me", typed), ("/unsent/late", "/ring", typed)]
    assert begun == [("/me", "", typed), *in_place, ("/list", "", typed)]


def test_who_hands_in_a_file_waits_longer_than_who_taps() -> None:
    def page(request: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
        if request["PATH_INFO"] == "/administration":
            # Longer than a tap, shorter than a file.
            threading.Event().wait(0.3)
        start_response("200 OK", [])
        return [request["PATH_INFO"].encode()]

    back: list[bytes] = []

    async def going() -> None:
        async def receive() -> Message:
            return part(b"")

        async def send(message: Message) -> None:
            if message["type"] == "http.response.body":
                back.append(message["body"])

        headers = [(b"cookie", b"session=abc")]
        await taking(page, answered_seconds=0.2)(
            {**SCOPE, "raw_path": FILE_PATHS[0], "headers": headers}, receive, send
        )
        await taking(page, answered_seconds=0.2)({**SCOPE, "raw_path": FILE_PATHS[0]}, receive, send)

    asyncio.run(going())
    assert back == [b"/administration", b"/unsent/late"]


def test_one_that_does_not_come_whole_is_no_page_s() -> None:
    page = Page()
    assert sent(page, part(b"choice=", more=True), within_seconds=0.01)[0]["status"] == 408
    assert sent(page, part(b"choice=", more=True), {"type": "http.disconnect"}) == []
    assert page.asked == []


def test_no_more_is_taken_than_shows_that_it_is_too_long() -> None:
    page = Page()
    sent(page, *[part(b"a" * 1000, more=True)] * 200)
    (body,) = page.read
    assert BODY_BYTES_MOST < len(body) <= BODY_BYTES_MOST + 1000


@pytest.mark.parametrize(
    ("method", "path", "cookie", "most"),
    [
        ("POST", b"/administration", b"seat=abc", FILE_BYTES_MOST),
        ("POST", b"/administration", b"did=x; seat=abc", FILE_BYTES_MOST),
        ("POST", b"/administration", b"session=abc", FILE_BYTES_MOST),
        ("POST", b"/liaison/file", b"session=abc", FILE_BYTES_MOST),
        ("POST", b"/administration", b"did=x", BODY_BYTES_MOST),
        ("GET", b"/administration", b"seat=abc", BODY_BYTES_MOST),
        ("POST", b"/administration/", b"seat=abc", BODY_BYTES_MOST),
        ("POST", b"/me", b"seat=abc", BODY_BYTES_MOST),
    ],
)
def test_a_file_is_taken_by_one_page_alone_from_who_is_signed_in(
    method: str, path: bytes, cookie: bytes, most: int
) -> None:
    headers = [(b"host", b"x"), (b"cookie", cookie)]
    scope: Message = {**SCOPE, "method": method, "raw_path": path, "headers": headers}
    assert bytes_most(scope) == most
    assert UPLOAD_BYTES_MOST + FORM_BYTES_MOST == FILE_BYTES_MOST, "the largest file, and the form around it"


def test_a_bug_of_a_page_is_nobody_s_answer() -> None:
    def broken(_request: dict[str, Any], _start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sent(broken, part(b""))  # type: ignore[arg-type]  # a page is whatever can be asked
