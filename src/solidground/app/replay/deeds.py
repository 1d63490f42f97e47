"""What somebody who acts in a replay does: the command he gives, by what is owed when he comes to it."""

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from solidground.app.replay.acting import Act, Answers
from solidground.app.replay.chance import Chance
from solidground.app.replay.choices import choices
from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.companion.commands import ConfirmHandover
from solidground.core.care.contact.commands import DecideNextAct, DisputeContact, HandOn, RecordContact, RecordTask
from solidground.core.care.contact.steps import ANNIVERSARY, CALL, DECIDE, HANDOVER, STILL
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.offer.commands import AcceptOffer, DeclineOffer
from solidground.core.care.state import Case, Item, is_escalated, item_of
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant

MADE, TRIED, HANDED_ON = 0.76, 0.93, 0.94
"""Bounds of a draw: a conversation had, tried in vain, handed on; above the last, "not now"."""

TAKEN, LEFT_OPEN = 0.9, 0.95
LATE_RECORDS = 0.1
LATE_FOR = 20 * HOUR

Outcome: TypeAlias = Literal["made", "no_answer", "not_now"]


def deed(chance: Chance, answers: Answers, act: Act, case: Case, name: str) -> Sequence[Any]:
    """Return the commands somebody gives; none where nothing of his is owed any more."""
    if act.doing == "choose":
        return choices(act, case)
    if act.doing == "dispute":
        return (DisputeContact(act.at, act.person, act.key, act.occurrence),)
    if act.doing == "take":
        return _take(act, case)
    if act.doing == "reply":
        return _reply(chance, answers, act, name)
    item = item_of(case, act.key, act.occurrence)
    if item is None or item.stage == "ahead":
        return ()
    if act.doing == "answer":
        return _tap(chance, answers, act, item, name)
    return _do(chance, answers, act, item, name)


def follow_up(act: Act, case: Case, chance: Chance, answers: Answers, name: str) -> list[Act]:
    """Return what somebody who said "I have it" does next: the steps that had lapsed, at once or within the day."""
    ladder = next((r.ladder for r in case.raised if r.taken_by == act.person), None)
    if ladder is None:
        return []
    wait = chance.draws(name, "taken", ladder, act.at)[0]
    wait_for = 20 * HOUR if not case.plan.ladder(ladder).urgent else 4 * MINUTE
    at = act.at + (MINUTE if answers == "everybody" else int((0.1 + 0.8 * wait) * wait_for))
    return [
        Act(at + n, "do", act.person, i.key, i.occurrence)
        for n, i in enumerate(i for i in case.items if is_escalated(i, ladder))
    ]


def _take(act: Act, case: Case) -> Sequence[Any]:
    if not any(r.asked == act.person and r.taken_by is None for r in case.raised):
        return ()
    return (Acknowledge(act.at, act.person, act.key, "taken"),)


def _reply(chance: Chance, answers: Answers, act: Act, name: str) -> Sequence[Any]:
    says = 0.0 if answers == "everybody" else chance.draws(name, "offer")[0]
    if says < TAKEN:
        return (AcceptOffer(act.at, act.person),)
    return () if says < LEFT_OPEN else (DeclineOffer(act.at, act.person),)


def _tap(chance: Chance, answers: Answers, act: Act, item: Item, name: str) -> Sequence[Any]:
    says = chance.draws(name, "says", item.key, item.occurrence)[0]
    if item.key in (ANNIVERSARY, STILL):
        answer: Literal["yes", "no"] = "yes" if says < 0.4 else "no"  # noqa: PLR2004 - said in the report
        return (AnswerAsk(act.at, act.person, item.key, item.occurrence, answer, None),)
    if answers == "everybody" or says < 0.85:  # noqa: PLR2004 - as above
        return (AnswerAsk(act.at, act.person, item.key, item.occurrence, "ok", None),)
    if says < 0.9:  # noqa: PLR2004 - as above
        return (AnswerAsk(act.at, act.person, item.key, item.occurrence, "call_me", None),)
    return (AnswerAsk(act.at, act.person, item.key, item.occurrence, "not_now", act.at + 7 * DAY),)


def _do(chance: Chance, answers: Answers, act: Act, item: Item, name: str) -> Sequence[Any]:
    outcome, late, day, _ = chance.draws(name, "do", item.key, item.occurrence, act.person, act.at)
    if item.key == DECIDE:
        return (DecideNextAct(act.at, act.person, "visit" if outcome < 0.7 else "another_person", None),)  # noqa: PLR2004 - as above
    if item.key == HANDOVER:
        return (ConfirmHandover(act.at, act.person),)
    if item.kind == "task":
        return (RecordTask(act.at, act.person, item.key, item.occurrence, act.at, _role(item)),)
    if answers == "everybody" or item.kind == "word" or outcome < MADE:
        return (_contact(act, item, "made", late=late < LATE_RECORDS and answers == "mixed"),)
    if outcome < TRIED or item.key in ("offer", CALL):
        return (_contact(act, item, "no_answer"),)
    if outcome < HANDED_ON and item.keeper == act.person and item.stage != "lapsed":
        return (HandOn(act.at, act.person, item.key, item.occurrence),)
    return (_contact(act, item, "not_now", act.at + int((3 + 18 * day) * DAY)),)


def _contact(
    act: Act, item: Item, outcome: Outcome, until_at: Instant | None = None, *, late: bool = False
) -> RecordContact:
    # Written down late: the contact was hours before the tap.
    held_at = max(item.asked_at, act.at - LATE_FOR) if late else act.at
    way = item.ways[0] if item.ways else None
    return RecordContact(
        act.at, act.person, item.key, item.occurrence, outcome, held_at, not late, way, until_at, _role(item)
    )


def _role(item: Item) -> str:
    return item.who
