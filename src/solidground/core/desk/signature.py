"""How a decision is signed: with a name that is typed, compared with the one the agency knows, and one drawn by hand.

A drawing is strokes of whole numbers in a box that is always the same. Nothing here is kept. What must never happen
here: somebody who cannot sign because of an accent, a capital, a middle name, or a hand that does not draw.
"""

import re
import unicodedata
from typing import Final, NamedTuple, TypeAlias

TYPED_MOST: Final = 80
"""Characters of a name that is typed to sign."""

WIDTH, HEIGHT = 600, 240
"""The box of every drawing, whatever it was drawn on: from its corner at the top on the left."""

STROKES_MOST: Final = 40
POINTS_MOST: Final = 800
"""Points of all strokes together: a long name, and less than half of the longest form."""

Point: TypeAlias = tuple[int, int]
Stroke: TypeAlias = tuple[Point, ...]
"""One line from where the hand came down until it rose; a dot is one point."""
Strokes: TypeAlias = tuple[Stroke, ...]

_WORD: Final = re.compile(r"[^\W\d_]+")
_DRAWN: Final = re.compile(r"\d{1,3},\d{1,3}(?:[ ;]\d{1,3},\d{1,3})*", re.ASCII)
_DRAWN_MOST: Final = POINTS_MOST * len(f"{WIDTH},{HEIGHT} ")

_SPELLED: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "þ": "th", "æ": "ae", "œ": "oe"}
)
"""How letters that no accent can be taken from are written by who has no such key."""

_APOSTROPHE: Final = re.compile("['\u2019\u2018\u02bc\u02bb`\u00b4]")
"""Within a name it is no end of it, and every keyboard has another one."""

_SILENT: Final = re.compile("[\u200c-\u200f\u061c]")
"""Marks without a shape: where letters do not join, which way a line runs. Phones put them in by themselves."""

_NO_TEXT: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Kinds of characters that stand in nobody's name."""


class Signature(NamedTuple):
    """What somebody signed with: the name as he typed it, and what he drew beside it, where he drew anything."""

    name: str
    strokes: Strokes = ()


def is_name(typed: str) -> bool:
    """Return whether something typed can be a name at all."""
    kinds = {unicodedata.category(one) for one in _SILENT.sub("", typed)}
    return 0 < len(typed) <= TYPED_MOST and not kinds & _NO_TEXT and bool(_words(typed))


def is_same_name(typed: str, known: str) -> bool:
    """Return whether both are one name, loosely: of whom no name is known, any is taken.

    Every word that was typed is one of the known name, or how one of them begins; and one of them is whole.
    """
    if not _words(known):
        return is_name(typed)
    return is_name(typed) and any(_alike(_words(typed, between), _words(known, between)) for between in ("", " "))


def strokes_of(drawn: str) -> Strokes | None:
    """Return the strokes of a drawing: ``x,y`` for a point, a space between two, ``;`` between strokes.

    Nothing drawn is no strokes. None says that it is no drawing.
    """
    if not drawn:
        return ()
    if len(drawn) > _DRAWN_MOST or not _DRAWN.fullmatch(drawn):
        return None
    strokes = tuple([tuple([_point(one) for one in stroke.split(" ")]) for stroke in drawn.split(";")])
    points = [point for stroke in strokes for point in stroke]
    fits = len(strokes) <= STROKES_MOST and len(points) <= POINTS_MOST
    return strokes if fits and all(x <= WIDTH and y <= HEIGHT for x, y in points) else None


def drawn_of(strokes: Strokes) -> str:
    """Return strokes as they are written down: what ``strokes_of`` reads."""
    return ";".join([" ".join([f"{x},{y}" for x, y in stroke]) for stroke in strokes])


def _point(written: str) -> Point:
    x, _, y = written.partition(",")
    return int(x), int(y)


def _alike(said: list[str], names: list[str]) -> bool:
    begins = all(any(name.startswith(word) for name in names) for word in said)
    # Some write in one word what others write in two.
    return (begins and bool(set(said) & set(names))) or "".join(said) == "".join(names)


def _words(name: str, between: str = "") -> list[str]:
    """Return the words of a name, its accents taken off; ``between`` stands where an apostrophe was."""
    spelled = _APOSTROPHE.sub(between, _SILENT.sub("", name)).casefold().translate(_SPELLED)
    plain = "".join([one for one in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(one)])
    return _WORD.findall(plain.casefold())
