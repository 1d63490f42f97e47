"""Pages as text: the one way in which a document makes HTML or SVG, so that nothing in a cell can do harm.

What must never happen here: text that reaches the page unescaped, a link that leaves it, or a script.
"""

import html
import re
import unicodedata
from typing import Final

LONGEST: Final = 300
"""How many letters of a cell from outside are shown; a cell may be two megabytes long."""

_NAME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]*")
_TAGS: Final = frozenset(
    "html head meta title style body header main footer section h1 h2 h3 p div span strong ul ol li details summary "
    "figure figcaption table caption thead tbody tr th td dl dt dd bdi "
    "nav a svg g defs pattern rect circle line path text desc".split(),
)
_VOID: Final = frozenset({"meta"})
_FORMULA: Final = ("=", "+", "-", "@")


class Markup(str):
    """Text that is markup already. Only this module and the project's own stylesheet make it."""

    __slots__ = ()


def el(tag: str, attributes: dict[str, str | float] | None = None, *children: str) -> Markup:
    """Return an element. Children that are not ``Markup`` are text, and are escaped."""
    assert tag in _TAGS, f"a page has no {tag!r}"
    words = "".join(f" {_attribute(name, value)}" for name, value in (attributes or {}).items())
    if tag in _VOID:
        return Markup(f"<{tag}{words}>")
    return Markup(f"<{tag}{words}>{joined(*children)}</{tag}>")


def joined(*children: str) -> Markup:
    """Return children one after the other, escaped where they are text."""
    return Markup("".join(child if isinstance(child, Markup) else html.escape(visible(child)) for child in children))


def visible(text: str) -> str:
    """Return a text in which every sign that nobody could see (a NUL, a reversal of direction) shows as one."""
    return "".join(
        "\ufffd" if unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and sign != "\n" else sign for sign in text
    )


def foreign(text: str) -> Markup:
    """Return a text from outside: cut, set apart, and no formula when somebody copies the table into a spreadsheet."""
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return el("bdi", None, f"'{short}" if short.lstrip().startswith(_FORMULA) else short)


def number(value: float) -> str:
    """Return a length for SVG: at most two decimals, none where there is no need."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _attribute(name: str, value: str | float) -> str:
    """Return one attribute; links may point within the page, and nothing may be run."""
    assert _NAME.fullmatch(name), f"{name!r} is no attribute"
    assert not name.lower().startswith("on"), f"{name!r} would run something"
    text = value if isinstance(value, str) else number(value)
    assert name not in {"href", "src", "xlink:href"} or text.startswith("#"), f"{text!r} leaves the page"
    return f'{name}="{html.escape(visible(text))}"'
