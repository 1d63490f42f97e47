"""The ground line as a drawing: constant width, solid or hollow, marks with a ring of paper.

What must never happen here: a look that only colour tells apart.
"""

from collections.abc import Mapping
from typing import Final

from solidground.core.ground import Gathered, Ground, MarkKind, Picture, Row, Stretch, picture, rows
from solidground.core.ground.line import StretchKind
from solidground.core.words import Tell, Words, phrased, plainly
from solidground.documents.html import Markup, el, joined
from solidground.documents.report.parts import canvas, key, line, word
from solidground.documents.report.words import FEW, figure, instant, many, since, start

MIDDLE: Final = 34.0
HALF: Final = 4.0
HEIGHT: Final = 76

SMALL: Final = 240
"""A line no wider than this stands beside others, and its words would be noise."""
SMALL_TOP, SMALL_HEIGHT = 18, 32

_KIND: Final[Mapping[str, str]] = {
    "reached": "reached",
    "tried": "tried, no answer",
    "not_now": "“not now”",
    "promised": "promised",
    "overdue": "overdue",
    "today": "today",
}


def ground_line(width: int, look: str, title: str, ground: Ground, today: str, tell: Tell = plainly) -> Markup:
    """Draw one line for a width; a small one has no words."""
    drawn = picture(ground, width, today, tell)
    shapes = [_stretch(part) for part in drawn.stretches]
    shapes.append(line("now", drawn.today, MIDDLE - 15, drawn.today, MIDDLE + 15))
    shapes += [dot(mark) for mark in drawn.marks]
    if width <= SMALL:
        box = f"0 {SMALL_TOP} {width} {SMALL_HEIGHT}"
        return el("svg", {"class": look, "viewBox": box, "role": "img", "aria-label": summary(ground, tell)}, *shapes)
    shapes += [
        word(label.text, label.x, 14, "strong" if label.text == today else "", "middle") for label in drawn.above
    ]
    shapes += _ticks(drawn)
    return canvas((width, HEIGHT), look, (title, summary(ground, tell)), *shapes)


def summary(ground: Ground, tell: Tell) -> str:
    """Return the line in one sentence."""
    kinds = [mark.kind for mark in ground.marks]
    late = sum(row.kind == "overdue" for row in rows(ground))
    return tell(
        phrased(
            "Reached %(reached)s, tried without an answer %(tried)s, overdue %(overdue)s, %(promised)s promised.",
            reached=_times(kinds.count("reached")),
            tried=_times(kinds.count("tried")),
            overdue=_times(late),
            promised=kinds.count("promised"),
        )
    )


def _times(number: int) -> Words:
    """Return how often: in words where they are few."""
    if number < len(FEW):
        return Words(many(number, "time"))
    return phrased("%(count)s times", count=figure(number))


def facts(ground: Ground, today: str) -> list[tuple[str, str, str]]:
    """Return the same facts as rows of a table."""
    return [(_says(row, today), since(row.at - ground.began_at), _when(row)) for row in rows(ground)]


def legend() -> Markup:
    """Return what the looks of a line mean."""
    one: tuple[tuple[str, MarkKind], ...] = (
        ("reached", "reached"),
        ("tried, no answer", "tried"),
        ("“not now”", "not_now"),
        ("promised", "promised"),
    )
    kept: tuple[tuple[str, StretchKind], ...] = (("kept", "solid"), ("overdue", "hollow"))
    lines = ((says, _stretch(Stretch(kind, 0, 28), 9)) for says, kind in kept)
    return key(*lines, *((says, dot(Gathered(14, ((kind, 1),)), 9)) for says, kind in one))


def dot(mark: Gathered, y: float = MIDDLE) -> Markup:
    """Draw marks gathered at one place: larger where there are several, ringed where there was both."""
    kinds = {kind for kind, _ in mark.kinds}
    larger = mark.number() > 1
    if kinds == {"not_now"}:
        size = 7.5 if larger else 6.5
        path = f"M{mark.x - size:.2f} {y}L{mark.x:.2f} {y - size}L{mark.x + size:.2f} {y}L{mark.x:.2f} {y + size}Z"
        return el("path", {"class": "reached", "d": path})
    look = "tried" if "tried" in kinds else "promised" if "promised" in kinds else "reached"
    ring = el("circle", {"class": look, "cx": mark.x, "cy": y, "r": 6.0 if larger else 5.0})
    if look == "tried" and len(kinds) > 1:
        return el("g", None, ring, el("circle", {"class": "solid", "cx": mark.x, "cy": y, "r": 2.6}))
    return ring


def _stretch(part: Stretch, y: float = MIDDLE) -> Markup:
    """Draw one part of the line."""
    if part.kind == "ahead":
        return line("aheadline", part.start, y, part.end, y)
    edge = 0.75 * (part.kind == "hollow")
    return el(
        "rect",
        {
            "class": f"{part.kind}-line",
            "x": part.start + edge,
            "y": y - HALF + edge,
            "width": max(part.end - part.start - 2 * edge, 0.5),
            "height": 2 * (HALF - edge),
        },
    )


def _ticks(drawn: Picture) -> list[Markup]:
    """Draw the strokes and their words under the line."""
    said = {label.text for label in drawn.below}
    strokes = [
        line("rule", tick.position, MIDDLE + 17, tick.position, MIDDLE + 23)
        for tick in drawn.ticks
        if tick.word in said
    ]
    return [*strokes, *(word(label.text, label.x, HEIGHT - 4, "soft", "middle") for label in drawn.below)]


def _says(row: Row, today: str) -> str:
    return start(today if row.kind == "today" else _KIND[row.kind])


def _when(row: Row) -> Markup:
    """Return when it was; a day and its hour stay on one line."""
    began = el("span", {"class": "when"}, instant(row.at))
    if row.to_at is None:
        return began
    return joined(began, " to ", el("span", {"class": "when"}, instant(row.to_at)))
