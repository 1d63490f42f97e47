"""Bars that lie: a name, its numbers in words, and a bar in parts. Like a ground line: solid where it was kept.

All rows of one drawing are laid out alike: name, bar and numbers side by side where a page is wide enough, else the
words over the bar.
"""

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

GAP: Final = 12.0
"""The room between a bar and the words beside it, in px."""

ENOUGH: Final = 0.4
"""The least share of a drawing's width that bars take where their words stand beside them."""


class Bar(NamedTuple):
    """One bar. Its parts fill ``of`` px in 1, so that bars can be shares (1 each) or compared with each other."""

    name: str
    numbers: str
    parts: tuple[tuple[Look, int], ...]
    of: float = 1.0
    warns: bool = False

    def style(self) -> str:
        """Return the look of its numbers."""
        return "warn" if self.warns else "soft"


def bars(width: int, look: str, says: tuple[str, str], rows: Sequence[Bar], head: str = "") -> Markup:
    """Draw bars one under the other. ``head`` says over the numbers what they count."""
    shapes = [word(head, width, LINE - 5, "soft", "end")] if head else []
    names = max(len(row.name) for row in rows) * LETTER + GAP
    room = width - names - max(len(row.numbers) for row in rows) * LETTER - GAP
    top = LINE + 3.0 if head else 0.0
    drawn, y = _beside(rows, width, top, (names, room)) if room >= ENOUGH * width else _under(rows, width, top)
    return canvas((width, max(y, 1)), look, says, *shapes, *drawn)


def _beside(rows: Sequence[Bar], width: int, y: float, room: tuple[float, float]) -> tuple[list[Markup], float]:
    """Return name, bar and numbers on one line each, and where the drawing ends."""
    shapes: list[Markup] = []
    left, wide = room
    for row in rows:
        shapes.append(word(row.name, 0, y + THICK - 2))
        shapes.append(word(row.numbers, width, y + THICK - 2, row.style(), "end"))
        shapes += [rect(kind, left + x, y, part, THICK) for kind, x, part in _parts(row, wide)]
        y += THICK + 11
    return shapes, y - 8


def _under(rows: Sequence[Bar], width: int, y: float) -> tuple[list[Markup], float]:
    """Return bars under their words, and where the drawing ends: words on one line if those of every row have room."""
    shapes: list[Markup] = []
    letters = int(width / LETTER)
    alone = any(len(row.name) + len(row.numbers) + 2 > letters for row in rows)
    for row in rows:
        for text, anchor, style in _lines(row, letters, alone=alone):
            y += LINE * (anchor == "start")
            shapes.append(word(text, width if anchor == "end" else 0, y - 5, style, anchor))
        shapes += [rect(kind, x, y, part, THICK) for kind, x, part in _parts(row, width)]
        y += THICK + 13
    return shapes, y - 10


def _lines(row: Bar, letters: int, *, alone: bool) -> list[tuple[str, str, str]]:
    """Return the lines over a bar: text, where it is anchored and how it looks."""
    if not alone:
        return [(row.name, "start", ""), (row.numbers, "end", row.style())]
    names = [(name, "start", "") for name in wrap(row.name, letters) or [""]]
    return [*names, *((number, "start", row.style()) for number in wrap(row.numbers, letters))]


def _parts(row: Bar, width: float) -> list[tuple[Look, float, float]]:
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
