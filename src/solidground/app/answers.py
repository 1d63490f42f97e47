"""One-tap answers: a link opens, does one thing, and says so. No account is needed.

A link used again says what it did the first time and does nothing more. What can have changed since is done again where
it is so no more: a call, its taking back, "I have it", "I cannot", and another day for "not now". What must never
happen here: two commands for one tap, a page that says whose case it is, or one that says what is not so.
"""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple, assert_never

from solidground.app.again import transacted
from solidground.app.handle import handle_case, stream_of
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.app.taps import CHOICES, MEMBERS, REPORTS, Choice, Tap, command_of
from solidground.core.care.ask.decider import NOT_ASKED
from solidground.core.care.choice.calling import reaches_somebody
from solidground.core.care.choice.commands import CallMe, ChooseNotNow, UndoCall
from solidground.core.care.contact.recording import NOT_OWED
from solidground.core.care.keeping.commands import Acknowledge, DeclineRung
from solidground.core.kernel import AgencyId, Instant, PersonId, Refusal
from solidground.core.notice.token import Opened, SigningKey, open_token, recipient_of, token_id

UNCLEAR = Refusal("ChoiceUnclear", "Choose one of the answers shown. Nothing has changed yet.")

SAID: dict[Choice, str] = {
    "ok": "Thank you. Nothing else is asked of you today.",
    "yes": "Thank you. Noted: yes.",
    "no": "Thank you. Noted: no.",
    "not_now": "Noted. Nobody asks again before that day.",
    "call_me": "Somebody is being rung now and will call you. If it was a mistake, take it back here.",
    "undo": "Taken back. Whoever was rung is told.",
    "accept": "Thank you. Somebody is at your side from now on.",
    "decline": "Noted, and that is fine. The offer stands, today and any other day.",
    "made": "Thank you. Noted: you were in touch.",
    "no_answer": "Thank you for trying. Noted: no answer.",
    "hand_over": "Noted. Somebody else is asked now, and nothing is held against you.",
    "take": "Thank you. You have it now.",
    "cannot": "Noted. Somebody else is asked, and nothing is held against you.",
    "confirm": "Thank you. You are the companion now.",
}
NOBODY_ANSWERS = "Nobody here answers just now. Call a number under Help now: somebody answers there."
"""What who asks to be called reads where nobody is left who could be rung: never that somebody is."""

ANEW = (CallMe, UndoCall, ChooseNotNow, Acknowledge, DeclineRung)
"""What changes nothing where it is so already, and counts again where it is so no more."""

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
) -> Answered:
    """Do what a link lets its holder do, once. ``choice`` is what was tapped where the link opens several."""
    claim = open_token(keys, token, now)
    if isinstance(claim, Refusal):
        return Answered(*claim)
    chosen = _chosen(claim, choice)
    if chosen is None:
        return Answered(*UNCLEAR)
    used = f"{token_id(token)}/{chosen}"
    tap = Tap(chosen, claim.obligation, UNTOLD, now, now, until_at)
    return transacted(store, rosters, partial(_answer, rosters=rosters, claim=claim, tap=tap, used=used))


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
    """Return what a link did the first time it was used, by its id; None where it never was."""
    did = unit.remembered(agency, link)
    return next((choice for choice in CHOICES if choice == did), None)


def _already(choice: Choice) -> Answered:
    return Answered(choice, ALREADY + SAID[choice], again=True)


def _answer(unit: Unit, rosters: Rosters, claim: Opened, tap: Tap, used: str) -> Answered:
    who = recipient_of(claim, unit.outbox_asked(claim.agency, claim.obligation))
    if who is None:
        return Answered(*NOT_ASKED)
    tap = tap._replace(by=who)
    name = unit.outbox_case(claim.agency, claim.obligation)
    if not name:
        return Answered(*NOT_ASKED)
    stream = stream_of(claim.agency, f"case/{name}")
    command = command_of(unit.load([stream])[0].state, tap)
    first = unit.remembered(claim.agency, used)
    if first is not None and not isinstance(command, ANEW):
        return _already(tap.choice)
    link = used.partition("/")[0]
    if isinstance(command, Refusal):
        # Somebody taps something else on a link that was used: he reads what it did, not that nothing is owed.
        did = first_of(unit, claim.agency, link)
        return _already(did) if did is not None and command == NOT_OWED else Answered(*command)
    outcome = handle_case(unit, stream, command, rosters.of(unit, claim.agency, tap.at))
    if isinstance(outcome, Refusal):
        return Answered(*outcome)
    for key in (used, link):
        unit.remember(claim.agency, key, tap.choice, tap.at)
    again = first is not None and not outcome
    if tap.choice == "call_me" and not reaches_somebody(unit.load([stream])[0].state):
        return Answered(tap.choice, NOBODY_ANSWERS, again=again)
    return Answered(tap.choice, (ALREADY if again else "") + SAID[tap.choice], again=again)
