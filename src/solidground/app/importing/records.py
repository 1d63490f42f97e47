"""The records of a CSV file as bytes, one after another, with the line on which each begins.

A file may be larger than memory, and may hold anything: whatever is read is bounded by a record's longest size. What
must never happen here: one open quote that swallows the rest of a file.
"""

from collections import deque
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from solidground.core.words import Words, phrased, plainly

RECORD_MOST_BYTES = 4 << 20
"""The longest record: one with a cell of two megabytes is still refused by the name of its column."""


UNCLOSED = phrased("A quotation mark opens a cell on this line and does not end it. Close it.")

TRIED_AGAIN_MOST_LINES = 100
"""Lines after an unclosed quote that are each tried as a beginning; more would each be read once for every other."""

LINE_MOST_BYTES = 16 << 20
"""The longest line that is looked at for its end: what goes on beyond is no table, and may go on for ever."""


LINES_MOST = 2_000_000
"""The most lines of a file, blank ones too: a city has some thousands in twenty years."""


class Endless(Exception):  # noqa: N818 - a fault is the house's word for what the outside world did
    """A line, or a file, without an end. ``why`` tells which."""

    def __init__(self, why: Words) -> None:
        """Keep what was found."""
        super().__init__(plainly(why))
        self.why = why


class Record(NamedTuple):
    """The bytes of a record. ``why`` tells why it is none; then ``text`` is empty."""

    line: int
    text: bytes
    why: Words | None = None


class _Line(NamedTuple):
    line: int
    text: bytes
    cut: bool


def records(file: IO[bytes], fits: Callable[[bytes], bool]) -> Iterator[Record]:
    """Go through the records of a file. ``fits`` tells whether some lines, taken together, are one.

    Raises Endless.
    """
    coming = _lines(file)
    back: deque[_Line] = deque()
    swallowed = 0
    while (first := back.popleft() if back else next(coming, None)) is not None:
        if first.cut:
            most = RECORD_MOST_BYTES >> 20
            why = phrased("The row is longer than %(most)s MB. Is this the file?", most=most)
            yield Record(first.line, b"", why)
            continue
        opens = is_open(first.text, inside=False)
        if swallowed:
            swallowed -= 1
            if opens:
                # A quote before it went on over this line and ended nowhere good: one that opens here would as well.
                yield Record(first.line, b"", UNCLOSED)
                continue
        taken, still_open = _taken(first, back, coming) if opens else ([first], False)
        text = b"".join([line.text for line in taken])
        if still_open or taken[-1].cut or (len(taken) > 1 and not fits(text)):
            # Only the line with the quote is lost; what follows it is read as if it had not been there.
            back.extendleft(reversed(taken[1:]))
            between = len(taken) - (1 if still_open else 2)
            swallowed = between if between > TRIED_AGAIN_MOST_LINES else 0
            yield Record(first.line, b"", UNCLOSED)
        else:
            yield Record(first.line, text)


def _taken(first: _Line, back: deque[_Line], coming: Iterator[_Line]) -> tuple[list[_Line], bool]:
    """Return the lines from one that opens a cell to the one that ends it, and whether it is open still."""
    taken, size, still_open = [first], len(first.text), True
    while still_open and size <= RECORD_MOST_BYTES:
        following = back.popleft() if back else next(coming, None)
        if following is None:
            break
        taken.append(following)
        size += len(following.text)
        still_open = not following.cut and is_open(following.text, inside=True)
    return taken, still_open


def _lines(file: IO[bytes]) -> Iterator[_Line]:
    number = 0
    while text := file.readline(RECORD_MOST_BYTES):
        number += 1
        if number > LINES_MOST:
            endless = phrased("it has more than %(most)s lines", most=f"{LINES_MOST:,}")
            raise Endless(endless)
        cut = len(text) == RECORD_MOST_BYTES and not text.endswith(b"\n")
        rest, size = text, len(text)
        while cut and rest and not rest.endswith(b"\n"):
            if size >= LINE_MOST_BYTES:
                most = LINE_MOST_BYTES >> 20
                endless = phrased(
                    "line %(line)s is longer than %(most)s MB, and no end of it was found", line=number, most=most
                )
                raise Endless(endless)
            rest = file.readline(RECORD_MOST_BYTES)
            size += len(rest)
        yield _Line(number, b"" if cut else text, cut)


def is_open(text: bytes, *, inside: bool) -> bool:
    """Tell whether a quoted cell is still open after a line, which begins inside one or not.

    A quotation mark opens a cell only as its first character.
    """
    place = 0
    while True:
        quote = text.find(b'"', place)
        if quote < 0:
            return inside
        if inside and text.startswith(b'""', quote):
            place = quote + 2
            continue
        if inside or quote == 0 or text[quote - 1 : quote] == b",":
            inside = not inside
        place = quote + 1
