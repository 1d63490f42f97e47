"""What a person records about a step: one tap, also late, also to the day alone."""

from typing import Literal, TypeAlias

from solidground.core.care.choice.resting import rest_until
from solidground.core.care.contact.commands import DecideNextAct, DisputeContact, HandOn, RecordContact, RecordTask
from solidground.core.care.contact.events import (
    ContactDisputed,
    ContactRecorded,
    HandedOn,
    NextActDecided,
    StepCancelled,
    StepMissed,
    TaskDone,
)
from solidground.core.care.contact.steps import CALL, DECIDE, HANDOVER, NEWS, SEARCH, SILENCE, VISIT, added, ask_again
from solidground.core.care.course import Course
from solidground.core.care.keeping.decider import climb, raise_ladder, stand_down, taken
from solidground.core.care.news import telling
from solidground.core.care.offer.events import OfferMade
from solidground.core.care.state import Item, item_of, raised_on
from solidground.core.kernel import Instant, Refusal

LaterStage: TypeAlias = Literal["reminded", "lapsed"]

NOT_OWED = Refusal("NothingOwed", "Nothing of this kind is owed now. Look at the list again.")
NOT_YOURS = Refusal("NotYours", "This is not on your list.")
NO_CONTACT = Refusal("NoContact", "No such contact stands in the record, so there is nothing to take back.")
A_TASK = Refusal("ATask", "This is something to do. Say that it is done.")
NEWS_TOLD = Refusal("ToldOrNot", "Say that they were told, or that you did not reach them.")


def record_contact(course: Course, command: RecordContact) -> Refusal | None:
    """End a conversation or word with what came of it."""
    item = item_of(course.case, command.key, command.occurrence)
    refusal = refused(course, item, command.held_at)
    if refusal is not None or item is None:
        return refusal
    if item.key == NEWS and command.outcome != "no_answer":
        return NEWS_TOLD
    if item.kind == "task" and item.key != NEWS:
        return A_TASK
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
    if command.outcome == "made":
        overtake(course, item)
        if item.key in SEARCH and course.case.offer == "none":
            ask_again(course, course.at, "reached")
    elif command.outcome == "no_answer":
        _count_silence(course, item)
    else:
        assert command.until_at is not None, "a day was asked for above"
        rest_until(course, command.until_at)
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
    # Who was ruled out reads what anybody does whose step is over: nobody is told that he was.
    if course.by in course.case.choices.ruled_out or item is None or item.stage == "ahead" or item.kind == "ask":
        return NOT_OWED
    if not course.case.head.began_at <= held_at <= course.at:
        return Refusal(
            "DayImpossible", "That day lies before the incident or in the future. Choose the day it happened."
        )
    return None


def overtake(course: Course, done: Item) -> None:
    """End what a contact makes needless: the search for him, and older contacts that were never had.

    A word asks for no reply, so it reaches nobody for certain: it takes the place of older words alone.
    """
    word = done.kind == "word"
    for item in course.case.items:
        if item.key in SEARCH and not word:
            course.put(StepCancelled(course.at, course.by, item.key, item.occurrence, "reached"))
        elif _is_overtaken(item, done):
            course.put(StepMissed(course.at, course.by, item.key, item.occurrence))


def _is_overtaken(item: Item, done: Item) -> bool:
    kinds = ("word",) if done.kind == "word" else ("checkin", "word")
    return item.kind in kinds and item.stage != "ahead" and item.opens_at <= done.opens_at and item.key != CALL


def _count_silence(course: Course, item: Item) -> None:
    case = course.case
    limits = case.plan.limits
    at = course.at
    times = (at, at + limits.retry_for, at + 2 * limits.retry_for)
    if item.key == CALL:
        opens_at = at + limits.call_again_for
        times = (opens_at, opens_at, opens_at + limits.call_for)
        added(course, CALL, "checkin", "on_call", "urgent", times, why="no_answer")
        return
    if item.key == NEWS:
        telling.again(course)
    if item.kind == "offer":
        ask_again(course, at + limits.retry_for, "no_answer")
    if item.key in (SILENCE, VISIT):
        added(course, DECIDE, "task", "coordinator", "member", times, why="member_silent")
    elif item.kind != "word" and case.unanswered >= limits.silent_after and not _searching(course):
        added(course, SILENCE, "checkin", "next_peer", "member", times, why="member_silent", ways=_other_ways(item))


def _searching(course: Course) -> bool:
    return any(i.key in SEARCH for i in course.case.items)


def _other_ways(item: Item) -> tuple[Literal["person", "phone", "text"], ...]:
    return ("person", "text") if item.ways[:1] == ("phone",) else ("phone", "person")


def record_task(course: Course, command: RecordTask) -> Refusal | None:
    """End a task."""
    item = item_of(course.case, command.key, command.occurrence)
    refusal = refused(course, item, command.held_at)
    if refusal is not None or item is None:
        return refusal
    if item.kind != "task":
        return Refusal("AConversation", "This is a conversation. Say how it went.")
    if item.key == DECIDE:
        return Refusal("NextActWanted", "Say what happens next: a visit, another person, or waiting.")
    if item.key == HANDOVER:
        return Refusal("HandoverWanted", "Confirm that you have him, or hand over to somebody else.")
    early = telling.told(course, item, command) if item.key == NEWS else None
    if early is not None:
        return early
    course.put(TaskDone(course.at, course.by, item.key, item.occurrence, command.held_at, item.key, command.role))
    taken(course)
    stand_down(course)
    return None


def dispute(course: Course, command: DisputeContact) -> Refusal | None:
    """Take the member's word that a contact did not happen: the coordinator decides what a person does next."""
    if course.by != course.case.head.member:
        return NOT_YOURS
    if (command.key, command.occurrence) not in course.case.contacts:
        return NO_CONTACT
    course.put(ContactDisputed(course.at, course.by, command.key, command.occurrence))
    if course.case.status == "active" and not _searching(course):
        retry_for = course.case.plan.limits.retry_for
        times = (course.at, course.at + retry_for, course.at + 2 * retry_for)
        added(course, DECIDE, "task", "coordinator", "member", times, why="disputed")
    return None


def hand_on(course: Course, command: HandOn) -> Refusal | None:
    """Pass a step on: the next person is asked at once, and nothing is held against anybody."""
    item = item_of(course.case, command.key, command.occurrence)
    if course.by in course.case.choices.ruled_out or item is None or item.stage == "ahead":
        return NOT_OWED
    if item.keeper != (command.of or course.by):
        return NOT_YOURS
    course.put(HandedOn(course.at, course.by, item.key, item.occurrence))
    raised = raised_on(course.case, item.ladder)
    if raised is not None and raised.taken_by == item.keeper:
        # He had said "I have it": nobody waits for that any longer.
        climb(course, raised.ladder)
    else:
        raise_ladder(course, item.ladder)
    return None


def decide_next_act(course: Course, command: DecideNextAct) -> Refusal | None:
    """Take the coordinator's word on what a human does next: never command, never dispatched by a machine."""
    item = item_of(course.case, DECIDE)
    if course.by in course.case.choices.ruled_out or item is None:
        return NOT_OWED
    if command.act == "wait" and command.until_at is None:
        return Refusal("NoDay", "Say until when: a day is enough.")
    limits = course.case.plan.limits
    at = course.at
    course.put(NextActDecided(at, course.by, command.act))
    course.put(TaskDone(at, course.by, item.key, item.occurrence, at, item.key, "coordinator"))
    taken(course)
    times = (at, at + limits.retry_for, at + 2 * limits.retry_for)
    if command.act == "visit":
        added(course, VISIT, "checkin", "peer", "member", times, why="visit", ways=("person",))
    elif command.act == "another_person":
        added(course, SILENCE, "checkin", "next_peer", "member", times, why="another_person")
    else:
        assert command.until_at is not None, "a day was asked for above"
        ask_again(course, max(at, min(command.until_at, at + limits.longest_silence_for)), "waited")
    stand_down(course)
    return None
