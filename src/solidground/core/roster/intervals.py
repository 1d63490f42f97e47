"""Dated intervals: from an instant until, and not including, another.

Where a person gave days, the instants were worked out once, in the zone of that moment, and stand in the event.
"""

from collections.abc import Sequence
from typing import NamedTuple

from solidground.core.hours import DAY_MINUTES, at_minute
from solidground.core.kernel import LATEST, Day, Instant


class Interval(NamedTuple):
    """A stretch of time."""

    from_at: Instant
    to_at: Instant


class Term(NamedTuple):
    """Whole days of a calendar, first and last included, with the instants they meant when they were set."""

    from_on: Day
    until_on: Day | None
    zone: str
    from_at: Instant
    to_at: Instant


def term(from_on: Day, until_on: Day | None, zone: str) -> Term:
    """Return days as instants; without a last day they go on until somebody ends them."""
    to_at = LATEST if until_on is None else at_minute(until_on, DAY_MINUTES, zone)
    return Term(from_on, until_on, zone, at_minute(from_on, 0, zone), to_at)


def interval(days: Term) -> Interval:
    """Return the stretch alone."""
    return Interval(days.from_at, days.to_at)


def covers(intervals: Sequence[tuple[Instant, Instant]], at: Instant) -> bool:
    """Tell whether an instant lies in one of them."""
    for from_at, to_at in intervals:  # noqa: SIM110 - any() with a generator takes three times as long on the hot path
        if from_at <= at < to_at:
            return True
    return False


def joined(intervals: Sequence[Interval]) -> tuple[Interval, ...]:
    """Return the same time in order, with what overlaps or touches made one."""
    whole: list[Interval] = []
    for each in sorted(intervals):
        if whole and each.from_at <= whole[-1].to_at:
            whole[-1] = Interval(whole[-1].from_at, max(whole[-1].to_at, each.to_at))
        else:
            whole.append(each)
    return tuple(whole)


def without(intervals: Sequence[Interval], gone: Interval) -> tuple[Interval, ...]:
    """Return what is left of them outside one stretch."""
    left: list[Interval] = []
    for from_at, to_at in intervals:
        parts = (Interval(from_at, min(to_at, gone.from_at)), Interval(max(from_at, gone.to_at), to_at))
        left.extend(part for part in parts if part.from_at < part.to_at)
    return tuple(left)


def ended(intervals: Sequence[Interval], at: Instant) -> tuple[Interval, ...]:
    """Return what is left of them before an instant."""
    return without(intervals, Interval(at, LATEST))
