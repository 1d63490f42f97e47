"""What steps are called after their keys, and how long a time of a protocol is: in words, as data.

A key such as ``month_4`` is month 4 in every language; any other stands as its agency wrote it. Must never hold a rule.
"""

import re

from solidground.core.kernel import DAY, HOUR, MINUTE, SECOND, Span
from solidground.core.protocol.terms import Moment
from solidground.core.words import Listed, Said, Words, phrased

_AFTER = re.compile(r"(?:(?P<head>.+)_)?(?P<unit>day|week|month|year)_(?P<number>\d+)(?P<ask>_ask)?", re.ASCII)
_YEAR_MONTHS = 12
_NUMBERED = {
    "day": phrased("day %(number)s"),
    "week": phrased("week %(number)s"),
    "month": phrased("month %(number)s"),
    "year": phrased("year %(number)s"),
}
_ONE = {
    "year": phrased("1 year"),
    "month": phrased("1 month"),
    "day": phrased("1 day"),
    "hour": phrased("1 hour"),
    "minute": phrased("1 minute"),
    "second": phrased("1 second"),
}
_MANY = {
    "year": phrased("%(count)s years"),
    "month": phrased("%(count)s months"),
    "day": phrased("%(count)s days"),
    "hour": phrased("%(count)s hours"),
    "minute": phrased("%(count)s minutes"),
    "second": phrased("%(count)s seconds"),
}


def plain(key: str) -> Words:
    """Return a word of a file as a person writes it."""
    return Words(key.replace("_", " "))


def either(words: tuple[str, ...]) -> Said:
    """Return some words of a file as a choice between them."""
    return Listed(tuple([plain(word) for word in words]), phrased(" or "))


def step_name(key: str) -> Said:
    """Return what a step is called after its key."""
    found = _AFTER.fullmatch(key)
    if found is None:
        return plain(key)
    name: Said = Words(_NUMBERED[found["unit"]].text, (("number", found["number"]),))
    if found["ask"]:
        name = phrased("%(step)s ask", step=name)
    return name if found["head"] is None else (plain(found["head"]), name)


def span_words(span: Span) -> Said:
    """Return how long a time is."""
    words: list[Words] = []
    for unit, name in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (SECOND, "second")):
        count, span = divmod(span, unit)
        words += _counted(count, name)
    return tuple(words) or phrased("no time")


def moment_words(moment: Moment) -> Said:
    """Return when something is, counted from the incident."""
    years, months = divmod(moment.after.months, _YEAR_MONTHS)
    rest = moment.after.days * DAY + moment.after.exact
    time = (*_counted(years, "year"), *_counted(months, "month"), *((span_words(rest),) if rest else ()))
    if not time:
        return phrased("at once")
    after = phrased("after %(time)s", time=time)
    if moment.clock is None:
        return after
    clock = f"{moment.clock // HOUR:02}:{moment.clock % HOUR // MINUTE:02}"
    return phrased("%(after)s at %(clock)s", after=after, clock=clock)


def _counted(count: int, name: str) -> tuple[Words, ...]:
    if not count:
        return ()
    return (_ONE[name] if count == 1 else Words(_MANY[name].text, (("count", count),)),)
