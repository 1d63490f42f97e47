"""Days and wall times as a person writes them."""

from datetime import date, datetime

from solidground.core.kernel import Day


def day(text: str) -> Day:
    """Return a day."""
    return date.fromisoformat(text).toordinal()


def wall(text: str) -> datetime:
    """Return a time on the wall."""
    return datetime.fromisoformat(text)
