"""What people type into forms: days, times and references, read as plainly as they were written.

What must never happen here: a guess. What cannot be read is None, and the page asks again.
"""

import re
from datetime import date, datetime, time
from typing import Final

from solidground.core.hours import at_minute, local_day, to_instant
from solidground.core.kernel import Day, Instant, PersonId

NOON_MINUTE: Final = 12 * 60
YEARS: Final = (1970, 2199)
REFERENCE: Final = re.compile(r"[^\s/\x00-\x1f\x7f]{1,64}")
"""What a reference of somebody looks like: short, without blanks."""


def day_of(word: str) -> Day | None:
    """Return the day of a date as browsers send it, such as 2024-03-05."""
    try:
        day = date.fromisoformat(word.strip())
    except ValueError:
        return None
    return day.toordinal() if YEARS[0] <= day.year <= YEARS[1] else None


def noon_of(day: Day, zone: str) -> Instant:
    """Return noon of a day: what is known to the day alone stands there."""
    return at_minute(day, NOON_MINUTE, zone)


def held_on(day: Day, zone: str, began_at: Instant, now: Instant) -> Instant | None:
    """Return when something known to the day was: noon, within what is possible; None for a day that is not."""
    if not local_day(began_at, zone) <= day <= local_day(now, zone):
        return None
    return min(max(noon_of(day, zone), began_at), now)


def moment_of(day: str, clock: str, zone: str) -> Instant | None:
    """Return the instant of a date and a time of day, as they were typed."""
    on = day_of(day)
    if on is None:
        return None
    try:
        at = time.fromisoformat(clock.strip())
    except ValueError:
        return None
    return to_instant(datetime.combine(date.fromordinal(on), at.replace(tzinfo=None)), zone)


def reference_of(word: str) -> PersonId | None:
    """Return somebody's reference as it was typed; None for what can be none."""
    word = word.strip()
    return PersonId(word) if REFERENCE.fullmatch(word) else None
