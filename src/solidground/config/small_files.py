"""The files that pages load, compressed once when the program starts and kept in memory: 30 KB.

What must never happen here: a compressed copy in the folder that is older than what it was made from.
"""

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from whitenoise import WhiteNoise

TEXT: Final = frozenset({".css", ".js", ".svg"})
"""What compression makes smaller. A typeface is compressed already."""

OK: Final = "200 "


class SmallFiles(WhiteNoise):  # type: ignore[misc,unused-ignore]  # the library has no types
    """Answers files as the library does, and text compressed where the browser takes that."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as the library has it
        """Begin with no files."""
        self._small: dict[str, bytes] = {}
        super().__init__(*given, **named)

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:  # noqa: ANN401 - as above
        """Take in a file, and a compressed copy of what is text."""
        super().add_file_to_dictionary(url, path, stat_cache=stat_cache)
        if Path(path).suffix in TEXT:
            self._small[url] = gzip.compress(Path(path).read_bytes(), mtime=0)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a file, or what is no file by the pages."""
        small = self._small.get(environ.get("PATH_INFO", ""))
        if small is None or "gzip" not in environ.get("HTTP_ACCEPT_ENCODING", ""):
            whole: Iterable[bytes] = super().__call__(environ, start_response)
            return whole
        began: list[tuple[str, list[tuple[str, str]]]] = []
        parts = super().__call__(environ, lambda status, headers: began.append((status, headers)))
        status, headers = began[0]
        if not status.startswith(OK):
            start_response(status, headers)
            as_it_is: Iterable[bytes] = parts
            return as_it_is
        getattr(parts, "close", lambda: None)()
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*kept, ("Content-Encoding", "gzip"), ("Content-Length", str(len(small)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [small]
