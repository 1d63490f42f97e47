"""How an instant is spoken in a notification: "Thu 10:00", in the receiver's own zone.

What must never happen here: a time in a zone other than the receiver's, or a day that could be two different days.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from solidground.core.kernel import SECOND, Instant
from solidground.core.notice.message import Language

WEEK_DAYS = 7

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spoken(at: Instant, now_at: Instant, zone: ZoneInfo, language: Language) -> str:
    """Return a time as people say it: the weekday alone within the coming week, with its date beyond."""
    there, here = _local(at, zone), _local(now_at, zone)
    clock = f"{there:%H:%M}"
    if language == "en-US":
        clock = f"{there.hour % 12 or 12}:{there:%M} {'AM' if there.hour < 12 else 'PM'}"  # noqa: PLR2004 noon
    weekday = _DAYS[there.weekday()]
    if 0 <= there.toordinal() - here.toordinal() < WEEK_DAYS:
        return f"{weekday} {clock}"
    month = _MONTHS[there.month - 1]
    day = f"{month} {there.day}" if language == "en-US" else f"{there.day} {month}"
    year = "" if there.year == here.year else f" {there.year}"
    return f"{weekday} {day}{year} {clock}"


def _local(at: Instant, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(at // SECOND, UTC).astimezone(zone)
