"""Where in the text of a protocol something stands, so that every fault can name its line.

Must never decide what is right: a table it cannot find (one written inline) is said to stand on the first line that
names it, or on the first of all.
"""

import re
from typing import NamedTuple

_HEADER = re.compile(r"\s*\[{1,2}\s*([A-Za-z0-9_-]+)\s*\]{1,2}\s*(?:#.*)?")


class Places(NamedTuple):
    """The lines of a text, and for each table the lines of its headers in order."""

    lines: tuple[str, ...]
    headers: dict[str, tuple[int, ...]]
    starts: tuple[int, ...]

    def line(self, table: str, nth: int = 0, key: str | None = None) -> int:
        """Return the line, from 1, of a key in the nth table of a name, or of the table where the key is missing."""
        headers = self.headers.get(table, ())
        if nth >= len(headers):
            return self._first(table, 0, len(self.lines)) or 1
        start = headers[nth]
        if key is None:
            return start
        stop = next((line for line in self.starts if line > start), len(self.lines) + 1)
        return self._first(key, start, stop - 1) or start

    def rung(self, nth: int, rung: int) -> int:
        """Return the line of a rung of the nth ladder: the one with its ``who``, or the ladder's rungs."""
        start = self.line("ladder", nth, "rungs")
        stop = next((line for line in self.starts if line > start), len(self.lines) + 1)
        seen = 0
        for line in range(start, stop):
            seen += len(re.findall(r"\bwho\s*=", self.lines[line - 1]))
            if seen > rung:
                return line
        return start

    def _first(self, key: str, after: int, until: int) -> int | None:
        names = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]")
        return next((line for line in range(after + 1, until + 1) if names.match(self.lines[line - 1])), None)


def places(text: str) -> Places:
    """Find the tables of a text. A line of a long string that looks like a header costs no more than a right line."""
    lines = tuple(text.split("\n"))
    headers: dict[str, list[int]] = {}
    for number, line in enumerate(lines, 1):
        found = _HEADER.fullmatch(line.rstrip("\r"))
        if found is not None:
            headers.setdefault(found[1], []).append(number)
    starts = tuple(sorted(number for numbers in headers.values() for number in numbers))
    return Places(lines, {name: tuple(numbers) for name, numbers in headers.items()}, starts)
