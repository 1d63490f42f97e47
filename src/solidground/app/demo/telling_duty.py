"""Events of command's side, of the desk and of the way back, in field words.

What must never happen here: a line for something that did not happen. What has no words here is not told.
"""

from typing import Any, Final

from solidground.app.demo.panes_duty import BACK, PLACES, STATUSES, THINGS, on_day, stands
from solidground.core.care.news import events as news
from solidground.core.care.returning import events as steps
from solidground.core.desk import events as desk
from solidground.core.duty.delivered import events as paper
from solidground.core.duty.investigation import events as inquiry
from solidground.core.duty.owed import events as owed
from solidground.core.duty.property import events as things
from solidground.core.duty.returned.events import ReturnCompleted
from solidground.core.duty.session.events import AttendanceDisclosed
from solidground.core.duty.status.events import DutyStatusRecorded

DUTIES: Final = {"visit": "was with {}", "call": "called {}", "leave": "told {} until when he is off duties of force"}
GIVEN: Final = {"replacement": "gives him another", "returned": "gives back"}


def duty_words(event: Any, state: Any) -> str | None:  # noqa: ANN401 - any event with its state
    """Return an event in words; None for what needs none."""
    if isinstance(event, things.Event):
        return _thing(event, state)
    if isinstance(event, desk.Event | paper.Event):
        return _decision(event)
    if isinstance(event, steps.Event):
        return _step(event)
    return _of_command(event, state)


def _thing(event: things.Event, state: Any) -> str | None:  # noqa: ANN401 - the state of one thing
    kind = THINGS[state.kind].lower()
    match event:
        case things.PropertyTaken():
            hears = f"he hears more by {on_day(event.next_on)}"
            return f"writes down: {kind}, taken by {event.taker}, {PLACES[event.place]}; {hears}"
        case things.ReplacementOffered():
            return f"offers another {kind} at once"
        case things.PropertyHandoverBegun():
            return f"{GIVEN[event.step]}: {kind}"
        case things.PropertyHandoverConfirmed() if state.kind == "service_weapon":
            counts = ", and now it counts" if state.counted(event.step) else ""
            return f"confirms it: {kind}{counts}"
        case things.TellingAsked() if state.kind == "service_weapon":
            return f"the day by which he hears of his weapon: asks {event.keeper} to tell him. It gives nothing back"
        case things.MemberTold() if state.kind == "service_weapon":
            return f"tells him that nothing is new, and that he hears more by {on_day(event.next_on)}"
        case _:
            return None


def _decision(event: Any) -> str | None:  # noqa: ANN401 - of the desk, or of a paper
    match event:
        case desk.DraftBegun():
            return "begins a draft. Nobody sees that there is one"
        case desk.OptionChosen():
            day = "" if event.last_on is None else f", last day {on_day(event.last_on)}"
            return f"writes: {event.option}{day}"
        case desk.BesideJoined():
            return "stands beside him, on a phone of their own"
        case desk.DecisionSigned():
            return "signs. NOT DELIVERED: the agency has received nothing"
        case desk.SignatureTakenBack():
            return "takes the signature back"
        case desk.DecisionSent():
            return "sends it, by his own hand"
        case paper.ReceiptAcknowledged():
            return "has the paper, and nothing that was before it"
        case _:
            return None


def _step(event: steps.Event) -> str | None:
    match event:
        case steps.ReturnStepPlanned() if event.on is not None:
            return f"plans: {BACK[event.step].lower()}, {on_day(event.on)}, with {event.person}"
        case steps.ReturnStepAgreed():
            return "goes along"
        case steps.ReturnStepConfirmed():
            return f"says that it is done: {BACK[event.step].lower()}"
        case _:
            return None


def _of_command(event: Any, state: Any) -> str | None:  # noqa: ANN401 - what is left, with its state
    match event:
        case owed.DutyDone():
            return DUTIES[event.duty].format(state.member)
        case owed.DutyExcused():
            return f"says why not: {state.member} asked for no {event.duty}"
        case DutyStatusRecorded():
            until = "" if event.until_on is None else f" until {on_day(event.until_on)}; he has it in writing"
            return f"writes down: {STATUSES[event.status]}{until}"
        case inquiry.StatusRecorded():
            return f"passes on: {stands(event.inquiry, event.status)}"
        case news.NewsChosen():
            return f"chooses who brings such news: {event.person}, over a {event.spot}"
        case news.NewsTold():
            return "told him. Now his page says it, and so may others know"
        case AttendanceDisclosed():
            return f"passes on one day: a session, attended {on_day(event.on)}. Nothing else"
        case ReturnCompleted():
            return f"lets command know of this step: {BACK[event.step].lower()}, {on_day(event.on)}"
        case _:
            return None
