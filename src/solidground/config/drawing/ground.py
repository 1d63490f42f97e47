"""The ground line in letters: heavy where what was promised was kept, double where it was overdue, dotted ahead.

What must never happen here: a fact that only colour tells.
"""

from typing import Final

from rich.text import Text

from solidground.config.drawing.palette import ATTENTION, GROUND, SOFT, STRONG
from solidground.core.ground import Gathered, Ground, Label, Picture, picture
from solidground.core.ground.gather import LETTER

STROKES: Final = {"solid": ("━", GROUND), "hollow": ("═", ATTENTION), "ahead": ("┄", SOFT)}
MARKS: Final = {"reached": ("●", GROUND), "tried": ("○", ATTENTION), "not_now": ("◆", GROUND), "promised": ("◦", SOFT)}
BOTH: Final = ("◉", ATTENTION)
TODAY: Final = ("┃", STRONG)


def ground_line(ground: Ground, cells: int) -> tuple[Text, ...]:
    """Return the line for so many cells: labels above, the line, the strokes and words under it."""
    drawn = picture(ground, cells * LETTER)
    return (_labels(drawn.above, cells, STRONG), _line(drawn, cells), _ticks(drawn, cells), _labels(drawn.below, cells))


def legend() -> Text:
    """Return what the signs mean."""
    text = Text()
    for word, (sign, style) in (
        *((("reached", MARKS["reached"])), (("tried", MARKS["tried"])), ("both", BOTH), ("not now", MARKS["not_now"])),
        *(("promised", MARKS["promised"]), ("kept", STROKES["solid"]), ("overdue", STROKES["hollow"])),
    ):
        text.append(sign, style).append(f" {word}   ", SOFT)
    text.rstrip()
    return text


def _cell(x: float, cells: int) -> int:
    return min(max(int(x / LETTER), 0), cells - 1)


def _line(drawn: Picture, cells: int) -> Text:
    signs = [(" ", "")] * cells
    for part in drawn.stretches:
        for cell in range(_cell(part.start, cells), _cell(part.end, cells) + 1):
            # What was overdue for an hour is seen all the same.
            if signs[cell] != STROKES["hollow"]:
                signs[cell] = STROKES[part.kind]
    signs[_cell(drawn.today, cells)] = TODAY
    for mark in drawn.marks:
        signs[_cell(mark.x, cells)] = _sign(mark)
    text = Text(no_wrap=True)
    for sign, style in signs:
        text.append(sign, style)
    return text


def _sign(mark: Gathered) -> tuple[str, str]:
    kinds = {kind for kind, _ in mark.kinds}
    if len(kinds) == 1:
        return MARKS[next(iter(kinds))]
    return BOTH if "tried" in kinds else MARKS["reached"]


def _ticks(drawn: Picture, cells: int) -> Text:
    signs = [" "] * cells
    for tick in drawn.ticks:
        signs[_cell(tick.position, cells)] = "╵"
    return Text("".join(signs), SOFT, no_wrap=True)


def _labels(labels: tuple[Label, ...], cells: int, style: str = SOFT) -> Text:
    signs = [" "] * cells
    for label in labels:
        first = min(max(round(label.x / LETTER - len(label.text) / 2), 0), cells - len(label.text))
        signs[first : first + len(label.text)] = label.text
    return Text("".join(signs), style, no_wrap=True)
