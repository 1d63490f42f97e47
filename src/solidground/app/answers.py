"""One-tap answers: a link opens, does one thing, and says so. No account is needed.

A link used again says what it did the first time and does nothing more. What can have changed since is done again where
it is so no more: a call, its taking back, "I have it", "I cannot", and another day for "not now". An
answer to a case that is closed is kept for a person to read, and a call rings all the same. What must never happen
here: two commands for one tap, a page that says whose case it is, or one that says what is not so.
"""

from collections.abc import Mapping
from functools import partial
from typing import Literal, NamedTuple, assert_never

from solidground.app.again import transacted
from solidground.app.handle import handle_case, stream_of
from solidground.app.opening import Opening, newest, opened
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.app.taps import CHOICES, KEPT_LATE, MEMBERS, REPORTS, Choice, Tap, command_of
from solidground.core.care.ask.commands import AnswerAsk, TakeBackAnswer
from solidground.core.care.ask.decider import NOT_ASKED
from solidground.core.care.choice.calling import reaches_somebody
from solidground.core.care.choice.commands import CallMe, ChooseNotNow, TakeBackNotNow, UndoCall
from solidground.core.care.contact.recording import NOT_OWED
from solidground.core.care.keeping.commands import Acknowledge, DeclineRung
from solidground.core.care.state import Case
from solidground.core.kernel import AgencyId, Instant, PersonId, Refusal, Stream
from solidground.core.notice.token import Opened, SigningKey, open_token, recipient_of, token_id

UNCLEAR = Refusal("ChoiceUnclear", "Choose one of the answers shown. Nothing has changed yet.")

SAID: dict[Choice, str] = {
    "ok": "Thank you. Nothing else is asked of you today.",
    "yes": "Thank you. Noted: yes.",
    "no": "Thank you. Noted: no.",
    "not_now": "Noted. Nobody asks again before that day.",
    "call_me": "Whoever is on call is asked now, by message, and will call you. If it was a mistake, take it back.",
    "undo": "Taken back. Whoever was asked is told.",
    "undo_ok": "Taken back. It is as if you had tapped nothing.",
    "undo_not_now": "Taken back. Everything goes on as it was.",
    "accept": "Thank you. Somebody is at your side from now on.",
    "decline": "Noted, and that is fine. The offer stands, today and any other day.",
    "made": "Thank you. Noted: you were in touch.",
    "no_answer": "Thank you for trying. Noted: no answer.",
    "hand_over": "Noted. Somebody else is asked now, and nothing is held against you.",
    "take": "Thank you. You have it now.",
    "cannot": "Noted. Somebody else is asked, and nothing is held against you.",
    "confirm": "Thank you. You are the companion now.",
}
NOBODY = Refusal("NobodyAnswers", "Nobody here answers just now. Call a number under Help now: somebody answers there.")
"""Where no care could be opened to ring in: nothing was asked of anybody."""

NOBODY_ANSWERS = NOBODY.text
"""What who asks to be called reads where nobody is left who could be rung: never that somebody is."""

LATE = "Thank you. This was over already; somebody reads it."
"""What is said to an answer that came after the end."""

CALLING: tuple[Choice, ...] = ("call_me", "undo")
TAKING_BACK: tuple[Literal["undo_ok", "undo_not_now"], ...] = ("undo_ok", "undo_not_now")
LATE_KEY = "late"
"""What a link is remembered by, beside what it did, where it was used after the end."""

ANEW = (
    *(CallMe, UndoCall, ChooseNotNow, TakeBackNotNow, AnswerAsk, TakeBackAnswer),
    *(Acknowledge, DeclineRung),
)
"""What changes nothing where it is so already, and counts again where it is so no more.

A question that is open can be answered, whatever was answered to it and taken back.
"""

BACK_KEY = "back"
"""What a link is remembered by, beside what it did, where that was taken back."""

UNTOLD = PersonId("")
"""Whose link it is before that is looked up: nobody's."""

ALREADY = "You have answered this already. "


class Answered(NamedTuple):
    """What a person reads. ``did`` is the choice that counted, or the reason why none did; ``again`` a repetition."""

    did: str
    text: str
    again: bool = False


def answer(
    store: Store,
    rosters: Rosters,
    keys: Mapping[int, SigningKey],
    token: str,
    choice: Choice | None,
    now: Instant,
    *,
    until_at: Instant | None = None,
    opening: Opening | None = None,
) -> Answered:
    """Do what a link lets its holder do, once. ``choice`` is what was tapped where the link opens several.

    ``opening`` is what a call needs that finds no case open.
    """
    claim = open_token(keys, token, now)
    if isinstance(claim, Refusal):
        return Answered(*claim)
    chosen = _chosen(claim, choice)
    if chosen is None:
        return Answered(*UNCLEAR)
    used = f"{token_id(token)}/{chosen}"
    tap = Tap(chosen, claim.obligation, UNTOLD, now, now, until_at)
    return transacted(
        store, rosters, partial(_answer, rosters=rosters, claim=claim, tap=tap, used=used, opening=opening)
    )


def _chosen(claim: Opened, choice: Choice | None) -> Choice | None:
    match claim.purpose:
        case "answer":
            return choice if choice in MEMBERS else None
        case "report":
            return choice if choice in REPORTS else None
        case "call_me":
            return "undo" if choice == "undo" else "call_me"
        case "take":
            return "cannot" if choice == "cannot" else "take"
        case "read":
            return None
        case "ok" | "not_now" | "made" | "no_answer" | "hand_over" | "confirm":
            return claim.purpose
        case "invite":
            return None  # it lets somebody in, and answers nothing
        case _:
            assert_never(claim.purpose)


def first_of(unit: Unit, agency: AgencyId, link: str) -> Choice | None:
    """Return what a link did the first time it was used, by its id; None where it never was, or was taken back."""
    if unit.remembered(agency, f"{link}/{BACK_KEY}") is not None:
        return None
    did = unit.remembered(agency, link)
    return next((choice for choice in CHOICES if choice == did), None)


def was_late(unit: Unit, agency: AgencyId, link: str) -> bool:
    """Tell whether a link was used after the end, by its id."""
    return unit.remembered(agency, f"{link}/{LATE_KEY}") is not None


def _already(choice: Choice, *, late: bool = False) -> Answered:
    return Answered(choice, ALREADY + (LATE if late else SAID[choice]), again=True)


def _answer(unit: Unit, rosters: Rosters, claim: Opened, tap: Tap, used: str, opening: Opening | None) -> Answered:
    who = recipient_of(claim, unit.outbox_asked(claim.agency, claim.obligation))
    if who is None:
        return Answered(*NOT_ASKED)
    tap = tap._replace(by=who)
    name = unit.outbox_case(claim.agency, claim.obligation)
    if not name:
        return Answered(*NOT_ASKED)
    stream = stream_of(claim.agency, f"case/{name}")
    case: Case = unit.load([stream])[0].state
    if case.status != "closed":
        return _given(unit, rosters, stream, tap, used)
    if tap.choice not in CALLING:
        return _kept(unit, rosters, stream, tap, used)
    if not case.life.purged and who != case.head.member:
        return Answered(*NOT_OWED)
    open_now = newest(unit, claim.agency, who)
    if open_now is None and tap.choice == "call_me":
        open_now = opened(unit, rosters, opening, claim.agency, who, tap.at)
    if open_now is None:
        return Answered(*(NOBODY if tap.choice == "call_me" else NOT_ASKED))
    return _given(unit, rosters, open_now, tap, used)


def _given(unit: Unit, rosters: Rosters, stream: Stream, tap: Tap, used: str) -> Answered:
    """Do what was tapped in a case that is open."""
    agency, link = stream.agency, used.partition("/")[0]
    command = command_of(unit.load([stream])[0].state, tap)
    first = unit.remembered(agency, used)
    if first is not None and not isinstance(command, ANEW):
        return _already(tap.choice)
    if isinstance(command, Refusal):
        # Somebody taps something else on a link that was used: he reads what it did, not that nothing is owed.
        did = first_of(unit, agency, link)
        return _already(did) if did is not None and command == NOT_OWED else Answered(*command)
    outcome = handle_case(unit, stream, command, rosters.of(unit, agency, tap.at))
    if isinstance(outcome, Refusal):
        return Answered(*outcome)
    for key in (used, f"{link}/{BACK_KEY}" if tap.choice in TAKING_BACK else link):
        unit.remember(agency, key, tap.choice, tap.at)
    again = first is not None and not outcome
    if tap.choice == "call_me" and not reaches_somebody(unit.load([stream])[0].state):
        return Answered(tap.choice, NOBODY_ANSWERS, again=again)
    return Answered(tap.choice, (ALREADY if again else "") + SAID[tap.choice], again=again)


def _kept(unit: Unit, rosters: Rosters, stream: Stream, tap: Tap, used: str) -> Answered:
    """Keep what was tapped after the end until a person has read it; a link that was used says what it did."""
    agency, link = stream.agency, used.partition("/")[0]
    did = tap.choice if unit.remembered(agency, used) is not None else first_of(unit, agency, link)
    if tap.choice in KEPT_LATE and did is not None and did not in CALLING:
        return _already(did, late=was_late(unit, agency, link))
    case: Case = unit.load([stream])[0].state
    outcome = command_of(case, tap)
    if not isinstance(outcome, Refusal):
        outcome = handle_case(unit, stream, outcome, rosters.of(unit, agency, tap.at))
    if isinstance(outcome, Refusal):
        return Answered(*(NOT_ASKED if case.life.purged else outcome))
    for key in (used, link, f"{link}/{LATE_KEY}"):
        unit.remember(agency, key, tap.choice, tap.at)
    return Answered(tap.choice, LATE)
