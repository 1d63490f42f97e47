"""Atkinson Hyperlegible Next (SIL Open Font License, ``OFL.txt`` beside it), latin, as a part of a page.

What must never happen here: a page that asks another machine for a typeface.
"""

from base64 import b64encode
from functools import cache
from importlib.resources import files

WEIGHTS = (400, 600, 700)


@cache
def faces() -> str:
    """Return the stylesheet that carries the typeface within itself."""
    return "\n".join(_face(weight) for weight in WEIGHTS)


def _face(weight: int) -> str:
    """Return one weight as a rule of a stylesheet."""
    woff2 = files(__name__).joinpath(f"atkinson-hyperlegible-next-latin-{weight}-normal.woff2").read_bytes()
    return (
        "@font-face{font-family:'Atkinson Hyperlegible Next';font-style:normal;font-display:swap;"
        f"font-weight:{weight};src:url(data:font/woff2;base64,{b64encode(woff2).decode()}) format('woff2')}}"
    )
