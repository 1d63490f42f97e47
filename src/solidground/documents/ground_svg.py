"""The ground line as a drawing of its own: one SVG file, with its colours inside, light and dark.

What must never happen here: an address of somewhere else.
"""

from typing import Final

from solidground.core.ground import Ground
from solidground.documents.report.ground_line import ground_line

WIDTH: Final = 720

STYLE: Final = (
    "svg{--card:#fffdf9;--ink:#23282b;--soft:#5c6468;--rule:#ddd8cd;--ground:#2f6b5e;--ahead:#5d8c80;"
    "--attention:#a8590a;background:var(--card)}"
    "@media (prefers-color-scheme:dark){svg{--card:#1e2120;--ink:#ece6da;--soft:#b0aea5;--rule:#3b403e;"
    "--ground:#7fbfae;--ahead:#6f9c90;--attention:#e7a257}}"
    "text{font:400 14px 'Atkinson Hyperlegible Next',system-ui,sans-serif;fill:var(--ink)}"
    ".soft{fill:var(--soft)}.strong{font-weight:700}.solid,.solid-line{fill:var(--ground)}"
    ".hollow-line{fill:var(--card);stroke:var(--ground);stroke-width:1.5}.rule{stroke:var(--rule);stroke-width:1}"
    ".aheadline{stroke:var(--ahead);stroke-width:2.5;stroke-dasharray:.1 6;stroke-linecap:round}"
    ".reached{fill:var(--ground);stroke:var(--card);stroke-width:2}"
    ".tried{fill:var(--card);stroke:var(--attention);stroke-width:2.5}"
    ".promised{fill:var(--card);stroke:var(--ahead);stroke-width:2}.now{stroke:var(--ink);stroke-width:2}"
)


def ground_svg(ground: Ground, title: str) -> str:
    """Return the line as the text of an SVG file."""
    drawn = str(ground_line(WIDTH, "alone", title, ground, "today"))
    opened, end, rest = drawn.partition(">")
    return f'{opened} xmlns="http://www.w3.org/2000/svg"{end}<style>{STYLE}</style>{rest}\n'
