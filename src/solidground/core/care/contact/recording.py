"""What a person records about a step: one tap, also late, also to the day alone."""

from typing import Literal, TypeAlias

from solidground.core.care.choice.resting import rest_until
from solidground.core.care.contact.commands import AddDate, DecideNextAct, HandOn, RecordContact, RecordTask
from solidground.core.care.contact.events import (
    ContactRecorded,
    HandedOn,
    NextActDecided,
    StepCancelled,
    StepMissed,
    TaskDone,
)
from solidground.core.care.contact.steps import AGAIN, ANNIVERSARY, CALL, DECIDE, SILENCE, VISIT, added
from solidground.core.care.course import Course
from solidground.core.care.keeping.decider import raise_ladder, stand_down, taken
from solidground.core.care.offer.events import OfferMade
from solidground.core.care.state import Item, item_of
from solidground.core.hours import add_days
from solidground.core.kernel import DAY, MINUTE, Instant, Refusal

LaterStage: TypeAlias = Literal["reminded", "lapsed"]

CALL_AGAIN_FOR = 15 * MINUTE
"""A member who asked to be called and did not answer is rung again after this."""

NOT_OWED = Refusal("NothingOwed", "Nothing of this kind is owed now. Look at the list again.")
NOT_YOURS = Refusal("NotYours", "This is not on your list.")


def record_contact(course: Course, command: RecordContact) -> Refusal | None:
    """End a conversation or word with what came of it."""
    item = item_of(course.case, command.key, command.occurrence)
    refusal = refused(course, item, command.held_at)
    if refusal is not None or item is None:
        return refusal
    if item.kind == "offer" and command.outcome == "made":
        return made_offer(course, item, command.held_at, command.way, command.role)
    if command.outcome == "not_now" and command.until_at is None:
        return Refusal("NoDay", "Say until when: a day is enough.")
    course.put(
        ContactRecorded(
            course.at,
            course.by,
            item.key,
            item.occurrence,
            command.outcome,
            command.held_at,
            command.precise,
            command.way,
            item.key,
            command.role,
        )
    )
    taken(course)
    match command.outcome:
        case "made":
            overtake(course, item)
        case "no_answer":
            _count_silence(course, item)
        case "not_now":
            assert command.until_at is not None, "a day was asked for above"
            rest_until(course, command.until_at)
    _next_anniversary(course, item)
    stand_down(course)
    return None


def made_offer(course: Course, item: Item, held_at: Instant, way: str | None, role: str) -> Refusal | None:
    """Note that care was offered, in person or by phone, with the limits notice of the plan."""
    notice = course.case.plan.notice
    course.put(OfferMade(course.at, course.by, item.key, item.occurrence, notice, held_at, way, item.key, role))
    taken(course)
    overtake(course, item)
    stand_down(course)
    return None


def refused(course: Course, item: Item | None, held_at: Instant) -> Refusal | None:
    """Return why this person cannot record this now."""
    if course.by in course.case.choices.ruled_out:
        return NOT_YOURS
    if item is None or item.stage == "ahead":
        return NOT_OWED
    if not course.case.head.began_at <= held_at <= course.at:
        return Refusal(
            "DayImpossible", "That day lies before the incident or in the future. Choose the day it happened."
        )
    return None


def overtake(course: Course, done: Item) -> None:
    """End what a conversation makes needless: the search for him, and older conversations that were never had."""
    for item in course.case.items:
        if item.key in (SILENCE, DECIDE, VISIT):
            course.put(StepCancelled(course.at, course.by, item.key, item.occurrence, "reached"))
        elif item.kind == "checkin" and item.stage != "ahead" and item.opens_at <= done.opens_at and item.key != CALL:
            course.put(StepMissed(course.at, course.by, item.key, item.occurrence))


def _count_silence(course: Course, item: Item) -> None:
    case = course.case
    limits = case.plan.limits
    at = course.at
    if item.key == CALL:
        opens_at = at + CALL_AGAIN_FOR
        added(
            course,
            CALL,
            "checkin",
            "on_call",
            "urgent",
            (opens_at, opens_at, opens_at + limits.call_for),
            why="no_answer",
        )
    elif item.key in (SILENCE, VISIT):
        times = (at, at + limits.retry_for, at + 2 * limits.retry_for)
        added(course, DECIDE, "task", "coordinator", "member", times, why="member_silent")
    elif item.kind != "word" and case.unanswered >= limits.silent_after and not _searching(course):
        times = (at, at + limits.retry_for, at + 2 * limits.retry_for)
        added(course, SILENCE, "checkin", "next_peer", "member", times, why="member_silent", ways=_other_ways(item))
    elif item.key == "offer":
        times = (at + limits.retry_for, at + 2 * limits.retry_for, at + 3 * limits.retry_for)
        added(course, "offer", "offer", "peer", item.ladder, times, why="no_answer", ways=item.ways)


def _searching(course: Course) -> bool:
    return any(i.key in (SILENCE, DECIDE, VISIT) for i in course.case.items)


def _other_ways(item: Item) -> tuple[Literal["person", "phone", "text"], ...]:
    return ("person", "text") if item.ways[:1] == ("phone",) else ("phone", "person")


def _next_anniversary(course: Course, item: Item) -> None:
    if item.key == ANNIVERSARY and item.kind == "date" and course.case.choices.anniversary:
        add_anniversary(course)


def add_anniversary(course: Course) -> None:
    """Add the next day of the year on which somebody should be in touch, as the member asked."""
    case = course.case
    zone = case.plan.zone
    years = 1
    while (due_at := add_days(case.head.began_at, zone, round(years * 365.2425))) <= course.at + 30 * DAY:
        years += 1
    times = (add_days(due_at, zone, -7), due_at, add_days(due_at, zone, 7))
    added(course, ANNIVERSARY, "date", "peer", "helper", times, why="anniversary")


def record_task(course: Course, command: RecordTask) -> Refusal | None:
    """End a task."""
    item = item_of(course.case, command.key, command.occurrence)
    refusal = refused(course, item, command.held_at)
    if refusal is not None or item is None:
        return refusal
    if item.kind != "task":
        return Refusal("AConversation", "This is a conversation. Say how it went.")
    course.put(TaskDone(course.at, course.by, item.key, item.occurrence, command.held_at, item.key, command.role))
    taken(course)
    stand_down(course)
    return None


def hand_on(course: Course, command: HandOn) -> Refusal | None:
    """Pass a step on: the next person is asked at once, and nothing is held against anybody."""
    item = item_of(course.case, command.key, command.occurrence)
    if course.by in course.case.choices.ruled_out:
        return NOT_YOURS
    if item is None or item.stage == "ahead":
        return NOT_OWED
    if item.keeper != course.by:
        return NOT_YOURS
    course.put(HandedOn(course.at, course.by, item.key, item.occurrence))
    raise_ladder(course, item.ladder)
    return None


def add_date(course: Course, command: AddDate) -> Refusal | None:
    """Add a day that matters: somebody is in touch around it."""
    if command.on_at <= course.at:
        return Refusal("DayImpossible", "That day has passed. Choose a day ahead.")
    zone = course.case.plan.zone
    opens_at = max(course.at, add_days(command.on_at, zone, -2))
    times = (opens_at, command.on_at, add_days(command.on_at, zone, 2))
    added(course, command.label, "date", "peer", "helper", times, why="date")
    return None


def decide_next_act(course: Course, command: DecideNextAct) -> Refusal | None:
    """Take the coordinator's word on what a human does next: never command, never dispatched by a machine."""
    item = item_of(course.case, DECIDE)
    if item is None:
        return NOT_OWED
    if command.act == "wait" and command.until_at is None:
        return Refusal("NoDay", "Say until when: a day is enough.")
    limits = course.case.plan.limits
    at = course.at
    course.put(NextActDecided(at, course.by, command.act))
    course.put(TaskDone(at, course.by, item.key, item.occurrence, at, item.key, "coordinator"))
    taken(course)
    times = (at, at + limits.retry_for, at + 2 * limits.retry_for)
    match command.act:
        case "visit":
            added(course, VISIT, "checkin", "peer", "member", times, why="visit", ways=("person",))
        case "another_person":
            added(course, SILENCE, "checkin", "next_peer", "member", times, why="another_person")
        case "wait":
            assert command.until_at is not None, "a day was asked for above"
            until_at = min(command.until_at, at + limits.longest_silence_for)
            times = (until_at, until_at + limits.retry_for, until_at + 2 * limits.retry_for)
            added(course, AGAIN, "checkin", "peer", "helper", times, why="waited")
    stand_down(course)
    return None
