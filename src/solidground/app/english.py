"""What the terminal says: American English, whoever reads it. Pages say the same in the language of their reader.

What must never happen here: a sentence of its own.
"""

from datetime import date
from zoneinfo import ZoneInfo

from solidground.core.kernel import Instant
from solidground.core.notice.moment import spoken
from solidground.core.words import At, Said, spelled


def english(said: Said) -> str:
    """Say something."""
    return spelled(said, str, _moment)


def when(at: Instant, now: Instant, zone: str) -> str:
    """Say a time, where ``zone`` is."""
    return spoken(at, now, ZoneInfo(zone), "en-US")


def _moment(moment: At | date) -> str:
    return when(*moment) if isinstance(moment, At) else f"{moment:%d %B}"
