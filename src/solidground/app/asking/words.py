"""How things stand, in one sentence; and what a step is called by those it is for.

What must never happen here: a word about how a member is. A sentence says who does what, and when.
"""

from typing import Final
from zoneinfo import ZoneInfo

from solidground.core.care.choice.calling import reaches_somebody
from solidground.core.care.clock import due
from solidground.core.care.contact.steps import AGAIN, ANNIVERSARY, CALL, DECIDE, HANDOVER, SILENCE, STILL, VISIT
from solidground.core.care.state import Case
from solidground.core.kernel import Instant
from solidground.core.notice.moment import spoken
from solidground.core.protocol.plan import Kind

STEPS: Final = {
    "offer": "care offered, with its limits said",
    "companion": "a companion of the member's choice",
    "family_told": "the family told",
    "family_first": "a first talk with the family",
    "clinician_first": "a session with a clinician offered",
    ANNIVERSARY: "the day that comes back each year",
    "hearing": "a hearing",
    "verdict": "a verdict",
    "leave_ends": "the end of a leave",
    "release": "a release",
    "return_to_duty": "the first day back",
    CALL: "call now, as asked",
    AGAIN: "ask again, as agreed",
    SILENCE: "another person, another way",
    DECIDE: "decide what a person does next",
    VISIT: "a knock on the door, two people",
    HANDOVER: "take over as companion",
    STILL: "ask whether contact may go on",
}
"""Steps that have a name of their own. Others are called by their kind and their key."""

KINDS: Final[dict[Kind, str]] = {
    "offer": "care offered",
    "checkin": "a conversation",
    "word": "a few words, no reply needed",
    "task": "to do",
    "ask": "a question, one tap",
    "date": "a day that matters",
}


def step_words(key: str, kind: Kind) -> str:
    """Return what a step is called."""
    return STEPS.get(key) or f"{KINDS[kind]} ({key.removesuffix('_ask').replace('_', ' ')})"


def when(at: Instant, now: Instant, zone: str) -> str:
    """Return a time as people say it, where the member is."""
    return spoken(at, now, ZoneInfo(zone), "en-US")


def how_things_stand(case: Case, now: Instant) -> str:
    """Return the sentence on top of the member's page, with the next thing and its time in it."""
    if case.status == "closed":
        return "Your case is closed. You can come back any day."
    if any(item.key == CALL for item in case.items):
        who = "Somebody is being called for you now." if reaches_somebody(case) else "Nobody here answers just now."
        return f"{who} The staffed line answers at once."
    if case.choices.counsel:
        return "Nobody is in touch, as you asked. You can lift that at any time."
    if case.companion.offered_to is not None:
        return f"{case.companion.offered_to} was asked to take over. {case.companion.person} stays until they say yes."
    if case.unheld_at is not None:
        return "We are finding somebody for you, and the coordinator knows."
    return _beside(case) + _next(case, now)


def _beside(case: Case) -> str:
    return f"{case.companion.person} is beside you. " if case.companion.person is not None else ""


def _next(case: Case, now: Instant) -> str:
    zone = case.plan.zone
    resting_until = case.choices.resting_until
    if resting_until is not None and resting_until > now and case.status == "active":
        return f"Not now, as you said. Somebody asks again {when(resting_until, now, zone)}."
    owed = [one for one in due(case) if one.step not in (DECIDE, SILENCE, VISIT)]
    if not owed:
        return "Nothing is planned, and nothing is owed by you. The offer stands, any day."
    first = owed[0]
    if first.lapses_at <= now:
        return "Somebody was to be in touch and was late. The next person has been asked."
    by = when(max(first.due_at, now), now, zone)
    match first.step:
        case "anniversary":
            return f"The day you asked us to keep: somebody is in touch by {by}."
        case "companion":
            return f"Who should be beside you now? You choose; somebody asks you by {by}."
        case "offer":
            return f"Somebody comes to you by {by}. Nothing is owed by you."
        case _:
            return f"{_ahead(case, first.step)} by {by}. Nothing is owed by you."


def _ahead(case: Case, key: str) -> str:
    kind = _kind(case, key)
    if kind == "checkin":
        return "Your peer is in touch"
    if kind == "word":
        return "A few words reach you, no reply needed,"
    return f"Next: {step_words(key, kind)},"


def _kind(case: Case, key: str) -> Kind:
    planned: dict[str, Kind] = {step.key: step.kind for step in case.plan.steps}
    return (planned | {item.key: item.kind for item in case.items})[key]
