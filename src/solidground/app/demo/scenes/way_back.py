"""S9 and S15: the good news is told over a coffee; and he comes back in steps of his own."""

from collections.abc import Iterator

from solidground.app.asking.questions import Inquiries, MyNews, MyReturn, Returned
from solidground.app.demo.beats import Beat, Panes, Scene
from solidground.app.demo.cast import CAPTAIN, CHIEF, DETECTIVE
from solidground.app.demo.panes import pane
from solidground.app.demo.scenes.choosing import chosen_again
from solidground.app.demo.show import Show
from solidground.core.care.contact.events import ContactRecorded, StepOpened
from solidground.core.care.news.events import NewsTold
from solidground.core.care.returning import events as steps
from solidground.core.duty.investigation.events import StatusRecorded
from solidground.core.duty.property import events as things
from solidground.core.duty.returned.events import ReturnCompleted
from solidground.core.duty.status.events import DutyStatusRecorded

CONFIRMED = things.PropertyHandoverConfirmed


def told(show: Show) -> Iterator[Beat]:
    """S9: the call that clears him does not come by phone."""
    yield Scene("S9", "The good news is brought by whom he chose, over a coffee.")
    show.until(15, "09:00")
    show.forget()
    show.until(15, "09:35")
    yield from show.tell(StatusRecorded, StepOpened, sent=("keeper_asked",))
    yield show.said("He is sent nothing, and his page says nothing. A person tells him.")
    yield _news(show, "until then")
    show.until(16, "18:00")
    yield from show.tell(NewsTold)
    yield _news(show, "from then on")


def _news(show: Show, since: str) -> Panes:
    return Panes(
        (
            pane(show.stage, f"The member sees, {since}", DETECTIVE, MyNews()),
            pane(show.stage, f"The chief sees, {since}", CHIEF, Inquiries()),
        )
    )


def coming_back(show: Show) -> Iterator[Beat]:
    """S15: the scene, the range, a first shift with his partner, at his pace."""
    yield Scene("S15", "The squad room seems impossible. He comes back in steps.")
    show.until(30, "18:00")
    show.forget()
    yield show.said("First he changes his choice again: his partner may call, and he wants Cedar back.")
    yield from chosen_again(show)
    show.until(39, "12:00")
    yield from show.tell(*steps.Event.__args__, sent=("along_asked",))
    yield _both(show)
    show.until(40, "18:00")
    yield from show.tell(*steps.Event.__args__, ReturnCompleted)
    show.until(47, "18:00")
    yield from show.tell(steps.ReturnStepPlanned, ReturnCompleted, things.PropertyHandoverBegun, CONFIRMED)
    show.until(57, "20:00")
    yield from show.tell(steps.ReturnStepPlanned, StatusRecorded, NewsTold)
    show.until(70, "18:00")
    yield from show.tell(ReturnCompleted, StepOpened, ContactRecorded)
    show.until(76, "18:00")
    yield from show.tell(ReturnCompleted, DutyStatusRecorded, things.PropertyHandoverBegun, CONFIRMED)
    yield _both(show)


def _both(show: Show) -> Panes:
    return Panes(
        (
            pane(show.stage, "The member sees", DETECTIVE, MyReturn()),
            pane(show.stage, "His captain sees", CAPTAIN, Returned()),
        )
    )
