"""What is to be said, put into the language of who reads the page; times and dates with it.

What must never happen here: a sentence of its own.
"""

import re
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, gettext

from solidground.core.hours import to_local
from solidground.core.kernel import Instant, Refusal
from solidground.core.notice.message import LANGUAGES, Language
from solidground.core.notice.moment import WEEK_DAYS, spoken
from solidground.core.words import At, Said, spelled, words_of

SPANISH: Final = "es"
HALF_DAY: Final = 12
BREAKS_NOT: Final = re.compile(r"(?<=[A-Z][a-z]{2}) (?=\d{1,2} )| (?=[AP]M$)", re.ASCII)
"""Where a time is not broken over two lines: within its date, and before its half of the day."""
ENGLISH: Final[dict[str, Language]] = {one.lower(): one for one in LANGUAGES}


def tell(said: Said) -> str:
    """Say something."""
    return spelled(said, gettext, _moment)


def why(refused: Refusal) -> str:
    """Say why something was refused."""
    return tell(words_of(refused))


def when(at: Instant, now: Instant, zone: str) -> str:
    """Say a time: the weekday alone within the coming week, with its date beyond."""
    language = get_language()
    if language == SPANISH:
        return _spanish(to_local(at, zone), to_local(now, zone))
    return BREAKS_NOT.sub("\N{NO-BREAK SPACE}", spoken(at, now, ZoneInfo(zone), ENGLISH.get(language or "", "en-US")))


def clock_time(hour: int, minute: int = 0) -> str:
    """Say a time of any day as a clock of the reader's shows it."""
    if get_language() == SPANISH or ENGLISH.get(get_language() or "", "en-US") != "en-US":
        return f"{hour}:{minute:02}"
    return f"{hour % HALF_DAY or HALF_DAY}:{minute:02}\N{NO-BREAK SPACE}{'AM' if hour < HALF_DAY else 'PM'}"


def _moment(moment: At | date) -> str:
    if isinstance(moment, At):
        return when(*moment)
    return _day(moment) if get_language() == SPANISH else f"{moment:%d %B}"


def _spanish(there: datetime, here: datetime) -> str:
    words = str(WEEKDAYS[there.weekday()])
    if not 0 <= there.toordinal() - here.toordinal() < WEEK_DAYS:
        words = f"{words} {_day(there)}"
        words = words if there.year == here.year else f"{words} de {there.year}"
    return f"{words} {'a la' if there.hour == 1 else 'a las'} {there.hour}:{there:%M}"


def _day(day: date) -> str:
    return f"{day.day} de {MONTHS[day.month]}"
