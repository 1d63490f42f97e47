"""Call me: whoever is on call is rung at once, through quiet hours; an undo tells everybody who was rung."""

from solidground.core.care.choice.events import CallAsked, CallUndone
from solidground.core.care.contact.events import StepCancelled, StepMissed, StepOpened
from solidground.core.care.contact.steps import CALL, added
from solidground.core.care.course import Course
from solidground.core.care.keeping.decider import raise_anew, stand_down
from solidground.core.care.look import LINE
from solidground.core.care.state import Case, Item, item_of, raised_on
from solidground.core.kernel import PersonId
from solidground.core.ladder import is_calm

URGENT = "urgent"


def call_me(course: Course) -> None:
    """Ring. A second tap while it rings changes nothing; one after nobody came rings anew."""
    item = item_of(course.case, CALL)
    if item is not None:
        if _rings(course, item):
            return
        _end(course, item)
    at = course.at
    occurrence = course.case.extras + 1
    course.put(CallAsked(at, course.by, occurrence))
    times = (at, at, at + course.case.plan.limits.call_for)
    added(course, CALL, "checkin", "on_call", URGENT, times, why="asked")
    # The ladder asks whoever is on call: the step has no keeper until somebody says "I have it".
    course.put(StepOpened(at, course.by, CALL, occurrence, at, None, None, at, ()))
    raise_anew(course, URGENT, at)


def _rings(course: Course, item: Item) -> bool:
    raised = raised_on(course.case, URGENT)
    if raised is not None:
        return not is_calm(course.case.plan.ladder(URGENT), raised.repeat)
    return item.stage in ("open", "reminded")


def reaches_somebody(case: Case) -> bool:
    """Tell whether a call that was asked for is somebody's here: a staffed line is told of nothing, it is shown."""
    item, raised = item_of(case, CALL), raised_on(case, URGENT)
    if raised is not None:
        return (raised.taken_by or raised.asked) not in (None, LINE)
    return item is not None and item.keeper is not None


def who_has_call(case: Case) -> PersonId | None:
    """Return who said "I have it" when the member asked to be called; None while nobody did."""
    item, raised = item_of(case, CALL), raised_on(case, URGENT)
    if item is None:
        return None
    return item.keeper if raised is None else raised.taken_by


def _end(course: Course, item: Item) -> None:
    if item.stage == "ahead":
        course.put(StepCancelled(course.at, course.by, CALL, item.occurrence, "asked_anew"))
    else:
        course.put(StepMissed(course.at, course.by, CALL, item.occurrence))
    stand_down(course)


def undo_call(course: Course) -> None:
    """Take the tap back, and tell whoever was rung."""
    item = item_of(course.case, CALL)
    if item is None:
        return
    found = (course.world.keeper(person, course.asking()) for person in _rung(course, item))
    told = [somebody for somebody in found if somebody is not None]
    for somebody in told:
        course.put(CallUndone(course.at, course.by, item.occurrence, somebody.person, somebody.ways[0]))
    if not told:
        course.put(CallUndone(course.at, course.by, item.occurrence, None, None))
    course.put(StepCancelled(course.at, course.by, CALL, item.occurrence, "undone"))
    stand_down(course)


def _rung(course: Course, item: Item) -> tuple[PersonId, ...]:
    raised = raised_on(course.case, item.ladder)
    rung = (*(raised.tried if raised is not None else ()), item.keeper)
    return tuple(dict.fromkeys(person for person in rung if person is not None and person != LINE))
