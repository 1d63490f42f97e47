"""The commands behind what members decide in a replay."""

from collections.abc import Sequence
from typing import Any

from solidground.app.replay.acting import Act
from solidground.app.replay.choosing import beside
from solidground.core.care.choice.commands import (
    AdviseNoContact,
    CallMe,
    ChooseWay,
    LetBackIn,
    RuleOut,
    StopContact,
    UndoCall,
)
from solidground.core.care.commands import LiftHold, RecordHold, SlowDown
from solidground.core.care.companion.commands import DeclineCompanion, EndCompanion, HandOver, NameCompanion
from solidground.core.care.contact.commands import AddDate
from solidground.core.care.keeping.commands import ChangePeer
from solidground.core.care.offer.commands import AcceptOffer
from solidground.core.care.state import Case
from solidground.core.hours import to_local
from solidground.core.kernel import DAY

HEARING_AFTER_DAYS = 30
"""A hearing is known a month ahead."""


def choices(act: Act, case: Case) -> Sequence[Any]:
    """Return the commands of a choice; none where there is nobody to choose about."""
    at, by = act.at, act.person
    match act.key:
        case "rule_out":
            return (RuleOut(at, by, case.peer),) if case.peer is not None else ()
        case "let_in":
            return tuple([LetBackIn(at, by, person) for person in sorted(case.choices.ruled_out)])
        case "hearing":
            on_at = at + HEARING_AFTER_DAYS * DAY
            return (AddDate(at, by, "hearing", on_at, to_local(on_at, case.plan.zone).isoformat(timespec="minutes")),)
        case "companion":
            return (NameCompanion(at, by, beside(case.head.member, 1)),)
        case "hand_over":
            return (HandOver(at, by, beside(case.head.member, 2)),) if case.companion.person == by else ()
        case "home":
            return (EndCompanion(at, by),) if case.companion.person is not None else ()
        case "grave_injury" | "arrest":
            return (RecordHold(at, by, "arrest" if act.key == "arrest" else "grave_injury"),)
        case "lift":
            return (LiftHold(at, by),) if case.life.hold is not None else ()
        case _:
            return (_plain(act),)


def _plain(act: Act) -> Any:  # noqa: ANN401 - one of the commands below
    at, by = act.at, act.person
    match act.key:
        case "stop":
            return StopContact(at, by)
        case "slow":
            return SlowDown(at, by)
        case "counsel":
            return AdviseNoContact(at, by)
        case "another":
            return ChangePeer(at, by)
        case "way":
            return ChooseWay(at, by, "phone")
        case "call":
            return CallMe(at, by)
        case "undo":
            return UndoCall(at, by)
        case "accept":
            return AcceptOffer(at, by)
        case _:
            assert act.key == "no_companion", "every choice is one of those named in choosing"
            return DeclineCompanion(at, by)
