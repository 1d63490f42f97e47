"""What people do of themselves while nobody tells their story: they keep what they owe, one in ten of them late.

What must never happen here: chance that differs from one run to the next.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.ask.events import AskSent
from solidground.core.care.contact.commands import RecordContact, RecordTask
from solidground.core.care.contact.dates import RETURN
from solidground.core.care.contact.events import KeeperChanged, StepOpened
from solidground.core.care.contact.steps import ANNIVERSARY
from solidground.core.care.offer.commands import AcceptOffer
from solidground.core.care.offer.events import OfferMade
from solidground.core.care.state import Case, item_of
from solidground.core.kernel import HOUR, MINUTE, CaseId, Instant, PersonId

LATE_OF = 10
"""One step of so many is done after its lapse."""

IN_TIME = frozenset({"hearing", RETURN})
"""What is told of closely is never late by chance."""


class Steady:
    """People who keep what they owe. ``told`` names what is left to the script: a member, and a step's key."""

    def __init__(self) -> None:
        """Leave nothing to the script yet."""
        self.told: set[tuple[PersonId, str]] = set()

    def __call__(self, case: CaseId, event: object, state: Case) -> Sequence[tuple[Instant, Any]]:
        """Return what this event makes somebody do."""
        member = state.head.member
        key = getattr(event, "key", "")
        if (member, key) in self.told:
            return ()
        match event:
            case StepOpened() | KeeperChanged() if event.keeper is not None:
                return _kept(case, event, event.keeper, state)
            case OfferMade():
                at = event.at + 5 * MINUTE
                return ((at, AcceptOffer(at, member)),)
            case AskSent():
                at = event.send_at + 2 * HOUR
                answer = "no" if key == ANNIVERSARY else "ok"
                return ((at, AnswerAsk(at, member, key, event.occurrence, answer, None)),)  # type: ignore[arg-type]  # both are answers
            case _:
                return ()


def _kept(
    case: CaseId, event: StepOpened | KeeperChanged, keeper: PersonId, state: Case
) -> Sequence[tuple[Instant, Any]]:
    item = item_of(state, event.key, event.occurrence)
    assert item is not None, "what opened is there"
    draw = hashlib.sha256(f"{case}|{event.key}|{event.occurrence}".encode()).digest()
    late = draw[4] % LATE_OF == 0 and event.key not in IN_TIME
    at = item.lapses_at + 3 * HOUR if late else event.send_at + (20 + draw[1] % 60) * MINUTE
    role = item.who
    if item.kind == "task":
        return ((at, RecordTask(at, keeper, item.key, item.occurrence, at, role)),)
    return ((at, RecordContact(at, keeper, item.key, item.occurrence, "made", at, True, "phone", None, role)),)  # noqa: FBT003 - to the minute
