"""S1: nobody is alone unseen. Every handing over is confirmed, or the coordinator hears of it within minutes."""

from collections.abc import Iterator

from solidground.app.asking.questions import Board
from solidground.app.demo.beats import Beat, Scene
from solidground.app.demo.cast import CEDAR, COMPANION, DETECTIVE, LANTERN, MARLOW, SECOND_COMPANION, THIRD_COMPANION
from solidground.app.demo.panes import pane
from solidground.app.demo.show import Show
from solidground.core.care.companion import events as companion
from solidground.core.care.companion.commands import ConfirmHandover, EndCompanion, HandOver, NameCompanion
from solidground.core.care.contact.commands import RecordTask
from solidground.core.care.contact.events import StepLapsed, TaskDone
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.keeping.events import EscalationAcknowledged, EscalationStoodDown, RungAsked
from solidground.core.care.offer.commands import AcceptOffer, MakeOffer
from solidground.core.care.offer.events import OfferAccepted, OfferMade

BESIDE = (
    companion.CompanionNamed,
    companion.HandoverOffered,
    companion.HandoverConfirmed,
    companion.CompanionEnded,
)
LADDER = (StepLapsed, RungAsked, EscalationAcknowledged, EscalationStoodDown)


def first_night(show: Show) -> Iterator[Beat]:
    """S1: day 0."""
    yield Scene("S1", "Day 0. He does not leave alone.")
    show.forget()
    show.until(0, "22:25")
    yield show.said("In the story he walks out of a bar, and nobody knows where he went. Here he is asked: who?")
    show.do(NameCompanion(show.now, DETECTIVE, COMPANION))
    yield from show.tell(*BESIDE)
    show.forget()
    show.until(0, "22:30")
    show.do(MakeOffer(show.now, MARLOW, show.now, "person", "on_call"))
    show.do(AcceptOffer(show.now, DETECTIVE))
    show.do(RecordTask(show.now, COMPANION, "family_told", None, show.now, "companion"))
    yield from show.tell(OfferMade, OfferAccepted, TaskDone)
    show.until(0, "22:50")
    show.do(HandOver(show.now, COMPANION, SECOND_COMPANION))
    show.until(0, "22:52")
    show.do(ConfirmHandover(show.now, SECOND_COMPANION))
    yield from show.tell(*BESIDE, sent=("handover_asked",))
    yield from _unconfirmed(show)
    show.until(1, "00:50")
    show.do(EndCompanion(show.now, DETECTIVE))
    yield from show.tell(*BESIDE)


def _unconfirmed(show: Show) -> Iterator[Beat]:
    show.until(0, "23:30")
    yield show.said("The next hand-over is not confirmed.")
    show.do(HandOver(show.now, SECOND_COMPANION, THIRD_COMPANION))
    show.until(0, "23:47")
    yield from show.tell(*BESIDE, *LADDER, sent=("urgent_call",))
    yield show.panes(CEDAR, pane(show.stage, "The coordinator sees", LANTERN, Board()))
    show.do(Acknowledge(show.now, LANTERN, "handover", "coordinator"))
    yield from show.tell(*LADDER)
    show.until(0, "23:51")
    yield show.said(f"{LANTERN} rings round: {THIRD_COMPANION}'s phone lay in the car. He is with him now.")
    show.do(ConfirmHandover(show.now, THIRD_COMPANION))
    yield from show.tell(*BESIDE, *LADDER)
