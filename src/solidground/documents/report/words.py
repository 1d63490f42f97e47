"""Numbers and times as a person says them. What must never happen here: a rounding that makes something whole."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from solidground.core.kernel import DAY, HOUR, MINUTE, SECOND, Day, Instant, Span

FEW: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ROUGH: Final = 1.0
"""Nearer than this to none or all, a share keeps one decimal."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def figure(value: float) -> str:
    """Return a number with thousands set apart; halves and quarters keep one decimal."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def many(value: int, one: str, more: str = "") -> str:
    """Return a count with its noun: "no cases", "one case", "1,200 cases"."""
    number = FEW[value] if 0 <= value < len(FEW) else figure(value)
    return f"{number} {one if value == 1 else more or one + 's'}"


def share(part: int, whole: int) -> str:
    """Return a share in per cent, never rounded up to all nor down to none; nothing of nothing is a dash."""
    if whole == 0:
        return "\u2013"
    percent = 100 * part / whole
    if 0 < percent < ROUGH or ROUGH > 100 - percent > 0:
        return f"{min(max(percent, 0.1), 99.9):.1f}%"
    return f"{percent:.0f}%"


def start(sentence: str) -> str:
    """Return a sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]


def inside(name: str) -> str:
    """Return a name as it stands within a sentence: "the offer of care"; a short form in capitals stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def day(on: Day) -> str:
    """Return a date: "4 March 2016"."""
    when = date.fromordinal(on)
    return f"{when.day} {when:%B %Y}"


def since(after_for: Span) -> str:
    """Return how long after the incident something was: "40 minutes", "3 hours", "day 9", "month 5", "year 3"."""
    if after_for < MINUTE:
        return "the first minute"
    if after_for < HOUR:
        return many(after_for // MINUTE, "minute")
    if after_for < DAY:
        return many(after_for // HOUR, "hour")
    days = after_for // DAY
    if days < 60:  # noqa: PLR2004  # two months: until then people count days
        return f"day {days}"
    return f"month {days * 12 // 365}" if days < 730 else f"year {days // 365}"  # noqa: PLR2004  # two years


def instant(at: Instant) -> str:
    """Return an instant in UTC: "2016-03-04 22:40"."""
    return f"{_EPOCH + timedelta(seconds=at // SECOND):%Y-%m-%d %H:%M}"
