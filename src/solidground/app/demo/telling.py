"""Events in field words, and notifications as they read on a phone.

What must never happen here: a line for something that did not happen. What has no words here is not told.
"""

import re
from typing import Any, assert_never

from solidground.app.asking.words import step_words
from solidground.app.demo.beats import Done, Sent
from solidground.app.demo.cast import ZONE
from solidground.app.demo.stage import Happened, Letter
from solidground.app.demo.telling_duty import duty_words
from solidground.app.english import english, when
from solidground.core.care.ask import events as ask
from solidground.core.care.choice import events as choice
from solidground.core.care.companion import events as companion
from solidground.core.care.concern import events as concern
from solidground.core.care.contact import events as contact
from solidground.core.care.events import CaseMadeStanding, CaseOpened, MemberSeparated
from solidground.core.care.keeping import events as keeping
from solidground.core.care.offer import events as offer
from solidground.core.care.state import Case, item_of
from solidground.core.kernel import CLOCK, Instant
from solidground.core.protocol.plan import Kind

LINK = re.compile(r"(https://[^/]+/)(\w{4})[\w-]+")
PARTS = {"discharged_weapon": "fired", "partner": "the partner", "witness": "a witness", "dispatcher": "the dispatcher"}
WAYS = {"person": "in person", "phone": "by phone", "text": "by text", "mail": "by mail"}

CONSEQUENCES = (
    *(contact.StepAdded, contact.StepCancelled, keeping.PeerAssigned, keeping.EscalationStoodDown),
    *(CaseMadeStanding, concern.ConcernEnded),
)


def told(happened: Happened) -> Done | None:
    """Return an event as a line; None for what needs none."""
    event = happened.event
    text = _words(event, happened.state)
    if text is None:
        return None
    return Done(event.at, None if event.by == CLOCK or _follows(event) else event.by, text)


def _follows(event: object) -> bool:
    """Tell whether an event is what the rules made of somebody's act, and not the act."""
    chosen = isinstance(event, keeping.PeerAssigned) and event.why == "chosen"
    return isinstance(event, CONSEQUENCES) and not chosen


def _words(event: Any, state: Any) -> str | None:  # noqa: ANN401 - any event with its state
    if isinstance(event, contact.Event):
        return _contact(event, state)
    if isinstance(event, concern.Event):
        return _concern(event)
    match event:
        case CaseOpened():
            steps = len(event.plan.steps)
            return f"opens a case for {event.member} ({PARTS[event.part]}): {steps} steps over a year"
        case CaseMadeStanding():
            return "ends the schedule; dates and an open offer remain, for ever"
        case MemberSeparated():
            return f"notes that {state.head.member} has left the agency; the case goes on as it was"
        case keeping.PeerAssigned():
            return _assigned(event, state)
        case keeping.RungAsked() if event.asked is not None:
            return f"asks {event.asked} ({event.role.replace('_', ' ')}) to take it"
        case keeping.EscalationAcknowledged():
            return "says \u201cI have it\u201d"
        case keeping.EscalationStoodDown():
            return "stands down: nothing is left to ask for"
        case (
            offer.OfferMade()
            | offer.OfferAccepted()
            | companion.CompanionNamed()
            | companion.HandoverOffered()
            | companion.HandoverConfirmed()
            | companion.CompanionEnded()
        ):
            return _first_hours(event)
        case _:
            return _chosen(event) or duty_words(event, state)


def _assigned(event: keeping.PeerAssigned, state: Case) -> str:
    shared = " (has been there too)" if event.why == "matched" and state.head.part == "discharged_weapon" else ""
    instead = f" instead of {event.instead_of}" if event.instead_of is not None else ""
    over = [f"{number} {why.replace('_', ' ')}" for why, number in event.passed_over if why != "self"]
    passed = f"; passed over: {', '.join(over)}" if over else ""
    return f"puts {event.peer} at the side of {state.head.member}{shared}{instead}{passed}"


def _first_hours(event: Any) -> str:  # noqa: ANN401 - the six events named above
    match event:
        case offer.OfferMade():
            return f"offers care in person and says its limits (notice {event.notice})"
        case offer.OfferAccepted():
            return "takes the offer"
        case companion.CompanionNamed():
            return f"chooses {event.companion} to be beside him"
        case companion.HandoverOffered():
            return f"hands over to {event.to}, who has yet to confirm"
        case companion.HandoverConfirmed():
            return "confirms: \u201cI have him\u201d"
        case _:
            return "\u201cI'm home, with my own people\u201d"


def _contact(event: contact.Event, state: Case) -> str | None:
    match event:
        case contact.StepOpened() if event.keeper is not None:
            return f"asks {event.keeper}: {_step(event, state)}"
        case contact.StepAdded():
            at = event.step.due_at if event.step.kind == "date" else event.step.opens_at
            return f"adds: {english(step_words(event.step.key, event.step.kind))}, {_when(at, event.at)}"
        case contact.StepLapsed():
            return f"sees that it was not done in time: {_step(event, state)}"
        case contact.StepCancelled():
            return f"owes no more, by his choice: {_step(event, state)}"
        case contact.ContactRecorded():
            outcome = {"made": "reached", "no_answer": "tried, no answer", "not_now": "heard \u201cnot now\u201d"}
            by = f" ({WAYS.get(event.way, event.way)})" if event.way else ""
            return f"records: {outcome[event.outcome]}{by}"
        case contact.TaskDone():
            return f"did it: {english(step_words(event.key, 'task'))}"
        case contact.NextActDecided():
            act = {
                "visit": "two people, plain clothes, phone first",
                "another_person": "another person",
                "wait": "wait",
            }
            return f"decides what a person does next: {act[event.act]}"
        case _:
            return None


def _step(event: contact.StepOpened | contact.StepLapsed | contact.StepCancelled, state: Case) -> str:
    item = item_of(state, event.key, event.occurrence)
    planned: dict[str, Kind] = {step.key: step.kind for step in state.plan.steps}
    return english(step_words(event.key, item.kind if item is not None else planned.get(event.key, "task")))


def _concern(event: concern.Event) -> str | None:
    match event:
        case concern.ConcernRaised():
            return f"\u201cI am worried about them\u201d: {event.about}. {event.handler} is asked to read it"
        case concern.ConcernHandlerAsked():
            return f"asks {event.handler} to read it"
        case concern.ConcernAcknowledged():
            return f"has read it; the source hears more by {_when(event.next_at, event.at)}"
        case concern.ConcernFollowedUp():
            return f"followed it up: {event.act.replace('_', ' ')}"
        case concern.ConcernEnded():
            return f"the concern ends ({event.why.replace('_', ' ')})"
        case concern.ConcernDescribed() | concern.ConcernMatched():
            return None
        case _:
            assert_never(event)


def _chosen(event: Any) -> str | None:  # noqa: ANN401 - what is left of a case's events
    match event:
        case ask.AskSent():
            return f"asks {event.member}: {english(step_words(event.key, 'ask'))}"
        case ask.AskAnswered():
            return f"taps \u201c{event.answer.replace('_', ' ')}\u201d"
        case ask.AnswerTakenBack():
            return "takes that tap back: it was a mistake, and the question is open as before"
        case ask.AnswerKept():
            return f"taps \u201c{event.answer.replace('_', ' ')}\u201d after the end: kept until somebody reads it"
        case ask.AnswerSeen():
            return "has read what came after the end"
        case ask.AskLapsed():
            return "no tap came: silence is noted as silence, neither as risk nor as fine"
        case choice.NotNowChosen():
            return f"\u201cnot now\u201d, until {_when(event.until_at, event.at)}"
        case choice.NotNowTakenBack():
            return "takes \u201cnot now\u201d back: it was a mistake, and everything goes on as before"
        case choice.PersonRuledOut():
            return f"rules out {event.person}: no reason asked, nobody told"
        case choice.PersonLetBackIn():
            return f"lets {event.person} back in"
        case choice.AnniversaryChosen():
            return "wants somebody in touch near the day, each year" if event.wanted else "does not want the day kept"
        case _:
            return None


def _when(at: Instant, now: Instant) -> str:
    return when(at, now, ZONE)


def on_the_phone(letter: Letter) -> Sent:
    """Return a notification as its receiver reads it, its link cut short."""
    notice = letter.row.notice
    text = letter.text.partition("\n\nThis is an automatic")[0].replace("\n\n", " ")
    return Sent(notice.send_at, notice.recipient, notice.way, LINK.sub("\\1\\2\u2026", text))
