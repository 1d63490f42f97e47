"""Wall clocks: zones, daylight saving, and the hours in which nobody is disturbed.

What must never happen here: reading a clock, or moving anything by an hour because a day has 23 or 25 of them.
Zone rules are the one thing core reads from outside; whatever a decision takes from them goes into its events.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo, available_timezones

from solidground.core.kernel import DAY, SECOND, Day, Instant

WallKind: TypeAlias = Literal["plain", "gap", "twice"]
"""Whether a wall time happens once, never (the clock jumps over it) or twice (the clock is put back)."""

DAY_MINUTES = 24 * 60
LONGEST_QUIET_MINUTES = 16 * 60
"""One stretch of quiet hours is never longer, holiday mornings included: everybody can be reached within a day."""

NIGHT_SLEEP = ("N", DAY_MINUTES + 8 * 60, DAY_MINUTES + 16 * 60)
"""The usual sleep after a night shift: 08:00 to 16:00 on the day it ends."""

_NOT_PLACES = frozenset({"localtime", "Factory"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_WALL = _EPOCH.replace(tzinfo=None)
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
# A run of touching stretches of 16 hours, one a day, begun at most two days late, ends within six days.
_PATTERN_REACH_DAYS = 8
_PLAIN_REACH_DAYS = 2

Stretch: TypeAlias = tuple[Instant, Instant]


class ShiftPattern(NamedTuple):
    """A cycle of shifts, one letter a local day ("DDNNOOO"), whose first letter falls on ``anchor_on``.

    ``sleeps`` gives for a letter the quiet hours **after** that day's shift, in minutes from that day's midnight; a
    night worker sleeps on the next day, so its minutes lie past 1440. Letters without one keep the ordinary hours.
    """

    cycle: str
    anchor_on: Day
    sleeps: tuple[tuple[str, int, int], ...] = (NIGHT_SLEEP,)

    def letter(self, on: Day) -> str:
        """Return the shift of a local day, before the anchor as well as after."""
        return self.cycle[(on - self.anchor_on) % len(self.cycle)]


class Quiet(NamedTuple):
    """Somebody's quiet hours, as wall clock minutes in a zone. Equal ends mean that there are none.

    A stretch that ends in the morning of a holiday lasts until ``holiday_to_minute`` where that is later.
    """

    zone: str
    from_minute: int
    to_minute: int
    pattern: ShiftPattern | None = None
    holidays: frozenset[Day] = frozenset()
    holiday_to_minute: int = 0


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(available_timezones()) - _NOT_PLACES


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    # ZoneInfo keeps eight zones alive; a replay of many agencies needs more.
    return ZoneInfo(name)


def _offset(wall: datetime, zone: str, fold: int) -> timedelta:
    offset = wall.replace(tzinfo=_zone(zone), fold=fold).utcoffset()
    assert offset is not None, "a zone of the database always has an offset"
    return offset


def known_zone(name: str) -> bool:
    """Tell whether a name is a zone of the database, letter by letter, on every machine alike."""
    return name in _places()


def to_local(at: Instant, zone: str) -> datetime:
    """Return what a clock on the wall in that zone shows, without a zone of its own."""
    return (_EPOCH + timedelta(microseconds=at)).astimezone(_zone(zone)).replace(tzinfo=None, fold=0)


def to_instant(wall: datetime, zone: str) -> Instant:
    """Return the instant of a wall time: one that never happens moves forward by the gap, of two the first."""
    since = wall - _EPOCH_WALL - _offset(wall, zone, 0)
    return since.days * DAY + since.seconds * SECOND + since.microseconds


def wall_kind(wall: datetime, zone: str) -> WallKind:
    """Tell whether a wall time happens once, never or twice in that zone."""
    first, second = _offset(wall, zone, 0), _offset(wall, zone, 1)
    if first == second:
        return "plain"
    return "gap" if first < second else "twice"


def local_day(at: Instant, zone: str) -> Day:
    """Return the calendar day on which an instant falls in that zone."""
    return to_local(at, zone).toordinal()


def at_minute(on: Day, minute: int, zone: str) -> Instant:
    """Return the instant of a local day's wall clock minute; 1440 and more lie on the days after."""
    return to_instant(datetime.fromordinal(on) + timedelta(minutes=minute), zone)


def add_days(at: Instant, zone: str, days: int) -> Instant:
    """Return the same wall time some days later (or earlier), whatever the clocks did in between."""
    if days == 0:
        return at
    return to_instant(to_local(at, zone) + timedelta(days=days), zone)


def quiet_flaw(quiet: Quiet) -> str | None:
    """Return why quiet hours cannot be kept, as a person reads it; None where they can."""
    if not known_zone(quiet.zone):
        return f"The zone {quiet.zone!r} is not known. Give one such as America/Chicago."
    if not (0 <= quiet.from_minute < DAY_MINUTES and 0 <= quiet.to_minute < DAY_MINUTES):
        return "Quiet hours begin and end between 00:00 and 23:59."
    if not 0 <= quiet.holiday_to_minute < DAY_MINUTES:
        return "Quiet mornings of holidays end between 00:00 and 23:59."
    if (quiet.to_minute - quiet.from_minute) % DAY_MINUTES > LONGEST_QUIET_MINUTES:
        return "Quiet hours last at most 16 hours. Make them shorter."
    return None if quiet.pattern is None else _pattern_flaw(quiet.pattern)


def _pattern_flaw(pattern: ShiftPattern) -> str | None:
    if not pattern.cycle:
        return "A shift pattern has at least one day. Give it letters such as DDNNOOO."
    for letter, from_minute, to_minute in pattern.sleeps:
        if not 0 <= from_minute <= to_minute <= 3 * DAY_MINUTES or from_minute >= 2 * DAY_MINUTES:
            return f"The sleep after shift {letter!r} begins on its day or the next, and ends after it begins."
        if to_minute - from_minute > LONGEST_QUIET_MINUTES:
            return f"The sleep after shift {letter!r} lasts at most 16 hours. Make it shorter."
    return None


def next_allowed(quiet: Quiet, at: Instant) -> Instant:
    """Return ``at`` where somebody may be disturbed, else the first instant after the quiet stretch around it."""
    for from_at, to_at in _stretches(quiet, at // DAY):
        if from_at <= at < to_at:
            return to_at
    return at


def is_quiet(quiet: Quiet, at: Instant) -> bool:
    """Tell whether an instant lies in somebody's quiet hours."""
    return next_allowed(quiet, at) != at


@lru_cache(maxsize=1 << 14)
def _stretches(quiet: Quiet, utc_day: int) -> tuple[Stretch, ...]:
    """Return the quiet stretches touching one day of UTC, joined: a day of UTC needs no zone to be found."""
    day_at = utc_day * DAY
    reach = _PLAIN_REACH_DAYS if quiet.pattern is None else _PATTERN_REACH_DAYS
    middle_on = _EPOCH_ORDINAL + utc_day
    found = sorted(_stretch(quiet, on) for on in range(middle_on - reach, middle_on + reach + 1))
    joined: list[Stretch] = []
    for from_at, to_at in found:
        if joined and from_at <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], to_at))
        elif from_at < to_at:
            joined.append((from_at, to_at))
    return tuple(stretch for stretch in joined if stretch[0] < day_at + DAY and stretch[1] > day_at)


@lru_cache(maxsize=1 << 14)
def _stretch(quiet: Quiet, on: Day) -> Stretch:
    from_minute, to_minute = _minutes(quiet, on)
    ends_on = on + to_minute // DAY_MINUTES
    if from_minute < to_minute and ends_on in quiet.holidays:
        holiday_to = (ends_on - on) * DAY_MINUTES + quiet.holiday_to_minute
        to_minute = max(to_minute, min(holiday_to, from_minute + LONGEST_QUIET_MINUTES))
    return at_minute(on, from_minute, quiet.zone), at_minute(on, to_minute, quiet.zone)


def _minutes(quiet: Quiet, on: Day) -> tuple[int, int]:
    if quiet.pattern is not None:
        letter = quiet.pattern.letter(on)
        for name, from_minute, to_minute in quiet.pattern.sleeps:
            if name == letter:
                return from_minute, to_minute
    over = DAY_MINUTES if quiet.to_minute < quiet.from_minute else 0
    return quiet.from_minute, quiet.to_minute + over
