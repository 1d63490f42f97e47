"""What the machine asks the member. One tap answers; no tap is silence, and is recorded as silence alone."""

from typing import assert_never

from solidground.core.care.ask.commands import AnswerAsk, Command, KeepAnswer, SeeAnswer, TakeBackAnswer
from solidground.core.care.ask.events import (
    AnswerKept,
    AnswerSeen,
    AnswerTakenBack,
    AskAnswered,
    AskLapsed,
    AskSent,
    Event,
)
from solidground.core.care.choice.calling import call_me
from solidground.core.care.choice.counsel import advise, resume_contact
from solidground.core.care.choice.events import AnniversaryChosen
from solidground.core.care.choice.resting import TOO_LATE, may_undo, rest_until
from solidground.core.care.contact.recording import NOT_OWED, NOT_YOURS
from solidground.core.care.contact.steps import ANNIVERSARY, STILL
from solidground.core.care.course import Course
from solidground.core.care.state import Case, Late, Undo, asked_of, drop_item, item_from, item_of, swap_item, with_items
from solidground.core.kernel import PersonId, Refusal

NOT_ASKED = Refusal("AskOver", "That question is closed. Nothing is owed by you; you can reach us at any time.")
WRONG_ANSWER = Refusal("AnswerUnknown", "That is no answer to this question. Choose one of those shown with it.")


def evolve(case: Case, event: Event) -> Case:
    """Apply what was asked and answered."""
    match event:
        case AskSent():
            return _sent(case, event)
        case AskAnswered():
            return _answered(case, event)
        case AnswerTakenBack():
            return _taken_back(case, event)
        case AskLapsed():
            return with_items(case, event.at, drop_item(case, event.key, event.occurrence))
        case AnswerKept():
            return _with_late(case, (*_late_but(case, event.by), Late(event.by, event.answer, event.at)))
        case AnswerSeen():
            return _with_late(case, ())
        case _:
            assert_never(event)


def _answered(case: Case, event: AskAnswered) -> Case:
    item = item_of(case, event.key, event.occurrence)
    after = with_items(case, event.at, drop_item(case, event.key, event.occurrence))
    if event.answer not in ("ok", "not_now"):
        return after
    undo = Undo(event.at, event.answer, item, (), case.choices.resting_until, case.unanswered)
    return after._replace(life=after.life._replace(undo=undo))


def _taken_back(case: Case, event: AnswerTakenBack) -> Case:
    undo = case.life.undo
    items = case.items if undo is None or undo.ask is None else (*case.items, undo.ask)
    after = with_items(case, event.at, items)
    return after._replace(life=after.life._replace(undo=None))


def _with_late(case: Case, late: tuple[Late, ...]) -> Case:
    return case._replace(life=case.life._replace(late=late))


def _late_but(case: Case, person: PersonId) -> tuple[Late, ...]:
    return tuple([one for one in case.life.late if one.by != person])


def _sent(case: Case, event: AskSent) -> Case:
    item = item_of(case, event.key, event.occurrence)
    if item is not None:
        return with_items(case, event.at, swap_item(case, asked_of(item, item.keeper, event.send_at)))
    step = case.plan.steps[case.cursor]
    assert step.key == event.key, "steps of the plan come in order"
    fresh = item_from(step, event.occurrence, None, "open", event.send_at)
    return with_items(case, event.at, (*case.items, fresh), case.cursor + 1)


def decide(course: Course, command: Command) -> Refusal | None:
    """Take one tap, or keep one that came after the end until a person has read it."""
    match command:
        case AnswerAsk():
            return _answer(course, command)
        case TakeBackAnswer():
            return _take_back(course)
        case KeepAnswer():
            return _keep(course, command)
        case SeeAnswer():
            return _see(course)
        case _:
            assert_never(command)


def _answer(course: Course, command: AnswerAsk) -> Refusal | None:
    item = item_of(course.case, command.key, command.occurrence)
    if item is None or item.kind != "ask" or item.stage == "ahead":
        return NOT_ASKED
    yes_or_no = command.answer in ("yes", "no")
    if yes_or_no != (item.key in (ANNIVERSARY, STILL)) and command.answer != "call_me":
        return WRONG_ANSWER
    if command.answer == "not_now" and command.until_at is None:
        return Refusal("NoDay", "Say until when: a day is enough.")
    course.put(AskAnswered(course.at, course.by, item.key, item.occurrence, command.answer))
    if command.answer == "call_me":
        call_me(course)
        if item.key == STILL:
            # The question itself is still open: it comes again.
            advise(course)
    elif command.answer == "not_now":
        assert command.until_at is not None, "a day was asked for above"
        rest_until(course, command.until_at)
    elif item.key == ANNIVERSARY:
        course.put(AnniversaryChosen(course.at, course.by, command.answer == "yes"))
    elif item.key == STILL:
        (resume_contact if command.answer == "no" else advise)(course)
    return None


def _take_back(course: Course) -> Refusal | None:
    """Let the question be open as it was, where the tap on it was just now."""
    undo = course.case.life.undo
    if undo is None:
        return None
    if undo.answer != "ok" or undo.ask is None or not may_undo(undo, course.at):
        return TOO_LATE
    course.put(AnswerTakenBack(course.at, course.by, undo.ask.key, undo.ask.occurrence))
    return None


def _keep(course: Course, command: KeepAnswer) -> Refusal | None:
    life, by = course.case.life, course.by
    if course.case.status != "closed" or life.purged or life.died:
        return NOT_ASKED
    if by in course.case.choices.ruled_out:
        return NOT_OWED
    if not any(one.by == by and one.answer == command.answer for one in life.late):
        course.put(AnswerKept(course.at, by, command.answer))
    return None


def _see(course: Course) -> Refusal | None:
    if course.by == course.case.head.member:
        return NOT_YOURS
    if course.case.life.late:
        course.put(AnswerSeen(course.at, course.by))
    return None
