"""What a case shows the machine around it: its read row, and the notifications its events ask for."""

from typing import NamedTuple

from solidground.core.care.ask.events import AskSent
from solidground.core.care.choice.events import CallUndone
from solidground.core.care.clock import soonest, wake_at
from solidground.core.care.contact.events import KeeperChanged, StepOpened, StepReminded
from solidground.core.care.contact.steps import AT_ANY_HOUR, CALL, HANDOVER, STILL, URGENT_KEYS
from solidground.core.care.keeping.events import RungAsked
from solidground.core.care.look import LINE
from solidground.core.care.needs import needs_of
from solidground.core.care.returning.decider import asked_id, still_asks
from solidground.core.care.returning.events import ReturnStepAsked
from solidground.core.care.state import Case, Item, Raised
from solidground.core.care.word.decider import is_for, word_id
from solidground.core.care.word.events import WordAddressed
from solidground.core.kernel import CaseId, PersonId, obligation_id
from solidground.core.ladder import URGENT_HOURLY_TIMES, URGENT_SOON_TIMES, is_calm
from solidground.core.subject import CaseRow, Notice

URGENT_LADDERS = frozenset({"urgent", HANDOVER})
URGENT_TIMES = URGENT_SOON_TIMES + URGENT_HOURLY_TIMES
"""After so many repeats an urgent ladder is asked by day, as any other."""

OWN_WORD = "word_waits"
"""The kind of a notice of words of the member's own: also to whom he ruled out, if he picked him himself."""

ALONG = "along_asked"
"""The kind of a notice to whom the member picked to go along at a step of his way back."""

UNDONE_RUNG = 99
"""The rung of the notice that takes a call back: it is told whatever became of the call."""


def row(case: Case) -> CaseRow | None:
    """Return the read row of a case; None for one that was never opened."""
    if case.status == "none":
        return None
    head = case.head
    step, due_at = soonest(case) or (None, None)
    keepers = {i.keeper for i in case.items} | {r.taken_by or r.asked for r in case.raised}
    return CaseRow(
        case.status,
        head.member,
        head.incident,
        head.part,
        head.began_at,
        wake_at(case),
        _urgent(case),
        case.peer,
        case.unheld_at,
        step,
        due_at,
        case.life.ended_at if case.status == "closed" else None,
        tuple(sorted([k for k in keepers | {case.peer, case.regular} if k is not None and k != LINE])),
        int(needs_of(case)),
    )


def _urgent(case: Case) -> bool:
    minutes = any(r.ladder in URGENT_LADDERS and r.repeat <= URGENT_TIMES for r in case.raised)
    return minutes or bool([i for i in case.items if i.key in URGENT_KEYS and i.stage != "lapsed"])


def notices(case: str, event: object) -> tuple[Notice, ...]:
    """Return what an event asks to be sent. ``rung`` is 0 for a keeper, -1 for a reminder, 1 and more on a ladder."""
    match event:
        case StepOpened():
            turn = (0, 0)
            return _notice(
                case, event.key, event.occurrence, turn, event.keeper, event.way, _asks(event.key), event.send_at
            )
        case StepReminded():
            return _notice(
                case, event.key, event.occurrence, (0, -1), event.keeper, event.way, "keeper_reminded", event.send_at
            )
        case RungAsked():
            return _rung(case, event)
        case KeeperChanged():
            turn = (event.turn, 0)
            return _notice(
                case, event.key, event.occurrence, turn, event.keeper, event.way, _asks(event.key), event.send_at
            )
        case AskSent():
            return _notice(
                case, event.key, event.occurrence, (0, 0), event.member, event.way, "member_asked", event.send_at
            )
        case CallUndone():
            return _notice(
                case, CALL, event.occurrence, (0, UNDONE_RUNG), event.told, event.way, "call_undone", event.at
            )
        case WordAddressed(to=to, way=str(way)):
            return (Notice(word_id(CaseId(case), event.number), 0, 0, to, way, OWN_WORD, event.send_at),)
        case ReturnStepAsked(to=to, way=str(way)):
            asked = asked_id(CaseId(case), event.step, event.number)
            return (Notice(asked, 0, 0, to, way, ALONG, event.send_at),)
        case _:
            return ()


_ASKS = {HANDOVER: "handover_asked", CALL: "urgent_call"}


def _asks(key: str) -> str:
    return _ASKS.get(key, "keeper_asked")


def _rung(case: str, event: RungAsked) -> tuple[Notice, ...]:
    kind = "rung_repeated" if event.repeat else "rung_asked"
    if event.ladder in URGENT_LADDERS and event.repeat <= URGENT_TIMES:
        kind = "urgent_call"
    turn = (event.repeat, event.rung + 1)
    return _notice(case, f"ladder:{event.ladder}", event.occurrence, turn, event.asked, event.way, kind, event.send_at)


def _notice(
    case: str,
    step: str,
    occurrence: int,
    turn: tuple[int, int],
    to: PersonId | None,
    way: str | None,
    kind: str,
    send_at: int,
) -> tuple[Notice, ...]:
    if to is None or way is None or to == LINE:
        return ()
    repeat, rung = turn
    urgent = kind in ("urgent_call", "handover_asked", "call_undone")
    return (Notice(obligation_id(CaseId(case), step, occurrence), repeat, rung, to, way, kind, send_at, urgent),)


class Wanted(NamedTuple):
    """What a notification is about: the step, or the escalation. Both None where it is over."""

    item: Item | None
    raised: Raised | None


def wanted_of(case: Case, obligation: str) -> Wanted:
    """Return what an obligation's id stands for in a case now."""
    name = case.head.case
    item = next((i for i in case.items if obligation_id(name, i.key, i.occurrence) == obligation), None)
    raised = next((r for r in case.raised if _ladder_id(case, r.ladder, r.occurrence) == obligation), None)
    return Wanted(item, raised)


def ladder_of(case: Case, obligation: str) -> str | None:
    """Return the ladder an obligation's id stands for, also after it was stood down or gathered into another."""
    names = [ladder.name for ladder in case.plan.ladders]
    occurrences = range(1, case.raises + 1)
    return next((n for n in names for o in occurrences if _ladder_id(case, n, o) == obligation), None)


def _ladder_id(case: Case, ladder: str, occurrence: int) -> str:
    return obligation_id(case.head.case, f"ladder:{ladder}", occurrence)


def still_wanted(case: Case, notice: Notice) -> bool:
    """Tell whether a notification is still to be sent: nobody is told of what was done, passed on, taken or stopped."""
    if notice.kind == OWN_WORD:
        return case.status in ("active", "standing") and is_for(case, notice.obligation, notice.recipient)
    if notice.recipient in case.choices.ruled_out or case.status not in ("active", "standing"):
        return False
    if notice.rung == UNDONE_RUNG:
        return True
    if notice.kind == ALONG:
        return still_asks(case, notice.obligation, notice.recipient)
    item, raised = wanted_of(case, notice.obligation)
    if raised is not None:
        return raised.taken_by is None and notice.recipient in raised.tried
    if item is None:
        return False
    if item.kind == "ask":
        return _may_ask(case, item, notice)
    if notice.rung < 0:
        # Once it has lapsed somebody else is asked: the reminder comes too late.
        return item.keeper == notice.recipient and item.stage != "lapsed"
    return item.keeper == notice.recipient and item.turns == notice.repeat


def is_for_any_hour(case: Case, notice: Notice) -> bool:
    """Tell whether a notification goes out through quiet hours: who is on call is asked, or a ladder in minutes.

    Such a ladder repeats daily in the end, and then by day: also what is late.
    """
    item, raised = wanted_of(case, notice.obligation)
    if raised is not None:
        ladder = case.plan.ladder(raised.ladder)
        return ladder.urgent and not is_calm(ladder, notice.repeat)
    return item is not None and item.who in AT_ANY_HOUR


def _may_ask(case: Case, item: Item, notice: Notice) -> bool:
    choices = case.choices
    resting = choices.resting_until is not None and notice.send_at < choices.resting_until
    return case.life.hold is None and (item.key == STILL or not (resting or choices.counsel))
