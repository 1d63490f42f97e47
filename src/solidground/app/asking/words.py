"""How things stand, and what a step is called by those it is for: as data, for whoever says it in some language.

What must never happen here: a word about how a member is. A sentence says who does what, and when.
"""

from typing import Final

from solidground.core.care.choice.calling import reaches_somebody
from solidground.core.care.clock import due
from solidground.core.care.contact.steps import AGAIN, ANNIVERSARY, CALL, DECIDE, HANDOVER, NEWS, SILENCE, STILL, VISIT
from solidground.core.care.state import Case
from solidground.core.kernel import Instant
from solidground.core.protocol.naming import step_name
from solidground.core.protocol.plan import Kind
from solidground.core.words import At, Said, Words, phrased

STEPS: Final = {
    "offer": phrased("care offered, with its limits said"),
    "companion": phrased("a companion of the member's choice"),
    "family_told": phrased("the family told"),
    "family_first": phrased("a first talk with the family"),
    "clinician_first": phrased("a session with a clinician offered"),
    "clinician_month_1": phrased("a session with a clinician (%(name)s)", name=step_name("month_1")),
    "clinician_month_4": phrased("a session with a clinician (%(name)s)", name=step_name("month_4")),
    ANNIVERSARY: phrased("the day that comes back each year"),
    "hearing": phrased("a hearing"),
    "verdict": phrased("a verdict"),
    "leave_ends": phrased("the end of a leave"),
    "release": phrased("a release"),
    "return_to_duty": phrased("the first day back"),
    CALL: phrased("call now, as asked"),
    AGAIN: phrased("ask again, as agreed"),
    SILENCE: phrased("another person, another way"),
    DECIDE: phrased("decide what a person does next"),
    VISIT: phrased("a knock on the door, two people"),
    HANDOVER: phrased("take over as companion"),
    STILL: phrased("ask whether contact may go on"),
    NEWS: phrased("a talk in person"),
}
"""Steps that have a name of their own. Others are called by their kind and their key."""

KINDS: Final[dict[Kind, Words]] = {
    "offer": phrased("care offered"),
    "checkin": phrased("a conversation"),
    "word": phrased("a few words, no reply needed"),
    "task": phrased("to do"),
    "ask": phrased("a question, one tap"),
    "date": phrased("a day that matters"),
}


def step_words(key: str, kind: Kind) -> Words:
    """Return what a step is called."""
    return STEPS.get(key) or phrased("%(kind)s (%(name)s)", kind=KINDS[kind], name=step_name(key.removesuffix("_ask")))


def how_things_stand(case: Case, now: Instant) -> Said:
    """Return what stands on top of the member's page, with the next thing and its time in it."""
    if case.status == "closed":
        return phrased("Your case is closed. You can come back any day.")
    if any(item.key == CALL for item in case.items):
        called, nobody = phrased("Somebody is being asked to call you."), phrased("Nobody here answers just now.")
        return (called if reaches_somebody(case) else nobody), phrased("The staffed line answers at once.")
    if case.choices.counsel:
        return phrased("Nobody is in touch, as you asked. You can lift that at any time.")
    companion, asked = case.companion.person, case.companion.offered_to
    if asked is not None:
        stays = phrased("%(companion)s stays until they say yes.", companion=str(companion))
        return phrased("%(person)s was asked to take over.", person=asked), stays
    if case.unheld_at is not None:
        return phrased("We are finding somebody for you, and the coordinator knows.")
    following = _next(case, now)
    return following if companion is None else (phrased("%(person)s is beside you.", person=companion), following)


def _next(case: Case, now: Instant) -> Words:
    zone = case.plan.zone
    resting_until = case.choices.resting_until
    if resting_until is not None and resting_until > now and case.status == "active":
        until = At(resting_until, now, zone)
        return phrased("Not now, as you said. Somebody asks again %(time)s.", time=until)
    owed = [one for one in due(case) if one.step not in (DECIDE, SILENCE, VISIT, NEWS)]
    if not owed:
        return phrased("Nothing is planned, and nothing is owed by you. The offer stands, any day.")
    first = owed[0]
    if first.lapses_at <= now:
        return phrased("Somebody was to be in touch and was late. The next person has been asked.")
    return _ahead(case, first.step, At(max(first.due_at, now), now, zone))


def _ahead(case: Case, key: str, by: At) -> Words:
    match key:
        case "anniversary":
            return phrased("The day you asked us to keep: somebody is in touch by %(time)s.", time=by)
        case "companion":
            return phrased("Who should be beside you now? You choose; somebody asks you by %(time)s.", time=by)
        case "offer":
            return phrased("Somebody comes to you by %(time)s. Nothing is owed by you.", time=by)
        case _:
            return _ahead_by_kind(key, _kind(case, key), by)


def _ahead_by_kind(key: str, kind: Kind, by: At) -> Words:
    match kind:
        case "checkin":
            return phrased("Your peer is in touch by %(time)s. Nothing is owed by you.", time=by)
        case "word":
            return phrased("A few words reach you, no reply needed, by %(time)s. Nothing is owed by you.", time=by)
        case _:
            step = step_words(key, kind)
            return phrased("Next: %(step)s, by %(time)s. Nothing is owed by you.", step=step, time=by)


def _kind(case: Case, key: str) -> Kind:
    planned: dict[str, Kind] = {step.key: step.kind for step in case.plan.steps}
    return (planned | {item.key: item.kind for item in case.items})[key]
