"""What forms have alike on every page: a word to choose, a day, a time, and how much of a thing its sender had seen.

What must never happen here: a word of somebody's that cannot be read, and a page that fails by it.
"""

from datetime import date, time
from typing import Final, NamedTuple

from django.http import HttpRequest, QueryDict

from solidground.core.kernel import Day, Instant

SEEN_DIGITS_MOST: Final = 18


class Choice(NamedTuple):
    """One word of a list: what it is sent as, and what it says."""

    value: str
    says: str
    chosen: bool


def day_typed(request: HttpRequest, field: str) -> Day | None:
    """Return a day that was sent; 0, which is none that can be, where it is not to be read."""
    word = request.POST.get(field, "").strip()
    try:
        return date.fromisoformat(word).toordinal() if word else None
    except ValueError:
        return 0


def minute_typed(request: HttpRequest, field: str) -> int | None:
    """Return a time of day that was sent, in minutes; None where there is none to be read."""
    try:
        clock = time.fromisoformat(request.POST.get(field, "").strip())
    except ValueError:
        return None
    return clock.hour * 60 + clock.minute


def seen_typed(form: QueryDict) -> Instant:
    """Return the last change that whoever sent a form had seen; 0, before all of them, where it is not to be read."""
    seen = form.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) <= SEEN_DIGITS_MOST else 0
