"""That somebody tells the member: asked for by day while news waits, and never while he rests or a lawyer says no.

What must never happen here: somebody who is asked in the night for what can wait until morning.
"""

from typing import Final

from solidground.core.care.contact.commands import RecordTask
from solidground.core.care.contact.events import StepCancelled
from solidground.core.care.contact.steps import NEWS, added
from solidground.core.care.course import Course
from solidground.core.care.news.decider import waiting
from solidground.core.care.news.events import NewsTold
from solidground.core.care.state import Carrier, Case, Item, item_of
from solidground.core.hours import at_minute, local_day
from solidground.core.kernel import HOUR, Instant, Refusal, Span
from solidground.core.protocol.plan import Keeping

LADDER: Final = "helper"
FROM_MINUTE, TO_MINUTE = 8 * 60, 20 * 60
"""When it is day, where the member is."""

DUE_FOR: Final[Span] = 4 * HOUR
LAPSES_FOR: Final[Span] = 8 * HOUR
"""How long whoever carries it has, in hours of the day; then the next person is asked."""

AGAIN_FOR: Final[Span] = 4 * HOUR
"""So many hours of the day after he was not reached somebody tries again."""

TOO_EARLY = Refusal("DayImpossible", "It was not known yet on that day. Choose the day on which they were told.")


def by_day(at: Instant, length: Span, zone: str) -> Instant:
    """Return the instant after so many hours of the day: the night is left out."""
    while True:
        on = local_day(at, zone)
        from_at, to_at = at_minute(on, FROM_MINUTE, zone), at_minute(on, TO_MINUTE, zone)
        at = max(at, from_at)
        if at < to_at and at + length <= to_at:
            return at + length
        length -= max(0, to_at - at)
        at = at_minute(on + 1, FROM_MINUTE, zone)


def keep_news(course: Course) -> None:
    """See that somebody is asked to tell the member while news waits, and nobody else."""
    case = course.case
    if case.status not in ("active", "standing"):
        return
    item, why = item_of(case, NEWS), _unwanted(case)
    from_at = max(course.at, case.choices.resting_until or 0)
    if item is not None and (why is not None or item.opens_at < from_at > course.at):
        course.put(StepCancelled(course.at, course.by, NEWS, item.occurrence, why or "not_now"))
        item = None
    if item is None and why is None:
        add(course, by_day(from_at, 0, case.plan.zone))


def _unwanted(case: Case) -> str | None:
    if not waiting(case):
        return "corrected"
    # His page shows it after the limit; nobody comes to him while his lawyer says so.
    return "counsel" if case.choices.counsel else None


def add(course: Course, opens_at: Instant) -> None:
    """Owe it from an instant on that lies in the day."""
    zone = course.case.plan.zone
    times = (opens_at, by_day(opens_at, DUE_FOR, zone), by_day(opens_at, LAPSES_FOR, zone))
    added(course, NEWS, "task", _who(course), LADDER, times, why="news", ways=("person", "phone"))


KEEPS: Final[dict[Carrier, Keeping]] = {
    "peer": "peer",
    "coordinator": "coordinator",
    "clinician": "clinician",
    "chaplain": "chaplain",
}
"""Whom a role answers for; everybody else is named."""


def _who(course: Course) -> Keeping:
    chosen = course.case.choices.news
    return "carrier" if chosen.person is not None else KEEPS[chosen.carrier]


def told(course: Course, item: Item, command: RecordTask) -> Refusal | None:
    """Note that the member was told all that waited; a refusal where it was not known by then."""
    case, zone = course.case, course.case.plan.zone
    news = waiting(case)
    on = local_day(command.held_at, zone)
    if any(on < local_day(one.waits[-1].said_at, zone) for one in news):
        return TOO_EARLY
    which = tuple([(one.inquiry, one.waits[-1].said_at) for one in news])
    course.put(NewsTold(course.at, course.by, on, which, item.key, command.role))
    return None


def again(course: Course) -> None:
    """Try again after he was not reached."""
    add(course, by_day(course.at, AGAIN_FOR, course.case.plan.zone))
