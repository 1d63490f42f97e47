"""Durations as a protocol writes them (``PT30M``, ``P1D``, ``P1M4D``), calendar-aware.

Months and days move the wall clock of the place; hours and minutes are time that really passes.
Must never meet a zone: what a wall time is as an instant belongs to ``core/hours.py``.
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from solidground.core.kernel import HOUR, MINUTE, SECOND, Day, Span

MONTHS_MOST = 50 * 12
"""The longest a protocol may reach: fifty years, in months."""
DAYS_MOST = 50 * 366
HOURS_MOST = DAYS_MOST * 24
SECONDS_MOST = HOURS_MOST * 3600
MONTHS_KEPT = 1 << 14
"""How many (day, months) are remembered: people of one incident share theirs."""

_WRITTEN = re.compile(
    r"P(?:(?P<years>\d{1,9})Y)?(?:(?P<months>\d{1,9})M)?(?:(?P<weeks>\d{1,9})W)?(?:(?P<days>\d{1,9})D)?"
    r"(?:T(?:(?P<hours>\d{1,9})H)?(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,10})S)?)?",
    re.ASCII,
)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


class Duration(NamedTuple):
    """Calendar months and days first, then time that passes."""

    months: int = 0
    days: int = 0
    exact: Span = 0


AT_ONCE = Duration()


def parse(text: str) -> Duration | None:
    """Read an ISO 8601 duration; None where it is not one, or reaches further than fifty years."""
    found = _WRITTEN.fullmatch(text)
    if found is None or text[-1] in "PT":
        return None
    part = {name: int(digits or 0) for name, digits in found.groupdict().items()}
    months = part["years"] * 12 + part["months"]
    days = part["weeks"] * 7 + part["days"]
    exact = part["hours"] * HOUR + part["minutes"] * MINUTE + part["seconds"] * SECOND
    if months > MONTHS_MOST or days > DAYS_MOST or exact > SECONDS_MOST * SECOND:
        return None
    return Duration(months, days, exact)


def clock(text: str) -> Span | None:
    """Read a time of day such as ``10:00`` as time since local midnight."""
    found = _CLOCK.fullmatch(text)
    return None if found is None else int(found[1]) * HOUR + int(found[2]) * MINUTE


@lru_cache(maxsize=MONTHS_KEPT)
def month_after(on: Day, months: int) -> Day:
    """Move a local day by months of the calendar; the 31st becomes the last day of a shorter month."""
    start = date.fromordinal(on)
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()


def day_after(on: Day, duration: Duration) -> Day:
    """Move a local day by the months and the days of a duration."""
    return month_after(on, duration.months) + duration.days


def wall_after(wall: datetime, duration: Duration) -> datetime:
    """Move a wall clock by the whole duration as if no clock were ever put forward or back."""
    on = wall.toordinal()
    return wall + timedelta(days=day_after(on, duration) - on, microseconds=duration.exact)
