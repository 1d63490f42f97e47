"""What one tap or one digit asks of a case: the one command behind it.

What must never happen here: more than one command, or a guess where a tap could mean two things.
"""

from typing import Any, Literal, NamedTuple, TypeAlias, assert_never, cast, get_args

from solidground.core.care.ask.commands import AnswerAsk, KeepAnswer, TakeBackAnswer
from solidground.core.care.ask.decider import NOT_ASKED
from solidground.core.care.ask.events import LateAnswer
from solidground.core.care.choice.commands import CallMe, ChooseNotNow, TakeBackNotNow, UndoCall
from solidground.core.care.companion.commands import ConfirmHandover
from solidground.core.care.contact.commands import HandOn, RecordContact, RecordTask
from solidground.core.care.contact.recording import NOT_OWED
from solidground.core.care.contact.steps import NEWS
from solidground.core.care.keeping.commands import Acknowledge, DeclineRung
from solidground.core.care.offer.commands import AcceptOffer, DeclineOffer
from solidground.core.care.state import Case, Item
from solidground.core.care.views import ladder_of, wanted_of
from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.core.protocol.plan import Kind

Choice: TypeAlias = Literal[
    "ok",
    "yes",
    "no",
    "not_now",
    "call_me",
    "undo",
    "undo_ok",
    "undo_not_now",
    "accept",
    "decline",
    "made",
    "no_answer",
    "hand_over",
    "take",
    "confirm",
    "cannot",
]
CHOICES: tuple[Choice, ...] = get_args(Choice)

UNDOES: dict[str, Choice] = {"call_me": "undo", "ok": "undo_ok", "not_now": "undo_not_now"}
"""What takes a tap back that was a mistake."""

MEMBERS: frozenset[Choice] = frozenset({"ok", "yes", "no", "not_now", "call_me", "accept", "decline", *UNDOES.values()})
"""What a member may tap on the page behind what he was asked."""

MEMBERS_LATE: frozenset[Choice] = MEMBERS - {"call_me", *UNDOES.values()}
"""What of these is kept of an answer to a case that is closed: a call is rung instead."""

NO_DAY = Refusal("NoDay", "Say until when: a day is enough.")

REPORTS: frozenset[Choice] = frozenset({"made", "no_answer", "not_now", "hand_over"})
"""What a person may report about what he was asked to do."""

KEPT_LATE: frozenset[Choice] = MEMBERS_LATE | REPORTS


def reports_of(kind: Kind | Literal["ladder"], key: str = "") -> tuple[Choice, ...]:
    """Return what whoever keeps a step of this kind, or is asked on a ladder, may say of it."""
    if kind == "ladder":
        return ("take", "cannot")
    if key == NEWS:
        return ("made", "no_answer", "hand_over")
    return ("made", "hand_over") if kind == "task" else ("made", "no_answer", "not_now", "hand_over")


class Tap(NamedTuple):
    """One tap. ``held_at`` is when a reported contact was; ``until_at`` the day named by "not now"."""

    choice: Choice
    obligation: str
    by: PersonId
    at: Instant
    held_at: Instant
    until_at: Instant | None = None
    precise: bool = True
    """Whether ``held_at`` is a time; else the day alone counts."""


def command_of(case: Case, tap: Tap) -> Any:  # noqa: ANN401 - any command of a case, or a Refusal
    """Return the one command a tap stands for in a case as it is now, or why there is none."""
    if case.status == "closed" and tap.choice in (MEMBERS_LATE if tap.by == case.head.member else REPORTS):
        return KeepAnswer(tap.at, tap.by, cast("LateAnswer", tap.choice))
    item, _ = wanted_of(case, tap.obligation)
    if tap.choice == "not_now" and tap.until_at is None:
        return NO_DAY
    match tap.choice:
        case "take":
            return _take(case, tap)
        case "cannot":
            ladder = ladder_of(case, tap.obligation)
            return NOT_OWED if ladder is None else DeclineRung(tap.at, tap.by, ladder)
        case "confirm":
            return ConfirmHandover(tap.at, tap.by)
        case "undo":
            return UndoCall(tap.at, tap.by)
        case "undo_ok":
            return TakeBackAnswer(tap.at, tap.by)
        case "undo_not_now":
            return TakeBackNotNow(tap.at, tap.by)
        case "accept":
            return AcceptOffer(tap.at, tap.by)
        case "decline":
            return DeclineOffer(tap.at, tap.by)
        case "made" | "no_answer" | "hand_over":
            return NOT_OWED if item is None else _report(item, tap)
        case "ok" | "yes" | "no" | "not_now" | "call_me":
            return _answer(case, item, tap)
        case _:
            assert_never(tap.choice)


def _take(case: Case, tap: Tap) -> Acknowledge | Refusal:
    ladder = ladder_of(case, tap.obligation)
    if ladder is None:
        return NOT_OWED
    _, raised = wanted_of(case, tap.obligation)
    role = case.plan.ladder(ladder).rungs[max(raised.rung, 0)].who if raised is not None else "peer"
    return Acknowledge(tap.at, tap.by, ladder, role)


def _report(item: Item, tap: Tap) -> RecordContact | RecordTask | HandOn:
    if tap.choice == "hand_over":
        return HandOn(tap.at, tap.by, item.key, item.occurrence)
    if item.kind == "task" and tap.choice == "made":
        return RecordTask(tap.at, tap.by, item.key, item.occurrence, tap.held_at, item.who)
    outcome = cast("Literal['made', 'no_answer', 'not_now']", tap.choice)
    return RecordContact(
        tap.at,
        tap.by,
        item.key,
        item.occurrence,
        outcome,
        tap.held_at,
        precise=tap.precise,
        way=None,
        until_at=tap.until_at,
        role=item.who,
    )


def _answer(case: Case, item: Item | None, tap: Tap) -> AnswerAsk | RecordContact | ChooseNotNow | CallMe | Refusal:
    member = tap.by == case.head.member
    if item is not None and item.kind == "ask" and member:
        answer = cast("Literal['ok', 'yes', 'no', 'not_now', 'call_me']", tap.choice)
        return AnswerAsk(tap.at, tap.by, item.key, item.occurrence, answer, tap.until_at)
    if not member:
        reported = _report(item, tap) if item is not None and tap.choice == "not_now" else NOT_OWED
        assert not isinstance(reported, RecordTask | HandOn), '"not now" is told of a conversation'
        return reported
    # The question is over, and yet what he says counts: a call is rung, and a rest is kept.
    if tap.choice == "call_me":
        return CallMe(tap.at, tap.by)
    if tap.choice == "not_now":
        assert tap.until_at is not None, "a day was asked for above"
        return ChooseNotNow(tap.at, tap.by, tap.until_at)
    return NOT_ASKED
