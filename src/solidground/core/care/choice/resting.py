"""Not now: nothing escalates, and somebody asks again on the day it named."""

from solidground.core.care.choice.events import NotNowChosen
from solidground.core.care.contact.steps import AGAIN, added, rest
from solidground.core.care.course import Course
from solidground.core.kernel import HOUR, Instant


def rest_until(course: Course, until_at: Instant) -> None:
    """Rest until a day, bounded by the plan's longest silence, and have somebody ask again then."""
    limits = course.case.plan.limits
    until = max(course.at + HOUR, min(until_at, course.at + limits.longest_silence_for))
    course.put(NotNowChosen(course.at, course.by, until))
    rest(course, "not_now")
    times = (until, until + limits.retry_for, until + 2 * limits.retry_for)
    added(course, AGAIN, "checkin", "peer", "helper", times, why="not_now")
