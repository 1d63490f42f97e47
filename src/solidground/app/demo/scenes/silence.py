"""S5 and S6: calls unanswered are added up across people; "not now" is an answer, and somebody asks again."""

from collections.abc import Iterator

from solidground.app.asking.questions import Board
from solidground.app.demo.beats import Beat, Scene
from solidground.app.demo.cast import CEDAR, DETECTIVE, LANTERN, local
from solidground.app.demo.panes import pane
from solidground.app.demo.show import Show
from solidground.core.care.ask.events import AskLapsed, AskSent
from solidground.core.care.choice.commands import ChooseNotNow
from solidground.core.care.choice.events import NotNowChosen
from solidground.core.care.contact.commands import DecideNextAct, RecordContact
from solidground.core.care.contact.events import ContactRecorded, NextActDecided, StepAdded, StepCancelled, StepOpened
from solidground.core.care.keeping.events import EscalationAcknowledged, EscalationRaised, RungAsked
from solidground.core.care.state import item_of
from solidground.core.kernel import PersonId

WORK = (StepOpened, StepAdded, ContactRecorded, NextActDecided, AskSent, AskLapsed)
LADDER = (EscalationRaised, RungAsked, EscalationAcknowledged)


def silence(show: Show) -> Iterator[Beat]:
    """S5: every call has gone unanswered, and somebody adds it up."""
    yield Scene("S5", "The phone buzzes and he cannot answer it. Somebody adds it up.")
    show.forget()
    _tried(show, 1, "11:10", CEDAR, "day_1", "phone")
    _tried(show, 3, "17:20", CEDAR, "day_3", "phone")
    yield from show.tell(*WORK)
    yield show.said("Two conversations owed, two calls unanswered. Neither is a fault of his, nor of his peer.")
    show.until(3, "17:21")
    yield from show.tell(*WORK, sent=("keeper_asked",))
    other = _keeper(show, "silence")
    show.until(4, "12:00")
    _tried(show, 4, "12:05", other, "silence", "person")
    show.until(4, "12:06")
    yield from show.tell(*WORK, sent=("keeper_asked",))
    yield show.panes(CEDAR, pane(show.stage, "The coordinator sees", LANTERN, Board()))
    show.until(5, "10:00")
    yield from show.tell(*WORK)
    show.do(DecideNextAct(show.now, LANTERN, "visit", None))
    show.until(5, "10:01")
    yield from show.tell(*WORK, *LADDER)
    yield show.said("A person decides what a person does next. Never the machine, never command.")
    show.until(5, "15:30")
    visitor = _keeper(show, "visit")
    show.do(RecordContact(show.now, visitor, "visit", None, "made", show.now, True, "person", None, "peer"))  # noqa: FBT003 - to the minute
    yield from show.tell(*WORK, *LADDER)
    yield show.said("He opens the door.")


def not_now(show: Show) -> Iterator[Beat]:
    """S6: he does not want to talk; somebody has to remember to ask again."""
    yield Scene("S6", "\u201cNot now.\u201d It turns out to mean \u201clater\u201d.")
    show.forget()
    show.until(6, "20:15")
    show.do(ChooseNotNow(show.now, DETECTIVE, local(9, "10:00")))
    show.until(7, "18:30")
    yield from show.tell(NotNowChosen, StepAdded, StepCancelled, *LADDER)
    yield show.said("The week's conversation was due. Nothing escalates: he has answered.")
    yield show.panes(CEDAR)
    show.until(9, "10:00")
    yield show.said("Thursday. Somebody remembers to ask again.")
    show.until(9, "10:40")
    keeper = _keeper(show, "again")
    show.do(RecordContact(show.now, keeper, "again", None, "made", show.now, True, "person", None, "peer"))  # noqa: FBT003 - to the minute
    yield from show.tell(StepOpened, ContactRecorded, *LADDER, sent=("keeper_asked",))


def _tried(show: Show, days: int, clock: str, by: PersonId, key: str, way: str) -> None:
    show.until(days, clock)
    show.do(RecordContact(show.now, by, key, None, "no_answer", show.now, True, way, None, "peer"))  # noqa: FBT003 - to the minute


def _keeper(show: Show, key: str) -> PersonId:
    item = item_of(show.stage.case(DETECTIVE), key)
    assert item is not None, f"{key} is owed now"
    assert item.keeper is not None, f"somebody keeps {key}"
    return item.keeper
