"""Call me: whoever is on call is rung at once, through quiet hours; an undo tells the same person."""

from solidground.core.care.choice.events import CallAsked, CallUndone
from solidground.core.care.contact.events import StepCancelled
from solidground.core.care.contact.steps import CALL, added
from solidground.core.care.course import Course
from solidground.core.care.keeping.decider import raise_ladder, stand_down
from solidground.core.care.state import item_of, raised_on
from solidground.core.kernel import Refusal

URGENT = "urgent"


def call_me(course: Course) -> None:
    """Ring. A second tap while it rings changes nothing."""
    if item_of(course.case, CALL) is not None:
        return
    at = course.at
    course.put(CallAsked(at, course.by, course.case.extras + 1))
    times = (at, at, at + course.case.plan.limits.call_for)
    added(course, CALL, "checkin", "on_call", URGENT, times, why="asked")
    raise_ladder(course, URGENT, at)


def undo_call(course: Course) -> Refusal | None:
    """Take the tap back, and tell whoever was rung."""
    item = item_of(course.case, CALL)
    if item is None:
        return None
    raised = raised_on(course.case, URGENT)
    rung = raised.taken_by or raised.asked if raised is not None else item.keeper
    somebody = course.world.keeper(rung, course.asking()) if rung is not None else None
    way = somebody.ways[0] if somebody is not None else None
    course.put(CallUndone(course.at, course.by, item.occurrence, rung, way))
    course.put(StepCancelled(course.at, course.by, CALL, item.occurrence, "undone"))
    stand_down(course)
    return None
