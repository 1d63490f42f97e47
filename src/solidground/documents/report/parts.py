"""The parts that every section of the report is made of: a card, a drawing at two widths, a table of the same facts.

What must never happen here: a drawing without its table.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from solidground.documents.html import Markup, el, joined

NARROW: Final = 270
"""The width of a drawing on a phone of 320 px, in px; wider phones draw it larger."""

WIDE: Final = 638
"""The width of a drawing on a desk, in px."""


def card(key: str, question: str, sentence: str, *parts: str) -> Markup:
    """Return one section: the question small, the sentence that answers it as the heading, then the parts."""
    return el(
        "section",
        {"class": "card", "id": key, "aria-labelledby": f"{key}-says"},
        el("p", {"class": "ask"}, question),
        el("h2", {"id": f"{key}-says"}, sentence),
        *parts,
    )


def note(text: str) -> Markup:
    """Return a line of explanation."""
    return el("p", {"class": "note"}, text)


def both(draw: Callable[[int, str], Markup], legend: str = "") -> Markup:
    """Return a drawing for narrow and for wide pages; a page shows one of them."""
    return el("figure", None, draw(NARROW, "narrow"), draw(WIDE, "wide"), legend)


def canvas(size: tuple[float, float], look: str, says: tuple[str, str], *shapes: str) -> Markup:
    """Return a drawing with its title and its description for those who do not see it."""
    width, height = size
    title, description = says
    return el(
        "svg",
        {
            "class": look,
            "viewBox": f"0 0 {width:.0f} {height:.0f}",
            "role": "img",
            "aria-label": f"{title} {description}",
        },
        el("title", None, title),
        el("desc", None, description),
        *shapes,
    )


def word(text: str, x: float, y: float, look: str = "", anchor: str = "start") -> Markup:
    """Return a text in a drawing."""
    return el("text", {"x": x, "y": y, "class": look, "text-anchor": anchor}, text)


def rect(look: str, x: float, y: float, width: float, height: float) -> Markup:
    """Return a bar with its edge inside."""
    return el(
        "rect",
        {"class": look, "x": x + 0.75, "y": y, "width": max(width - 1.5, 0.5), "height": height, "rx": 2},
    )


def line(look: str, x: float, y: float, to_x: float, to_y: float) -> Markup:
    """Return a stroke."""
    return el("line", {"class": look, "x1": x, "y1": y, "x2": to_x, "y2": to_y})


def key(*entries: tuple[str, Markup]) -> Markup:
    """Return what the looks of a drawing mean."""
    return el("ul", {"class": "key"}, *(el("li", None, _sample(shape), says) for says, shape in entries))


def swatch(look: str) -> Markup:
    """Return a sample of a bar for ``key``."""
    return rect(look, 0, 3, 28, 12)


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, counts: bool = True) -> Markup:
    """Return the facts of a drawing as a table that opens. The first column names the row; others are counts."""
    look: dict[str, str | float] = {"class": "count"} if counts else {}
    body = [
        el("tr", None, el("th", {"scope": "row"}, first), *(el("td", look, cell) for cell in rest))
        for first, *rest in rows
    ]
    head = [el("th", {"scope": "col", **(look if at else {})}, text) for at, text in enumerate(heads)]
    whole = el(
        "table",
        None,
        el("caption", None, caption),
        el("thead", None, el("tr", None, *head)),
        el("tbody", None, *body),
    )
    return el("details", None, el("summary", None, "The same as a table"), el("div", {"class": "scroll"}, whole))


def patterns() -> Markup:
    """Return the hatching that drawings refer to: late reads as late without colour."""
    hatch = el(
        "pattern",
        {"id": "late", "width": 6, "height": 6, "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"},
        el("rect", {"class": "paper", "width": 6, "height": 6}),
        line("hatch", 1.5, 0, 1.5, 6),
    )
    return el("svg", {"width": 0, "height": 0, "aria-hidden": "true"}, el("defs", None, hatch))


def _sample(shape: Markup) -> Markup:
    return el("svg", {"viewBox": "0 0 28 18", "aria-hidden": "true"}, joined(shape))
