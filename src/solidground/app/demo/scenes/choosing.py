"""S12 and S11: the member picks who may contact him; a colleague who worries is heard, and protected."""

from collections.abc import Iterator

from solidground.app.asking.questions import OneCase, OneConcern
from solidground.app.demo.beats import Beat, Panes, Scene
from solidground.app.demo.cast import CEDAR, CHIEF, COLLEAGUE, DETECTIVE, LANTERN, PARTNER, local
from solidground.app.demo.panes import pane
from solidground.app.demo.show import Show
from solidground.core.care.choice.commands import LetBackIn, RuleOut
from solidground.core.care.choice.events import PersonLetBackIn, PersonRuledOut
from solidground.core.care.concern.commands import AcknowledgeConcern, FollowUpConcern, RaiseConcern
from solidground.core.care.concern.events import Event as ConcernEvent
from solidground.core.care.keeping.commands import AssignPeer, ChangePeer
from solidground.core.care.keeping.events import PeerAssigned
from solidground.core.kernel import Refusal

CONCERN = "c-1"
TELLING = (PersonRuledOut, PersonLetBackIn, PeerAssigned)


def choosing(show: Show) -> Iterator[Beat]:
    """S12: he will not see the one person he is closest to."""
    yield Scene("S12", "He picks who may contact him, and changes it at any time.")
    show.until(16, "19:05")
    show.forget()
    show.do(RuleOut(show.now, DETECTIVE, PARTNER))
    show.do(ChangePeer(show.now, DETECTIVE))
    yield from show.tell(*TELLING)
    peer = show.stage.case(DETECTIVE).peer
    assert peer is not None, "there are enough peers"
    case = show.stage.cases[DETECTIVE]
    yield Panes(
        (
            pane(show.stage, "The member sees", DETECTIVE, OneCase(case)),
            pane(show.stage, f"His peer {peer} sees", peer, OneCase(case)),
            pane(show.stage, f"Ruled out, {PARTNER} sees", PARTNER, OneCase(case)),
        )
    )


def chosen_again(show: Show) -> Iterator[Beat]:
    """Tell how he changes it again: his partner may call, and Cedar is back."""
    show.do(LetBackIn(show.now, DETECTIVE, PARTNER))
    show.do(AssignPeer(show.now, LANTERN, CEDAR))
    yield from show.tell(*TELLING)


def worried(show: Show) -> Iterator[Beat]:
    """S11: the partner notices somebody slipping away."""
    yield Scene("S11", "\u201cI am worried about them.\u201d")
    show.until(24, "17:30")
    show.forget()
    yield show.said(
        f"Short answers, no jokes, alone with the weights: {PARTNER} worries about {COLLEAGUE}, a colleague."
    )
    _worry(show, RaiseConcern(show.now, PARTNER, COLLEAGUE, PARTNER, source_agrees=False, danger=False))
    show.until(24, "19:10")
    _worry(show, AcknowledgeConcern(show.now, LANTERN, local(26, "18:00")))
    yield from show.tell(*ConcernEvent.__args__, of=None, sent=("concern_asked",))
    yield Panes(
        (
            pane(show.stage, "Who worries sees", PARTNER, OneConcern(CONCERN)),
            pane(show.stage, "Who reads it sees", LANTERN, OneConcern(CONCERN)),
            pane(show.stage, "Command sees", CHIEF, OneConcern(CONCERN)),
        )
    )
    show.until(25, "16:00")
    _worry(show, FollowUpConcern(show.now, LANTERN, "spoke"))
    yield from show.tell(*ConcernEvent.__args__, of=None)
    assert COLLEAGUE not in show.stage.cases, "a concern opens no case by itself"
    yield show.said(f"No case was opened: {COLLEAGUE} knows where the door is, and decides.")


def _worry(show: Show, command: object) -> None:
    outcome = show.stage.worry(CONCERN, command)
    assert not isinstance(outcome, Refusal), outcome
