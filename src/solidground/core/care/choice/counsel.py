"""The member's lawyer says no contact: one tap, asked again by one tap within the plan's longest silence."""

from solidground.core.care.choice.events import ContactResumed, NoContactAdvised
from solidground.core.care.contact.events import StepCancelled
from solidground.core.care.contact.steps import STILL, added, ask_again, rest
from solidground.core.care.course import Course


def advise(course: Course) -> None:
    """Stop conversations and words until the member, or his answer to the next ask, lifts it."""
    limits = course.case.plan.limits
    until_at = course.at + limits.longest_silence_for
    course.put(NoContactAdvised(course.at, course.by, until_at))
    rest(course, "counsel")
    _end_asking(course, "asked_later")
    if course.case.status != "active":
        return
    times = (until_at, until_at + limits.retry_for, until_at + 2 * limits.retry_for)
    added(course, STILL, "ask", "peer", "helper", times, why="counsel")


def resume_contact(course: Course) -> None:
    """Let contact go on as planned."""
    if not course.case.choices.counsel:
        return
    course.put(ContactResumed(course.at, course.by))
    _end_asking(course, "resumed")
    if course.case.status == "active":
        ask_again(course, course.at, "resumed")


def _end_asking(course: Course, why: str) -> None:
    for item in course.case.items:
        if item.key == STILL:
            course.put(StepCancelled(course.at, course.by, STILL, item.occurrence, why))
