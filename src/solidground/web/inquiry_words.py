"""What command knows of an inquiry and its people, in words: who was told, and when somebody is interviewed.

What must never happen here: a word of who told somebody, or of somebody who was not told yet.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.happened import Happened, Interviewed
from solidground.core.hours import to_local
from solidground.web.named import inquiry_words
from solidground.web.property_words import Pair, day_words

WHYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "member_asked": gettext_noop("They asked for it themselves"),
        "law_sets_day": gettext_noop("A law sets the day"),
        "public_safety": gettext_noop("Somebody else is in danger"),
    }
)
"""Why an interview is sooner than somebody has slept."""


def told_pairs(one: Happened) -> tuple[Pair, ...]:
    """Return a line for each who was told how an inquiry stands now, and for each interview that is planned."""
    told = gettext("%(inquiry)s: told on %(day)s.")
    return (
        *[
            Pair(each.member, told % {"inquiry": inquiry_words(each.inquiry), "day": day_words(each.on)})
            for each in one.told
        ],
        *[Pair(each.member, interview_words(each)) for each in one.interviews],
    )


def interview_words(one: Interviewed) -> str:
    """Return when somebody is interviewed, as far as whoever reads it may know."""
    said = {"day": day_words(one.on)}
    if one.starts_at is None:
        return gettext("Interview on %(day)s.") % said
    at = to_local(one.starts_at, one.zone)
    said |= {"time": time_format(at, "TIME_FORMAT"), "day": date_format(at, "DATE_FORMAT")}
    if one.why is None:
        # Where a time ends with a point already (a.m.), the sentence needs no second one.
        return gettext("Interview on %(day)s, %(time)s.") % {**said, "time": said["time"].removesuffix(".")}
    why = {**said, "why": gettext(WHYS[one.why])}
    return gettext("Interview on %(day)s, %(time)s, before they have slept. Why: %(why)s.") % why
