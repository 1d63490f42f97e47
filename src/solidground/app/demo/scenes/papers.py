"""S14: papers at night. A draft is his alone; signed is not sent; and in the end he sends it himself."""

from collections.abc import Iterator

from solidground.app.asking.questions import Delivered, MyDecision, PapersSent
from solidground.app.demo.beats import Beat, Panes, Scene
from solidground.app.demo.cast import CHIEF, DETECTIVE, HR
from solidground.app.demo.panes import pane
from solidground.app.demo.show import Show
from solidground.core.desk import events as desk
from solidground.core.duty.delivered import events as paper
from solidground.core.duty.property.events import MemberTold, TellingAsked


def _panes(show: Show) -> Panes:
    return Panes(
        (
            pane(show.stage, "The member sees", DETECTIVE, MyDecision()),
            pane(show.stage, "HR sees", HR, Delivered()),
            pane(show.stage, "Command sees", CHIEF, PapersSent()),
        )
    )


def at_night(show: Show) -> Iterator[Beat]:
    """S14: he cannot sign, puts the pen down, and comes back. Meanwhile a day passes, and somebody has to tell him."""
    yield Scene("S14", "Papers on a table at night. Not tonight.")
    show.forget()
    show.until(10, "04:00")
    yield from show.tell(*desk.Event.__args__)
    yield show.said("\u201cNot tonight\u201d is a button. It keeps everything, and tells nobody.")
    show.until(11, "10:00")
    yield from show.tell(TellingAsked, MemberTold)
    show.until(12, "18:00")
    yield show.said("A gun of his own goes to a range for a while. He notes it for himself; no log has it.")
    show.until(13, "03:00")
    yield from show.tell(*desk.Event.__args__)


def held(show: Show) -> Iterator[Beat]:
    """S14: he signs alone, at three. Nobody has it, and he takes it back."""
    yield Scene("S14", "He signs. Nobody has it.")
    show.until(20, "03:19")
    show.forget()
    show.until(20, "03:21")
    yield from show.tell(*desk.Event.__args__)
    yield _panes(show)
    show.until(22, "19:00")
    yield from show.tell(*desk.Event.__args__)
    yield show.said("Others said: take some time, do nothing rash. Nobody in the agency ever knew.")


def sent(show: Show) -> Iterator[Beat]:
    """S14: in the end he signs with his partner beside him, and dates it."""
    yield Scene("S14", "He signs with his partner beside him, and dates it.")
    show.until(209, "18:00")
    show.forget()
    show.until(209, "19:20")
    yield from show.tell(*desk.Event.__args__)
    show.until(213, "09:00")
    yield show.said("The pause is over. Nothing was sent by that.")
    show.until(213, "14:00")
    yield from show.tell(*desk.Event.__args__, *paper.Event.__args__)
    yield _panes(show)
