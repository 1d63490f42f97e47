"""Drawings over years: columns, whole or in parts. One slot for each year, also for a single one."""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from solidground.documents.html import Markup
from solidground.documents.report.parts import canvas, line, rect, word
from solidground.documents.report.words import figure

HIGH: Final = 150.0
TOP: Final = 20.0
LEFT: Final = 34.0
FOOT: Final = 24.0
STEPS: Final = (1, 2, 5)
MOST_LINES: Final = 4
YEAR: Final = 46.0
"""The room that a year's word takes, in px."""

LEAST: Final = 3.5
"""The least height of a part that is there at all, in px: one peer among hundreds must be seen."""

Stack: TypeAlias = Sequence[tuple[str, int]]
"""The parts of a column: how each looks, and how much it holds."""

COUNT: Final = 20.0
"""The room that the number over a column takes, in px, for each two letters of it."""


class Frame(NamedTuple):
    """A drawing over years: its width, the years and the highest value that the scale holds."""

    width: int
    years: tuple[int, ...]
    most: float

    def slot(self) -> float:
        """Return the width of one year."""
        return min((self.width - LEFT) / len(self.years), 90.0)

    def x(self, at: int) -> float:
        """Return where the slot of a year begins."""
        return LEFT + at * self.slot()

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return TOP + HIGH * (1 - value / self.most)


def columns(width: int, look: str, says: tuple[str, str], values: Sequence[tuple[int, int]]) -> Markup:
    """Draw a column for each year; its number stands over it where there is room, and over the highest always."""
    frame, shapes = _frame(width, [year for year, _ in values], max(value for _, value in values))
    slot = frame.slot()
    wide = min(slot * 0.72, 34)
    highest = max(range(len(values)), key=lambda at: values[at][1])
    for at, (_, value) in enumerate(values):
        middle = frame.x(at) + slot / 2
        if value:
            shapes.append(rect("solid", middle - wide / 2, frame.y(value), wide, TOP + HIGH - frame.y(value)))
        if slot >= COUNT * (1 + len(figure(value)) // 3) or at == highest:
            shapes.append(
                word(figure(value), middle, frame.y(value) - 5, "strong" if at == highest else "soft", "middle")
            )
    return canvas((width, TOP + HIGH + FOOT), look, says, *shapes)


def stacks(width: int, look: str, says: tuple[str, str], values: Sequence[tuple[int, Stack]]) -> Markup:
    """Draw, for each year, parts on top of each other, the first at the foot; one that is there at all is seen."""
    frame, shapes = _frame(width, [year for year, _ in values], max(sum(n for _, n in stack) for _, stack in values))
    wide = min(frame.slot() * 0.8, 34)
    for at, (_, stack) in enumerate(values):
        foot = TOP + HIGH
        for kind, amount in stack:
            if amount:
                high = max(TOP + HIGH - frame.y(amount), LEAST)
                foot -= high
                shapes.append(rect(kind, frame.x(at) + (frame.slot() - wide) / 2, foot, wide, high - 1))
    return canvas((width, TOP + HIGH + FOOT), look, says, *shapes)


def _frame(width: int, years: Sequence[int], most: float) -> tuple[Frame, list[Markup]]:
    """Return the frame with its rules, their numbers, and as many years as have room."""
    step = _step(most)
    frame = Frame(width, tuple(years), step * max(-(-most // step), 1))
    shapes: list[Markup] = []
    for at in range(int(frame.most / step) + 1):
        y = frame.y(at * step)
        shapes += [line("rule", LEFT, y, width, y), word(figure(at * step), LEFT - 7, y + 5, "soft", "end")]
    every = next(every for every in (1, 2, 5, 10, 25, 100) if every * frame.slot() >= YEAR or every >= len(years))
    for at, year in enumerate(years):
        if year % every == 0 or len(years) <= every:
            shapes.append(word(str(year), _inside(frame, at), TOP + HIGH + 18, "soft", "middle"))
    return frame, shapes


def _inside(frame: Frame, at: int) -> float:
    """Return the middle of a slot, far enough from the edge for the word of a year."""
    return min(frame.x(at) + frame.slot() / 2, frame.width - YEAR / 2 + 6)


def _step(most: float) -> int:
    """Return the distance of the rules: 1, 2 or 5 times a power of ten, so that few are needed."""
    power = 1
    while True:
        for step in STEPS:
            if most <= step * power * MOST_LINES:
                return step * power
        power *= 10
