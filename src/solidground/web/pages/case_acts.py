"""What a coordinator does about a case: each form of its page, read into one command.

What must never happen here: a guess at what a form meant. What is missing is said, at the field.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from django.utils.translation import gettext_noop

from solidground.app.asking.at_hand import AtHand, Step
from solidground.app.asking.candidates import Candidate
from solidground.app.asking.questions import WhoCouldBeAsked
from solidground.app.coordinating import CHANGED
from solidground.app.links import until_of
from solidground.app.taps import NO_DAY
from solidground.app.typed import day_of, held_on, noon_of, reference_of
from solidground.core.care.ask.commands import SeeAnswer
from solidground.core.care.commands import LiftHold, RecordHold
from solidground.core.care.companion.commands import HandOver, NameCompanion
from solidground.core.care.contact.commands import (
    AddDate,
    DecideNextAct,
    HandOn,
    RecordContact,
    RecordTask,
    RemoveDate,
)
from solidground.core.care.keeping.commands import Acknowledge, AssignPeer
from solidground.core.hours import to_local
from solidground.core.kernel import Refusal, filled
from solidground.core.wall import Role
from solidground.web.gate import Seat, answered

NOTHING_CHOSEN: Final = Refusal("NothingChosen", gettext_noop("Choose one of those shown."))
NOT_SURE: Final = Refusal("NotSure", gettext_noop("Nothing is entered before a person has confirmed it. Say so here."))
NO_DATE: Final = Refusal("NoDate", gettext_noop("Give a day, such as 2026-03-14."))
NO_REFERENCE: Final = Refusal("NoReference", gettext_noop("Give one reference, as it stands in the roster."))
NO_PEER: Final = Refusal("NoPeer", gettext_noop("Give the reference of one peer, as it stands in the roster."))
CANNOT: Final = gettext_noop("Choose somebody else. %(person)s: %(why)s.")
WRONG_DAY: Final = Refusal(
    "DayImpossible", gettext_noop("That day lies before the incident or in the future. Choose the day it happened.")
)

Form: TypeAlias = Mapping[str, str]
Command: TypeAlias = Any
"""Any command of a case, or why there is none."""


def _assign(form: Form, seat: Seat, seen: AtHand) -> Command:
    found: tuple[Candidate, ...] = answered(seat, WhoCouldBeAsked(seen.case))
    written = form.get("other", "").strip()
    wanted = written or form.get("peer", "")
    one = next((one for one in found if one.person == wanted), None)
    if one is None:
        return NO_PEER if written else NOTHING_CHOSEN
    if one.why_not is not None:
        return Refusal("CannotBeAsked", filled(CANNOT, person=one.person, why=one.why_not.text))
    return AssignPeer(seat.now, seat.viewer.person, one.person)


def _take(form: Form, seat: Seat, _seen: AtHand) -> Command:
    role = "coordinator" if Role.COORDINATOR in seat.viewer.roles else "deputy"
    return Acknowledge(seat.now, seat.viewer.person, form.get("ladder", ""), role)


def _decide(form: Form, seat: Seat, seen: AtHand) -> Command:
    match form.get("next"):
        case "visit" | "another_person" as act:
            return DecideNextAct(seat.now, seat.viewer.person, act, None)
        case "wait":
            until_at = until_of(form.get("until", ""), seen.zone, seat.now)
            return DecideNextAct(seat.now, seat.viewer.person, "wait", until_at)
        case _:
            return NOTHING_CHOSEN


def _step(form: Form, seen: AtHand) -> Step | None:
    return next((step for step in seen.steps if step.name == form.get("step")), None)


def recorded(form: Form, seat: Seat, seen: AtHand) -> Command:
    """Return the command of a late entry: how a step went, on a day, whoever it was that did it."""
    step, day = _step(form, seen), day_of(form.get("on", ""))
    if step is None or not step.come:
        return NOTHING_CHOSEN
    if day is None:
        return NO_DATE
    held_at = held_on(day, seen.zone, seen.began_at, seat.now)
    if held_at is None:
        return WRONG_DAY
    now, by, what = seat.now, seat.viewer.person, (step.key, step.occurrence)
    match form.get("outcome"):
        case "made" if step.kind == "task":
            return RecordTask(now, by, *what, held_at, step.who)
        case "made" | "no_answer" | "not_now" as how if step.kind != "task":
            until_at = until_of(form.get("until", ""), seen.zone, now)
            return RecordContact(now, by, *what, how, held_at, False, None, until_at, step.who)  # noqa: FBT003 - to the day
        case _:
            return NOTHING_CHOSEN


def _hand_on(form: Form, seat: Seat, seen: AtHand) -> Command:
    step = _step(form, seen)
    if step is None or step.keeper is None:
        return NOTHING_CHOSEN
    return HandOn(seat.now, seat.viewer.person, step.key, step.occurrence, step.keeper)


def _add_date(form: Form, seat: Seat, seen: AtHand) -> Command:
    day = day_of(form.get("on", ""))
    match form.get("label"):
        case "hearing" | "verdict" | "leave_ends" | "release" | "return_to_duty" as label if day is not None:
            on_at = noon_of(day, seen.zone)
            local = to_local(on_at, seen.zone).isoformat(timespec="minutes")
            return AddDate(seat.now, seat.viewer.person, label, on_at, local)
        case _:
            return NO_DATE if day is None else NOTHING_CHOSEN


def _remove_date(form: Form, seat: Seat, seen: AtHand) -> Command:
    step = _step(form, seen)
    return NOTHING_CHOSEN if step is None else RemoveDate(seat.now, seat.viewer.person, step.key, step.occurrence)


def _companion(form: Form, seat: Seat, seen: AtHand) -> Command:
    person, by = reference_of(form.get("companion", "")), seat.viewer.person
    if person is None or person not in seat.reading.people().states:
        return NO_REFERENCE
    return NameCompanion(seat.now, by, person) if seen.companion is None else HandOver(seat.now, by, person)


def _hold(form: Form, seat: Seat, _seen: AtHand) -> Command:
    match form.get("why"):
        case "grave_injury" | "arrest" as why:
            return RecordHold(seat.now, seat.viewer.person, why)
        case _:
            return NOTHING_CHOSEN


def _lift_hold(_form: Form, seat: Seat, _seen: AtHand) -> Command:
    return LiftHold(seat.now, seat.viewer.person)


def _see(_form: Form, seat: Seat, _seen: AtHand) -> Command:
    return SeeAnswer(seat.now, seat.viewer.person)


ACTS: Final[Mapping[str, Callable[[Form, Seat, AtHand], Command]]] = MappingProxyType(
    {
        "assign": _assign,
        "take": _take,
        "decide": _decide,
        "record": recorded,
        "hand_on": _hand_on,
        "add_date": _add_date,
        "remove_date": _remove_date,
        "companion": _companion,
        "hold": _hold,
        "lift_hold": _lift_hold,
        "see": _see,
    }
)
"""What a coordinator does about a case, by the word of its form."""


def field_of(act: str, form: Form, why: Refusal) -> str:
    """Return what of the page an error names: a field, the part of the page it is about, or how things stand."""
    if why == CHANGED:
        return "now"
    match act:
        case "record" | "hand_on":
            which = "on" if why in (NO_DATE, WRONG_DAY) else "until" if why.reason == NO_DAY.reason else "step"
            return f"{which}-{form.get('step', '')}"
        case "assign":
            return "peer-other" if form.get("other", "").strip() else "assign"
        case "decide":
            return "until-wait" if form.get("next") == "wait" else "decide"
        case "add_date":
            return "label" if why == NOTHING_CHOSEN else "date-on"
        case _:
            return FIELDS.get(act, "now")


FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "remove_date": "add_date",
        "companion": "companion-who",
        "hold": "more",
        "separate": "left-on",
        "attended": "attended-on",
        "unattended": "attended",
    }
)
"""What an error of each form names, where it is always the same."""
