"""A ground line at a given width: marks that would touch become one, and labels that would run into each other go.

What must never happen here: a fact lost. What has no label is in the table beside the line.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from solidground.core.ground.line import Ground, Mark, MarkKind, Stretch, Tick, position, stretches, ticks
from solidground.core.kernel import Instant
from solidground.core.words import Listed, Said, Tell, Words, phrased, plainly

MARK: Final = 14.0
"""The room a mark takes on the line, in px: the dot, its ring of paper and a hair of line."""

LETTER: Final = 7.4
"""The widest that a letter of a label is on average, in px, at the size labels have."""

GAP: Final = 7.0
"""The least room between two labels, in px."""

FIRST: Final = ("year", "day", "week", "month", "1 h")
"""Which ticks keep their word where there is no room for all; longer years come before these, the longest first."""

_COUNTED: Final[dict[MarkKind, tuple[Words, Words]]] = {
    "reached": (phrased("1 reached"), phrased("%(number)s reached")),
    "tried": (phrased("1 try"), phrased("%(number)s tries")),
    "not_now": (phrased("1 not now"), phrased("%(number)s not now")),
    "promised": (phrased("1 ahead"), phrased("%(number)s ahead")),
}


class Gathered(NamedTuple):
    """Marks drawn as one, ``x`` px from the left. ``kinds`` says how many of each are in it."""

    x: float
    kinds: tuple[tuple[MarkKind, int], ...]

    def number(self) -> int:
        """Return how many marks are in it."""
        return sum(number for _, number in self.kinds)

    def words(self, tell: Tell = plainly) -> str:
        """Return what is in it: "3 tries", "2 reached, 1 try"."""
        counted = [Words(_COUNTED[kind][number > 1].text, (("number", number),)) for kind, number in self.kinds]
        return tell(Listed(tuple(counted), phrased(", ")))


class Label(NamedTuple):
    """A word with the middle of its room, in px."""

    text: str
    x: float


class Picture(NamedTuple):
    """Everything to draw, in px from the left. ``above`` and ``below`` never run into each other or over the ends."""

    width: float
    stretches: tuple[Stretch, ...]
    marks: tuple[Gathered, ...]
    today: float
    above: tuple[Label, ...]
    below: tuple[Label, ...]
    ticks: tuple[Tick, ...]


def picture(ground: Ground, width: float, today: str = "today", tell: Tell = plainly) -> Picture:
    """Lay a line out for a width in px. ``today`` is the word over the upright: a closed case has another."""
    now = _x(ground.now_at, ground, width)
    marks = gather(ground, width)
    several = [mark for mark in marks if mark.number() > 1 and mark.kinds[0][0] != "promised"]
    strokes = sorted(ticks(ground), key=lambda tick: FIRST.index(tick.word) if tick.word in FIRST else -tick.position)
    return Picture(
        width,
        _seen([Stretch(kind, _inset(start, width), _inset(end, width)) for kind, start, end in stretches(ground)]),
        marks,
        now,
        apart([Label(today, now), *[Label(mark.words(tell), mark.x) for mark in several]], width),
        apart([Label(tell(_named(tick)), _inset(tick.position, width)) for tick in strokes], width),
        tuple(Tick(tell(_named(tick)), _inset(tick.position, width)) for tick in ticks(ground)),
    )


def _named(tick: Tick) -> Said:
    number, _, unit = tick.word.partition(" ")
    return phrased("%(count)s years", count=number) if unit == "years" else Words(tick.word)


def gather(ground: Ground, width: float) -> tuple[Gathered, ...]:
    """Return the marks from left to right, no two nearer than ``MARK``: what is behind and what is ahead stay apart."""
    half = MARK / 2
    behind = [mark for mark in ground.marks if mark.kind != "promised"]
    ahead = [mark for mark in ground.marks if mark.kind == "promised"]
    room = width - half - MARK if ahead else width - half
    first = _merge(ground, behind, width, half, room)
    least = first[-1].x + MARK if first else half
    return (*first, *_merge(ground, ahead, width, least, width - half))


def apart(labels: Sequence[Label], width: float) -> tuple[Label, ...]:
    """Return the labels that have room, the first ones first, from left to right; at the ends they move inwards."""
    kept: list[Label] = []
    for text, x in labels:
        half = min(len(text) * LETTER, width) / 2
        placed = Label(text, min(max(x, half), width - half))
        if all(abs(placed.x - other.x) >= half + len(other.text) * LETTER / 2 + GAP for other in kept):
            kept.append(placed)
    return tuple(sorted(kept, key=lambda label: label.x))


def _inset(position_: float, width: float) -> float:
    """Return a position in px: the line keeps half a mark from both ends, so that a mark has room there."""
    return MARK / 2 + position_ * (width - MARK)


def _seen(parts: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the line with every overdue stretch as wide as a mark or wider: none hides under the mark at its end.

    It grows backwards, as far as the line goes, then on to today; solid makes room, and hollow that meets becomes one.
    """
    behind = [part for part in parts if part.kind != "ahead"]
    if not any(part.kind == "hollow" for part in behind):
        return tuple(parts)
    least, most = behind[0].start, behind[-1].end
    line: list[Stretch] = []
    reached = least
    for _, start, end in (part for part in behind if part.kind == "hollow"):
        begins = max(min(start, end - MARK), least)
        if line and begins <= reached:
            begins = line.pop().start
        elif begins > reached:
            line.append(Stretch("solid", reached, begins))
        reached = min(max(end, begins + MARK), most)
        line.append(Stretch("hollow", begins, reached))
    if reached < most:
        line.append(Stretch("solid", reached, most))
    return (*line, *(part for part in parts if part.kind == "ahead"))


def _x(at: Instant, ground: Ground, width: float) -> float:
    """Return where an instant lies, in px."""
    return _inset(position(ground, at), width)


def _merge(ground: Ground, marks: Iterable[Mark], width: float, least: float, most: float) -> tuple[Gathered, ...]:
    """Make one of marks nearer than ``MARK`` until none is, between two bounds."""
    groups: list[tuple[float, Counter[MarkKind]]] = []
    for mark in sorted(marks, key=lambda mark: mark.at):
        x = min(max(_x(mark.at, ground, width), least), most)
        kinds = Counter({mark.kind: 1})
        while groups and x - groups[-1][0] < MARK:
            before, others = groups.pop()
            x = (before * others.total() + x * kinds.total()) / (others.total() + kinds.total())
            kinds = others + kinds
        groups.append((x, kinds))
    return tuple(Gathered(x, tuple(kinds.items())) for x, kinds in groups)
