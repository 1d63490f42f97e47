"""The first hours: somebody the member chose is beside him, and every handing over is confirmed."""

from typing import assert_never

from solidground.core.care.companion.commands import (
    Command,
    ConfirmHandover,
    DeclineCompanion,
    EndCompanion,
    HandOver,
    NameCompanion,
)
from solidground.core.care.companion.events import (
    CompanionDeclined,
    CompanionEnded,
    CompanionNamed,
    Event,
    HandoverConfirmed,
    HandoverOffered,
)
from solidground.core.care.contact.events import StepCancelled, TaskDone
from solidground.core.care.contact.steps import HANDOVER, added, open_added
from solidground.core.care.course import Course
from solidground.core.care.keeping.decider import stand_down, taken
from solidground.core.care.state import Case, Companion, item_of
from solidground.core.kernel import PersonId, Refusal

COMPANION = "companion"
NO_COMPANION = Refusal("NoCompanion", "Nobody is named as companion. Name one first.")


def evolve(case: Case, event: Event) -> Case:
    """Apply what happened in the first hours."""
    match event:
        case CompanionNamed() | HandoverConfirmed():
            return case._replace(companion=Companion(event.companion, None, ended=False))
        case CompanionDeclined() | CompanionEnded():
            return case._replace(companion=Companion(None, None, ended=True))
        case HandoverOffered():
            return case._replace(companion=case.companion._replace(offered_to=event.to))
        case _:
            assert_never(event)


def decide(course: Course, command: Command) -> Refusal | None:
    """Answer what was asked in the first hours."""
    match command:
        case NameCompanion():
            return _name(course, command.companion)
        case DeclineCompanion():
            _cancel_handover(course, "declined")
            course.put(CompanionDeclined(course.at, course.by))
            _settle(course)
            return None
        case HandOver():
            return _hand_over(course, command.to)
        case ConfirmHandover():
            return _confirm(course)
        case EndCompanion():
            _cancel_handover(course, "home")
            course.put(CompanionEnded(course.at, course.by))
            _settle(course)
            return None
        case _:
            assert_never(command)


def _unfit(course: Course, person: PersonId) -> Refusal | None:
    if person in course.case.head.involved:
        return Refusal(
            "SameIncident", "This person was part of it too and has someone of his own. Choose somebody else."
        )
    if person == course.case.head.member or person in course.case.choices.ruled_out:
        return Refusal("NotPossible", "This person cannot be the companion. Choose somebody else.")
    if course.world.serves_command(person, course.asking()):
        return Refusal(
            "ServesCommand",
            "Good that they are near. What is between you and your companion stays away from command, "
            "so somebody from there cannot be it. Choose somebody else as well.",
        )
    return None


def _name(course: Course, person: PersonId) -> Refusal | None:
    refusal = _unfit(course, person)
    if refusal is None and course.case.companion.person != person:
        _cancel_handover(course, "named")
        course.put(CompanionNamed(course.at, course.by, person))
        _settle(course)
    return refusal


def _settle(course: Course) -> None:
    item = item_of(course.case, COMPANION)
    if item is not None and item.stage != "ahead":
        at = course.at
        course.put(TaskDone(at, course.by, item.key, item.occurrence, at, item.key, item.who))
        taken(course)
    stand_down(course)


def _hand_over(course: Course, to: PersonId) -> Refusal | None:
    if course.case.companion.person is None:
        return NO_COMPANION
    refusal = _unfit(course, to)
    if refusal is not None or course.case.companion.offered_to == to:
        return refusal
    _cancel_handover(course, "offered_to_another")
    at = course.at
    course.put(HandoverOffered(at, course.by, to))
    times = (at, at, at + course.case.plan.limits.handover_for)
    occurrence = added(course, HANDOVER, "task", "companion", HANDOVER, times, why="handing_over")
    item = item_of(course.case, HANDOVER, occurrence)
    assert item is not None, "it was added above"
    open_added(course, item)
    return None


def _confirm(course: Course) -> Refusal | None:
    item = item_of(course.case, HANDOVER)
    fit = _unfit(course, course.by) is None
    if item is None or not fit or course.by not in (course.case.companion.offered_to, item.keeper):
        return Refusal("NothingOffered", "Nobody is being handed over to you now.")
    course.put(HandoverConfirmed(course.at, course.by, course.by))
    course.put(TaskDone(course.at, course.by, HANDOVER, item.occurrence, course.at, HANDOVER, "companion"))
    taken(course)
    stand_down(course)
    return None


def _cancel_handover(course: Course, why: str) -> None:
    item = item_of(course.case, HANDOVER)
    if item is not None:
        course.put(StepCancelled(course.at, course.by, HANDOVER, item.occurrence, why))
        stand_down(course)
