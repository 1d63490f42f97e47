"""The ground line of one case: solid where what was promised was kept, hollow where it was overdue.

It shows the work, never the person: a member who answers "not now", or nothing, leaves it solid.
What must never happen here: a mark moved in time, or a name. Positions run from 0 (the incident) to 1 (the end).
"""

import math
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

from solidground.core.kernel import DAY, HOUR, Instant, Span

MarkKind: TypeAlias = Literal["reached", "tried", "not_now", "promised"]
StretchKind: TypeAlias = Literal["solid", "hollow", "ahead"]

YEAR_FOR: Final[Span] = 365 * DAY
"""The least that a line spans. A case that goes on for longer draws its line longer."""

TICKS: Final = (("1 h", HOUR), ("day", DAY), ("week", 7 * DAY), ("month", 30 * DAY), ("year", YEAR_FOR))
"""The upright strokes under a line, by how long after the incident they stand."""

LONG_YEARS: Final = (2, 5, 10, 20, 40)
"""Years that are also marked, where a line is that long."""


class Mark(NamedTuple):
    """One thing that happened, or is promised: ``promised`` lies ahead, the others behind."""

    kind: MarkKind
    at: Instant


class Overdue(NamedTuple):
    """A stretch of time in which something owed had not been done."""

    from_at: Instant
    to_at: Instant


class Ground(NamedTuple):
    """What a ground line is drawn from."""

    began_at: Instant
    """When the incident was."""
    now_at: Instant
    """Today; for a closed case the instant of its closing."""
    marks: tuple[Mark, ...] = ()
    overdue: tuple[Overdue, ...] = ()


class Stretch(NamedTuple):
    """A part of the line: solid (kept), hollow (overdue) or ahead."""

    kind: StretchKind
    start: float
    end: float


class Tick(NamedTuple):
    """An upright stroke with its word."""

    word: str
    position: float


class Row(NamedTuple):
    """One fact of the line as a row of the table beside it. ``to_at`` is set for a stretch alone."""

    kind: MarkKind | Literal["overdue", "today"]
    at: Instant
    to_at: Instant | None = None


def end_at(ground: Ground) -> Instant:
    """Return the right end of the line: a year after the incident, or later where the case goes on for longer."""
    return max(ground.began_at + YEAR_FOR, ground.now_at, *(mark.at for mark in ground.marks))


def position(ground: Ground, at: Instant) -> float:
    """Return where an instant lies on the line: the logarithm of 1 + 6 x days, so that the first hours have room."""
    return _log(at - ground.began_at) / _log(end_at(ground) - ground.began_at)


def stretches(ground: Ground) -> tuple[Stretch, ...]:
    """Return the line in parts from left to right, without gaps: what is behind, then what is ahead."""
    parts: list[Stretch] = []
    reached_at = ground.began_at
    for from_at, to_at in joined(ground):
        parts += [_part(ground, "solid", reached_at, from_at), _part(ground, "hollow", from_at, to_at)]
        reached_at = to_at
    parts += [
        _part(ground, "solid", reached_at, ground.now_at),
        _part(ground, "ahead", ground.now_at, end_at(ground)),
    ]
    return tuple(part for part in parts if part.start < part.end)


def joined(ground: Ground) -> tuple[Overdue, ...]:
    """Return what was overdue between the incident and today, in order, with overlaps made one."""
    whole: list[Overdue] = []
    for from_at, to_at in sorted(_clipped(ground)):
        if whole and from_at <= whole[-1].to_at:
            whole[-1] = Overdue(whole[-1].from_at, max(to_at, whole[-1].to_at))
        else:
            whole.append(Overdue(from_at, to_at))
    return tuple(whole)


def ticks(ground: Ground) -> tuple[Tick, ...]:
    """Return the strokes that lie on the line."""
    years = tuple((f"{years} years", years * YEAR_FOR) for years in LONG_YEARS)
    last_for = end_at(ground) - ground.began_at
    return tuple(
        Tick(word, position(ground, ground.began_at + after_for))
        for word, after_for in (*TICKS, *years)
        if after_for <= last_for
    )


def rows(ground: Ground) -> tuple[Row, ...]:
    """Return the same facts in words' order: everything on the line by time, today among it."""
    facts = [
        *(Row(mark.kind, mark.at) for mark in ground.marks),
        *(Row("overdue", from_at, to_at) for from_at, to_at in joined(ground)),
        Row("today", ground.now_at),
    ]
    return tuple(sorted(facts, key=lambda row: (row.at, row.kind)))


def _clipped(ground: Ground) -> Iterable[Overdue]:
    """Yield what was overdue within the part of the line that is behind."""
    for from_at, to_at in ground.overdue:
        start_at, stop_at = max(from_at, ground.began_at), min(to_at, ground.now_at)
        if start_at < stop_at:
            yield Overdue(start_at, stop_at)


def _part(ground: Ground, kind: StretchKind, from_at: Instant, to_at: Instant) -> Stretch:
    return Stretch(kind, position(ground, from_at), position(ground, to_at))


def _log(after_for: Span) -> float:
    """Return the logarithm of 1 + 6 x days; what is before the incident counts as at the incident."""
    return math.log(1 + 6 * max(after_for, 0) / DAY)
