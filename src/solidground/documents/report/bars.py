"""Bars that lie: a name, its numbers in words, and a bar in parts. Like a ground line: solid where it was kept."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Final, Literal, NamedTuple, TypeAlias

from solidground.documents.html import Markup
from solidground.documents.report.parts import canvas, rect, word

Look: TypeAlias = Literal["solid", "late", "hollow", "none", "track"]

THICK: Final = 14
LINE: Final = 19
LETTER: Final = 6.9
"""The widest that a letter is on average at 14 px."""

LEAST: Final = 4.0
"""The least width of a part that is there at all, in px: one that is missing must be seen."""


class Bar(NamedTuple):
    """One bar. Its parts fill ``of`` px in 1, so that bars can be shares (1 each) or compared with each other."""

    name: str
    numbers: str
    parts: tuple[tuple[Look, int], ...]
    of: float = 1.0
    warns: bool = False


def bars(width: int, look: str, says: tuple[str, str], rows: Sequence[Bar]) -> Markup:
    """Draw bars one under the other; names and numbers share a line where both have room."""
    shapes: list[Markup] = []
    y = 0.0
    for row in rows:
        lines = _lines(row, width)
        for text, anchor, style in lines:
            y += LINE * (anchor == "start")
            shapes.append(word(text, width if anchor == "end" else 0, y - 5, style, anchor))
        shapes += [rect(kind, x, y, wide, THICK) for kind, x, wide in _parts(row, width)]
        y += THICK + 13
    return canvas((width, max(y - 10, 1)), look, says, *shapes)


def _lines(row: Bar, width: int) -> list[tuple[str, str, str]]:
    """Return the lines over a bar: text, where it is anchored and how it looks."""
    letters = int(width / LETTER)
    names = wrap(row.name, letters) or [""]
    style = "warn" if row.warns else "soft"
    if len(names) == 1 and len(row.name) + len(row.numbers) + 2 <= letters:
        return [(row.name, "start", ""), (row.numbers, "end", style)]
    numbers = wrap(row.numbers, letters)
    return [*((name, "start", "") for name in names), *((number, "start", style) for number in numbers)]


def _parts(row: Bar, width: int) -> list[tuple[Look, float, float]]:
    """Return the parts that are there, each wide enough to be seen, with where they begin."""
    room = max(row.of * width, LEAST * len(row.parts))
    whole = sum(amount for _, amount in row.parts)
    there = [(kind, max(room * amount / whole, LEAST)) for kind, amount in row.parts if amount > 0]
    if not there:
        return [("track", 0, room)] if row.of > 0 else []
    over = sum(wide for _, wide in there) - room
    widest = max(wide for _, wide in there)
    placed: list[tuple[Look, float, float]] = []
    x = 0.0
    for kind, wide in there:
        cut = over if wide == widest else 0
        over -= cut
        placed.append((kind, x, wide - cut))
        x += wide - cut
    return placed
