"""What a due step and a look cost as open cases grow, as one SVG file: narrow enough for a phone, light and dark.

What must never happen here: an address of somewhere else, or a line that is told from another by its colour alone.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final, NamedTuple, TypeAlias

from solidground.documents.ground_svg import STYLE
from solidground.documents.html import Markup, el, number

WIDTH, TALL = 420, 360
LEFT, RIGHT, TOP, FOOT = 52.0, 404.0, 78.0, 306.0
LINES: Final = (
    ".ours{fill:none;stroke:var(--ground);stroke-width:2.5}"
    ".bare{fill:none;stroke:var(--soft);stroke-width:1.5;stroke-dasharray:5 4}"
)
Label: TypeAlias = tuple[str, str, str]
"""What a line is, and the looks of its line and of its points."""

STEP: Final[Label] = ("a due step", "ours", "reached")
BARE_STEP: Final[Label] = ("by hand", "bare", "promised")
LOOK: Final[Label] = ("a look, nothing due", "ours", "reached")
BARE_LOOK: Final[Label] = ("by hand", "bare", "promised")
RAISED: Final = 9.0
"""How far above its line a label stands."""


class Grown(NamedTuple):
    """What was measured with so many open cases, in microseconds of the processor."""

    cases: int
    step: float
    bare_step: float
    look: float
    bare_look: float


class _Scale(NamedTuple):
    """Both axes are logarithms."""

    cases: tuple[float, float]
    costs: tuple[int, int]

    def x(self, cases: int) -> float:
        """Return where a number of cases stands."""
        first, last = self.cases
        return LEFT + (RIGHT - LEFT) * (log10(cases) - first) / max(last - first, 1.0)

    def y(self, cost: float) -> float:
        """Return where a cost stands."""
        least, most = self.costs
        return FOOT - (FOOT - TOP) * (log10(cost) - least) / (most - least)


def growth_svg(grown: Sequence[Grown]) -> str:
    """Return the drawing as the text of an SVG file."""
    costs = [cost for one in grown for cost in one[1:]]
    bounds = (floor(log10(min(costs))), ceil(log10(max(costs))))
    scale = _Scale((log10(grown[0].cases), log10(grown[-1].cases)), (bounds[0], max(bounds[1], bounds[0] + 1)))
    shapes: list[Markup] = [*_rules(scale, grown)]
    for place, (says, look, dot) in enumerate((STEP, BARE_STEP, LOOK, BARE_LOOK), start=1):
        points = [(scale.x(one.cases), scale.y(one[place])) for one in grown]
        for (x1, y1), (x2, y2) in pairwise(points):
            shapes.append(el("line", {"class": look, "x1": x1, "y1": y1, "x2": x2, "y2": y2}))
        shapes += [el("circle", {"class": dot, "cx": x, "cy": y, "r": 4}) for x, y in points]
        shapes.append(_word(says, RIGHT, points[-1][1] - RAISED, "soft" if look == "bare" else "", "end"))
    heads = (
        _word("What a million open cases cost", 12, 26, "strong"),
        _word("Microseconds of the processor, SQLite", 12, 48, "soft"),
        _word("open cases", RIGHT, TALL - 12, "soft", "end"),
    )
    told = el("desc", None, _told(grown))
    drawn = el("svg", {"viewBox": f"0 0 {WIDTH} {TALL}", "role": "img"}, told, *heads, *shapes)
    opened, end, rest = drawn.partition(">")
    size = f'width="{WIDTH}" height="{TALL}" xmlns="http://www.w3.org/2000/svg"'
    return f"{opened} {size}{end}<style>{STYLE}{LINES}</style>{rest}\n"


def _rules(scale: _Scale, grown: Sequence[Grown]) -> list[Markup]:
    shapes: list[Markup] = []
    for power in range(scale.costs[0], scale.costs[1] + 1):
        y = scale.y(10.0**power)
        shapes.append(el("line", {"class": "rule", "x1": LEFT, "y1": y, "x2": RIGHT, "y2": y}))
        shapes.append(_word(f"{10.0**power:,g}", LEFT - 8, y + 5, "soft", "end"))
    for at, one in enumerate(grown):
        anchor = "end" if at == len(grown) - 1 else "middle"
        shapes.append(_word(f"{one.cases:,}", scale.x(one.cases), FOOT + 22, "soft", anchor))
    return shapes


def _word(text: str, x: float, y: float, look: str, anchor: str = "start") -> Markup:
    return el("text", {"class": look, "x": x, "y": y, "text-anchor": anchor}, text)


def _told(grown: Sequence[Grown]) -> str:
    return " ".join(
        f"With {one.cases:,} open cases a due step costs {number(one.step)} microseconds, by hand"
        f" {number(one.bare_step)}; a look with nothing due {number(one.look)}, by hand {number(one.bare_look)}."
        for one in grown
    )
