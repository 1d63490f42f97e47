"""What a member asks at any hour, and names no case: it goes to his newest, and where he has none, to a new one.

What must never happen here: a tap that stands in for a human contact, "somebody is rung" where nobody is, or an answer
that tells how a case stands to who only holds the phone.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final, Literal, NamedTuple, TypeAlias

from solidground.app.again import transacted
from solidground.app.devices import Holder
from solidground.app.handle import handle_case, stream_of
from solidground.app.links import question
from solidground.app.opening import Opening, newest, opened
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.app.taps import Tap, command_of
from solidground.core.care.choice.calling import reaches_somebody, who_has_call
from solidground.core.care.choice.resting import may_undo
from solidground.core.care.commands import CloseCase
from solidground.core.care.contact.steps import CALL
from solidground.core.care.state import Case, item_of
from solidground.core.kernel import HOUR, AgencyId, Instant, Refusal, Span, obligation_id
from solidground.core.notice.token import SigningKey, open_token, recipient_of, token_id

Asked: TypeAlias = Literal["call_me", "ok", "not_now", "undo", "undo_ok", "undo_not_now"]
"""What the night page lets somebody tap, and take back."""

Became: TypeAlias = Literal["", "rings", "taken", "nobody"]
"""What became of a call: nothing was asked, somebody is rung, somebody has it, nobody could be rung."""

TOLD_FOR: Final[Span] = 12 * HOUR
"""So long after its own tap a phone is told what became of it, and nothing before or after."""


class Place(NamedTuple):
    """Where a tap is written."""

    store: Store
    rosters: Rosters
    agency: AgencyId
    opening: Opening | None


def asked(place: Place, who: Holder, choice: Asked, now: Instant, until_at: Instant | None = None) -> bool:
    """Do what somebody tapped; tell whether it is so now."""
    act = partial(_asked, place=place, who=who, tap=Tap(choice, "", who.person, now, now, until_at))
    return transacted(place.store, place.rosters, act)


def _asked(unit: Unit, place: Place, who: Holder, tap: Tap) -> bool:
    stream = newest(unit, place.agency, who.person)
    if stream is None and tap.choice in ("call_me", "not_now"):
        stream = opened(unit, place.rosters, place.opening, place.agency, who.person, tap.at)
    if stream is None:
        return tap.choice not in ("call_me", "not_now")
    case: Case = unit.load([stream])[0].state
    command = _closing(case, tap) or command_of(case, tap._replace(obligation=_question(case)))
    if isinstance(command, Refusal):
        # Nothing was asked: "I'm OK" is heard with thanks, and changes nothing.
        return tap.choice == "ok"
    outcome = handle_case(unit, stream, command, place.rosters.of(unit, place.agency, tap.at))
    if who.device and tap.choice in ("call_me", "undo"):
        unit.device_rang(place.agency, who.device, tap.at if tap.choice == "call_me" else None)
    if isinstance(outcome, Refusal):
        return False
    after: Case = unit.load([stream])[0].state
    if tap.choice == "call_me":
        return reaches_somebody(after)
    return tap.choice != "not_now" or (after.status == "active" and not after.choices.counsel)


def _closing(case: Case, tap: Tap) -> CloseCase | None:
    """Return the end of a case that a "not now" began, where that is taken back: nobody is to come for a mistake.

    A call that was asked for since goes on ringing, and the case with it.
    """
    undo = case.life.undo
    if tap.choice != "undo_not_now" or undo is None or not may_undo(undo, tap.at) or item_of(case, CALL) is not None:
        return None
    began = case.head.incident is None and case.head.opened_at == undo.at
    return CloseCase(tap.at, tap.by, "mistake") if began else None


def _question(case: Case) -> str:
    """Return what "How is today?" was asked under, the newest first; empty where nothing such is open."""
    for item in reversed(case.items):
        if item.kind == "ask" and item.stage != "ahead" and question(item.key)[0] == "how":
            return obligation_id(case.head.case, item.key, item.occurrence)
    return ""


def became(place: Place, who: Holder, now: Instant) -> Became:
    """Tell what became of a call; a phone is told of its own alone."""
    with place.store.moment() as unit:
        if who.device:
            device = unit.device(place.agency, who.device)
            if device is None or device.rang_at is None or now - device.rang_at > TOLD_FOR:
                return ""
        stream = newest(unit, place.agency, who.person)
        return "" if stream is None else _became(unit.load([stream])[0].state)


def became_by_link(store: Store, keys: Mapping[int, SigningKey], link: str, now: Instant) -> Became:
    """Tell what became of a call that this link asked for; a link that asked for none is told nothing."""
    claim = open_token(keys, link, now)
    if isinstance(claim, Refusal):
        return ""
    with store.moment() as unit:
        if unit.remembered(claim.agency, f"{token_id(link)}/call_me") is None:
            return ""
        stream = stream_of(claim.agency, f"case/{unit.outbox_case(claim.agency, claim.obligation)}")
        case: Case = unit.load([stream])[0].state
        if case.status == "closed":
            # It rings where it could: in the newest case that is not closed.
            who = recipient_of(claim, unit.outbox_asked(claim.agency, claim.obligation))
            open_now = newest(unit, claim.agency, who) if who is not None else None
            return "" if open_now is None else _became(unit.load([open_now])[0].state)
        return _became(case)


def _became(case: Case) -> Became:
    if item_of(case, CALL) is None:
        return ""
    if not reaches_somebody(case):
        return "nobody"
    return "rings" if who_has_call(case) is None else "taken"
