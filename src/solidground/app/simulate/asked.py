"""What an event asks of people, held against what it may: at the right hour, and never of who was ruled out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from solidground.app.promises import DECIDES, RIGHT_HOUR
from solidground.app.simulate.mailing import Mailing
from solidground.app.simulate.witness import Seen
from solidground.core.care.ask.events import AskSent
from solidground.core.care.contact.events import KeeperChanged, StepOpened, StepReminded
from solidground.core.care.contact.steps import AT_ANY_HOUR, STILL
from solidground.core.care.events import CaseOpened
from solidground.core.care.keeping.events import EscalationRaised, PeerAssigned, RungAsked
from solidground.core.care.state import Case, item_of
from solidground.core.hours import Quiet, is_quiet, to_local
from solidground.core.kernel import PersonId
from solidground.core.subject import Notice

MEMBER_SILENT = "member"
"""The ladder of a member who does not answer."""

Hours = Callable[[PersonId], Quiet | None]


class Asked:
    """Holds each event against the choices of the member and the hours of whom it asks."""

    def __init__(self, mailing: Mailing) -> None:
        """Tell the mailing what may go out at any hour."""
        self._mailing = mailing

    def flaws(self, seen: Seen, notices: Sequence[Notice], hours: Hours) -> Iterator[tuple[str, str]]:
        """Return the promises that an event breaks, and how."""
        for notice in notices:
            if notice.urgent or at_any_hour(seen):
                self._mailing.at_any_hour(seen.stream, notice.obligation)
                continue
            quiet = hours(notice.recipient)
            if quiet is not None and is_quiet(quiet, notice.send_at):
                yield RIGHT_HOUR, f"asks {notice.recipient} in his quiet hours, at {notice.send_at}"
        for why in _against(seen):
            yield DECIDES, why
        if isinstance(seen.event, CaseOpened):
            for why in _off_the_wall(seen.event):
                yield RIGHT_HOUR, why


def at_any_hour(seen: Seen) -> bool:
    """Tell whether what an event asks for may be asked through the night."""
    case: Case = seen.after
    match seen.event:
        case StepOpened() | KeeperChanged() | StepReminded():
            item = item_of(case, seen.event.key, seen.event.occurrence)
            return item is not None and item.who in AT_ANY_HOUR
        case RungAsked():
            return case.plan.ladder(seen.event.ladder).urgent
        case _:
            return False


def _against(seen: Seen) -> Iterator[str]:
    choices = seen.before.choices
    for person in asked_of(seen.event):
        if person in choices.ruled_out:
            yield f"asks {person}, who was ruled out"
    resting = choices.resting_until is not None and seen.event.at < choices.resting_until
    match seen.event:
        case EscalationRaised(ladder=ladder) if ladder == MEMBER_SILENT and resting:
            yield "raises an escalation although he said not now"
        case AskSent(key=key) if key != STILL and (choices.counsel or resting):
            yield "asks the member although he said not now, or his lawyer did"
        case _:
            pass


def asked_of(event: Any) -> Iterable[PersonId]:  # noqa: ANN401 - any event of a case
    """Return whom an event asks for anything."""
    match event:
        case PeerAssigned(peer=person) | StepOpened(keeper=person) | KeeperChanged(keeper=person):
            return () if person is None else (person,)
        case StepReminded(keeper=person):
            return (person,)
        case RungAsked(asked=person):
            return () if person is None else (person,)
        case _:
            return ()


def _off_the_wall(opened: CaseOpened) -> Iterator[str]:
    """A day of 23 or 25 hours moves nothing: each step falls on the wall time it names."""
    for step in opened.plan.steps:
        if to_local(step.due_at, opened.plan.zone).isoformat(timespec="minutes") != step.local:
            yield f"owes {step.key} at another hour than the {step.local} it names"
