"""Not now: nothing escalates, and somebody asks again on the day it named."""

from solidground.core.care.choice.events import NotNowChosen
from solidground.core.care.contact.steps import ask_again, rest
from solidground.core.care.course import Course
from solidground.core.kernel import HOUR, Instant


def rest_until(course: Course, until_at: Instant) -> None:
    """Rest until a day, bounded by the plan's longest silence, and have somebody ask again then."""
    longest_for = course.case.plan.limits.longest_silence_for
    until = max(course.at + HOUR, min(until_at, course.at + longest_for))
    course.put(NotNowChosen(course.at, course.by, until))
    rest(course, "not_now")
    # A case that stands has no contact on a schedule: there is nothing to rest from, and nobody asks again.
    if course.case.status == "active" and not course.case.choices.counsel:
        ask_again(course, until, "not_now")
