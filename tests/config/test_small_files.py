"""What pages load comes compressed where the browser takes that, and means the same."""

import gzip
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import pytest

from solidground.config.wsgi import with_files

FIRST_LOAD_BYTES_MOST = 80_000
"""All that a first page loads beside itself; the page may have 40 KB."""


def asked(address: str, method: str = "GET", **more: str) -> tuple[str, dict[str, str], bytes]:
    """Ask for a file; return how it was answered."""
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def page(_request: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
        start_response("404 Not Found", [])
        return [b"no file"]

    request = {"REQUEST_METHOD": method, "PATH_INFO": address, **more}
    parts = with_files(page)(request, lambda status, headers, _fault=None: told.append((status, headers)))
    status, headers = told[-1]
    body = b"".join(parts)
    getattr(parts, "close", lambda: None)()
    return status, dict(headers), body


@pytest.mark.parametrize("file", ["ground.css", "offline.js", "ground.svg"])
def test_text_is_sent_smaller_to_who_takes_it_and_says_so(file: str) -> None:
    _, plain, whole = asked(f"/static/{file}")
    status, headers, small = asked(f"/static/{file}", HTTP_ACCEPT_ENCODING="gzip, br")
    assert status == "200 OK"
    assert (headers["Content-Encoding"], headers["Content-Length"]) == ("gzip", str(len(small)))
    assert gzip.decompress(small) == whole
    assert headers["Content-Type"] == plain["Content-Type"]
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in headers["Vary"]
    assert "Accept-Encoding" in plain["Vary"]


def test_what_a_browser_has_already_is_not_sent_again_and_a_head_has_no_body() -> None:
    _, headers, _ = asked("/static/ground.css", HTTP_ACCEPT_ENCODING="gzip")
    status, _, body = asked(
        "/static/ground.css", HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_MODIFIED_SINCE=headers["Last-Modified"]
    )
    assert (status, body) == ("304 Not Modified", b"")
    status, _, body = asked("/static/ground.css", "HEAD", HTTP_ACCEPT_ENCODING="gzip")
    assert (status, body) == ("200 OK", b"")
    assert asked("/static/nothing.css", HTTP_ACCEPT_ENCODING="gzip")[2] == b"no file"


def test_a_first_load_fits_into_what_it_may_weigh() -> None:
    loads = ["ground.css", "offline.js", "mine.js", "leave.js", "ring.js", "ground.svg"]
    loads += [f"atkinson-hyperlegible-next-latin-{weight}-normal.woff2" for weight in (400, 600, 700)]
    sizes = [len(asked(f"/static/{file}", HTTP_ACCEPT_ENCODING="gzip")[2]) for file in loads]
    assert min(sizes) > 0
    assert sum(sizes) < FIRST_LOAD_BYTES_MOST, dict(zip(loads, sizes, strict=True))


def test_the_styles_are_compressed_once() -> None:
    began: list[list[tuple[str, str]]] = []
    environ = {"PATH_INFO": "/static/ground.css", "REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": "gzip, br"}
    pages = with_files(lambda _environ, _start: [])
    body = b"".join(pages(environ, lambda _status, headers: began.append(headers)))
    assert [value for name, value in began[0] if name.lower() == "content-encoding"] == ["gzip"]
    assert gzip.decompress(body) == files("solidground.web").joinpath("static/ground.css").read_bytes()
