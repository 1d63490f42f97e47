"""The words of a protocol as people say them: who, what, when, how long, and where an interval comes from.

What must never happen here: a word of a file shown as it is written, where there is one for it.
"""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.words import STEPS
from solidground.core.kernel import DAY, HOUR, MINUTE, SECOND, Span
from solidground.core.protocol.duration import AT_ONCE, Duration
from solidground.core.protocol.naming import step_name
from solidground.core.protocol.terms import Moment
from solidground.web.tongue import clock_time, tell

WHO: Final = {
    "peer": gettext_noop("the peer"),
    "next_peer": gettext_noop("another peer"),
    "on_call": gettext_noop("whoever is on call"),
    "coordinator": gettext_noop("the coordinator"),
    "deputy": gettext_noop("the deputy"),
    "clinician": gettext_noop("the clinician"),
    "chaplain": gettext_noop("the chaplain"),
    "liaison_family": gettext_noop("the family liaison"),
    "companion": gettext_noop("the companion"),
    "line": gettext_noop("the staffed line"),
}
STEP: Final = {
    "offer": gettext_noop("an offer"),
    "checkin": gettext_noop("a conversation"),
    "word": gettext_noop("a few words"),
    "task": gettext_noop("a task"),
    "ask": gettext_noop("a question"),
    "date": gettext_noop("a date"),
}
WAY: Final = {
    "person": gettext_noop("in person"),
    "phone": gettext_noop("phone"),
    "text": gettext_noop("text"),
    "mail": gettext_noop("mail"),
    "push": gettext_noop("push"),
    "console": gettext_noop("console"),
}
CERTAINTY: Final = {
    "read": gettext_noop("we read the source"),
    "memory": gettext_noop("from memory"),
    "ours": gettext_noop("our own choice"),
}
UNITS: Final = {
    "minute": (gettext_noop("minute"), gettext_noop("minutes")),
    "hour": (gettext_noop("hour"), gettext_noop("hours")),
    "day": (gettext_noop("day"), gettext_noop("days")),
    "week": (gettext_noop("week"), gettext_noop("weeks")),
    "month": (gettext_noop("month"), gettext_noop("months")),
    "year": (gettext_noop("year"), gettext_noop("years")),
    "second": (gettext_noop("second"), gettext_noop("seconds")),
}
LIMITS: Final = {
    "longest_silence": gettext_noop("Longest time without a word to the member"),
    "taken": gettext_noop("How long an “I have it” holds"),
    "retry": gettext_noop("After a try nobody answered, the next one"),
    "handover": gettext_noop("Time to confirm a hand-over"),
    "call": gettext_noop("Time to answer “call me”"),
    "call_again": gettext_noop("A member who did not answer is rung again after"),
    "date_before": gettext_noop("Before a day that matters"),
    "date_after": gettext_noop("After a day that matters"),
    "anniversary_around": gettext_noop("Around an anniversary"),
    "return_first": gettext_noop("After the return to duty, first"),
    "return_second": gettext_noop("After the return to duty, again"),
}
WEEK_DAYS, YEAR_MONTHS = 7, 12
RHYTHM: Final[tuple[tuple[str, Span], ...]] = (
    (gettext_noop("every few minutes"), HOUR - 1),
    (gettext_noop("hourly"), 2 * HOUR),
    (gettext_noop("daily"), 3 * DAY),
    (gettext_noop("weekly"), 10 * DAY),
    (gettext_noop("monthly"), 1 << 62),
)
"""How often, by the longest time in between."""


def plain(word: str) -> str:
    """Return a name of a file as a person writes it."""
    return gettext(word.replace("_", " "))


def step_words(key: str) -> str:
    """Return what a step is called: the name that lists and the board have for it, else one after its key."""
    return tell(STEPS.get(key) or step_name(key))


def together(words: Sequence[str]) -> str:
    """Return a list as it is spoken: one, two and three."""
    if len(words) < 2:  # noqa: PLR2004 - there is nothing to join
        return "".join(words)
    return gettext("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def counted(duration: Duration) -> list[tuple[int, str]]:
    """Return a duration in its largest units: numbers, each with the word of its unit."""
    years, months = divmod(duration.months, YEAR_MONTHS)
    weeks, days = divmod(duration.days, WEEK_DAYS)
    if days:
        weeks, days = 0, duration.days
    hours, rest = divmod(duration.exact, HOUR)
    if rest and hours and not rest % MINUTE:
        hours, rest = 0, duration.exact
    minutes, rest = divmod(rest, MINUTE)
    found = zip(
        (years, months, weeks, days, hours, minutes, rest // SECOND),
        ("year", "month", "week", "day", "hour", "minute", "second"),
        strict=True,
    )
    return [(number, unit) for number, unit in found if number]


def lasting(duration: Duration) -> str:
    """Return how long something takes."""
    return together([f"{number} {gettext(UNITS[unit][number != 1])}" for number, unit in counted(duration)])


def moment_words(moment: Moment) -> str:
    """Return when something is: at once, after 2 hours, or after 1 day, at 9:00."""
    if moment.after == AT_ONCE:
        return gettext("at once")
    after = gettext("after %(time)s") % {"time": lasting(moment.after)}
    if moment.clock is None:
        return after
    clock = clock_time(moment.clock // HOUR, moment.clock % HOUR // MINUTE)
    return gettext("%(after)s, at %(clock)s") % {"after": after, "clock": clock}


def clock_words(clock: Span) -> str:
    """Return a time of day as it is typed into a form, the same for every reader."""
    return f"{clock // HOUR}:{clock % HOUR // MINUTE:02}"
