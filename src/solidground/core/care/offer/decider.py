"""The offer of care: the first obligation of every case. A no is an answer, and the offer stays open."""

from dataclasses import replace
from typing import assert_never

from solidground.core.care.contact.recording import NOT_OWED, made_offer, refused
from solidground.core.care.contact.steps import ask_again
from solidground.core.care.course import Course
from solidground.core.care.events import CaseMadeStanding, CaseReopened
from solidground.core.care.offer.commands import AcceptOffer, Command, DeclineOffer, MakeOffer
from solidground.core.care.offer.events import Event, NoticeGiven, OfferAccepted, OfferDeclined, OfferMade
from solidground.core.care.state import Case, drop_item
from solidground.core.kernel import Refusal


def evolve(case: Case, event: Event) -> Case:
    """Apply what happened to the offer."""
    match event:
        case OfferMade():
            items = drop_item(case, event.key, event.occurrence)
            made_at = max(case.made_at or 0, event.held_at)
            offer = "made" if case.offer == "none" else case.offer
            contacts = (*case.contacts, (event.key, event.occurrence))
            return case._replace(items=items, offer=offer, made_at=made_at, unanswered=0, contacts=contacts)
        case NoticeGiven():
            return case
        case OfferAccepted():
            return case._replace(offer="accepted")
        case OfferDeclined():
            return case._replace(offer="declined")
        case _:
            assert_never(event)


def decide(course: Course, command: Command) -> Refusal | None:
    """Answer what was asked around the offer."""
    case = course.case
    match command:
        case MakeOffer():
            item = next((i for i in reversed(case.items) if i.kind == "offer"), None)
            if item is None:
                return NOT_OWED
            no = refused(course, item, command.held_at)
            return no or made_offer(course, item, command.held_at, command.way, command.role)
        case AcceptOffer():
            if case.offer != "accepted" or case.status == "standing":
                _given(course, command.notice)
                course.put(OfferAccepted(course.at, course.by))
                _begin_again(course)
            return None
        case DeclineOffer():
            if case.offer != "declined":
                _given(course, command.notice)
                course.put(OfferDeclined(course.at, course.by))
                if case.status == "active":
                    course.put(CaseMadeStanding(course.at, course.by, "declined"))
            return None
        case _:
            assert_never(command)


def _given(course: Course, notice: str) -> None:
    if notice:
        course.put(NoticeGiven(course.at, course.by, notice))


def _begin_again(course: Course) -> None:
    """Take up what is left of the plan when somebody who had said no, or stop, says yes; a person asks at once."""
    case = course.case
    if case.status == "standing":
        ahead = tuple([step for step in case.plan.steps[case.cursor :] if step.opens_at > course.at])
        course.put(CaseReopened(course.at, course.by, replace(case.plan, steps=ahead)))
        ask_again(course, course.at, "accepted")
