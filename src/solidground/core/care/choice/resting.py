"""Not now: nothing escalates, and somebody asks again on the day it named; and the undo of a tap that was a mistake."""

from typing import Final

from solidground.core.care.ask.events import AnswerTakenBack
from solidground.core.care.choice.events import NotNowChosen, NotNowTakenBack
from solidground.core.care.contact.events import StepCancelled
from solidground.core.care.contact.steps import AGAIN, NEWS, added, ask_again, rest
from solidground.core.care.course import Course
from solidground.core.care.state import Item, Undo
from solidground.core.kernel import HOUR, MINUTE, Instant, Refusal, Span

TAKE_BACK_FOR: Final[Span] = 10 * MINUTE
"""So long after a tap it may be taken back; later, what was said stands, and what is tapped next counts."""

TOO_LATE: Final = Refusal("TooLate", "That can no longer be taken back. What you tap next counts.")


def rest_until(course: Course, until_at: Instant) -> None:
    """Rest until a day, bounded by the plan's longest silence, and have somebody ask again then."""
    longest_for = course.case.plan.limits.longest_silence_for
    until = max(course.at + HOUR, min(until_at, course.at + longest_for))
    course.put(NotNowChosen(course.at, course.by, until))
    rest(course, "not_now")
    # A case that stands has no contact on a schedule: there is nothing to rest from, and nobody asks again.
    if course.case.status == "active" and not course.case.choices.counsel:
        ask_again(course, until, "not_now")


def may_undo(undo: Undo, at: Instant) -> bool:
    """Tell whether a tap was just now."""
    return at - undo.at <= TAKE_BACK_FOR


def take_back(course: Course) -> Refusal | None:
    """Let what a "not now" ended go on, each at its own time, and nobody ask again for it."""
    undo, until = course.case.life.undo, course.case.choices.resting_until
    if undo is None or undo.answer != "not_now":
        # Somebody said so after him, or the case went on: where it still rests, nobody is to read that it does not.
        return TOO_LATE if until is not None and until > course.at else None
    if not may_undo(undo, course.at):
        return TOO_LATE
    course.put(NotNowTakenBack(course.at, course.by, undo.resting_until))
    for item in course.case.items:
        again = item.opens_at == until and (item.key == AGAIN or item.kind == "offer")
        if item.stage == "ahead" and (again or item.key == NEWS):
            course.put(StepCancelled(course.at, course.by, item.key, item.occurrence, "taken_back"))
    for item in undo.ended:
        _again(course, item)
    if undo.ask is not None:
        course.put(AnswerTakenBack(course.at, course.by, undo.ask.key, undo.ask.occurrence))
    return None


def _again(course: Course, item: Item) -> None:
    # What had lapsed lapses at once, and its ladder is raised anew.
    opens_at, due_at = max(item.opens_at, course.at), max(item.due_at, course.at)
    times = (opens_at, max(opens_at, due_at), max(opens_at, due_at, item.lapses_at))
    added(course, item.key, item.kind, item.who, item.ladder, times, why="taken_back", ways=item.ways)
