"""Every answer that the scanned agency gave: how many there were, which failed, and what one of them lacked.

What must never happen here: an address that is kept, but of what failed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from solidground.config.taking import Application

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What every page carries, and with which word in it."""

FILES: Final = ("/static/", "/keep.js")
"""What is no page: a file, which may be kept and shows nothing of anybody."""

BROKEN: Final = 500


class Told(NamedTuple):
    """What was answered in all."""

    statuses: Counter[int]
    faults: list[str]

    @property
    def number(self) -> int:
        """Return how many requests were answered."""
        return sum(self.statuses.values())


def faults_of(address: str, status: int, headers: Mapping[str, str]) -> list[str]:
    """Return what is wrong with an answer."""
    found = [f"answered {status}"] if status >= BROKEN else []
    if address.startswith(FILES):
        return found
    said = {name.lower(): value for name, value in headers.items()}
    return found + [f"no {name}" for name, word in HEADERS.items() if word not in said.get(name.lower(), "")]


def noted(application: Application, file: Path) -> Application:
    """Let every answer be written down: its status, and what is wrong with it."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def begin(status: str, headers: list[tuple[str, str]], fault: Any = None) -> Any:  # noqa: ANN401 - as WSGI has it
            number, address = int(status.split(maxsplit=1)[0]), environ["PATH_INFO"]
            wrong = faults_of(address, number, dict(headers))
            where = f"{environ['REQUEST_METHOD']} {address!r}" if wrong else ""
            with file.open("a", encoding="utf-8") as book:
                book.write("\t".join((str(number), where, *wrong)) + "\n")
            return start_response(status, headers, fault)

        answered: Iterable[bytes] = application(environ, begin)
        return answered

    return answer


def told(file: Path) -> Told:
    """Read what was answered."""
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    faults = [f"{where}: {', '.join(wrong)}" for _, where, *wrong in lines if wrong]
    return Told(Counter(int(status) for status, *_ in lines), faults)
