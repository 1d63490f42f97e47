"""A case as its coordinator has it at hand: what is owed, who keeps what, and what can be done about it.

What must never happen here: somebody's own case, free text, or an act on what another person changed meanwhile.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.at_hand import AtHand, Step
from solidground.app.asking.board import WORDS
from solidground.app.asking.candidates import Candidate
from solidground.app.asking.one_case import CaseSeen
from solidground.app.asking.questions import CaseAtHand, OneCase, WhoCouldBeAsked
from solidground.app.attendance import disclose, take_back
from solidground.app.coordinating import CHANGED, Hand, bury, coordinate, separate
from solidground.app.handle import Outcome
from solidground.app.typed import day_of, reference_of
from solidground.core.care.needs import Needs
from solidground.core.hours import local_day, to_local
from solidground.core.kernel import CaseId, Refusal
from solidground.web.delivered import delivered_by
from solidground.web.duty_words import lines_of, passed_on
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.news_words import news_of
from solidground.web.pages.case_acts import ACTS, NO_DATE, NO_REFERENCE, NOT_SURE, NOTHING_CHOSEN, WRONG_DAY, field_of
from solidground.web.panes import pane
from solidground.web.property_words import taken_of
from solidground.web.return_words import return_lines
from solidground.web.tongue import tell, when, why

WIDTHS: Final = (("narrow", 320), ("wide", 496))
VERSION_DIGITS_MOST: Final = 9
UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
SHOWN_MOST: Final = 12
"""So many peers are listed, those who would be asked first before the others; any other is written."""

SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "assign": gettext_noop("Noted. This person is asked now."),
        "take": gettext_noop("Thank you. You have it now."),
        "decide": gettext_noop("Noted. It is on the next list now."),
        "record": gettext_noop("Noted, for the day you gave."),
        "hand_on": gettext_noop("Noted. Somebody else is asked now, and nothing is held against anybody."),
        "add_date": gettext_noop("Noted. Somebody is in touch around that day."),
        "remove_date": gettext_noop("Noted. That day is taken away."),
        "companion": gettext_noop("Noted. This person is asked to be beside the member."),
        "hold": gettext_noop("Noted. The machine asks the member nothing. What people owe goes on."),
        "lift_hold": gettext_noop("Noted. What the machine asks goes on."),
        "separate": gettext_noop("Noted. Leaving does not end the care."),
        "see": gettext_noop("Noted. You have read it."),
        "attended": gettext_noop("Passed on: the day, and nothing else. The member sees that you did."),
        "unattended": gettext_noop("Taken back. The member sees that too."),
        "death": gettext_noop("Noted. Every message to the member was stopped."),
    }
)

PASSED_ON: Final = MappingProxyType({"attended": disclose, "unattended": take_back})
"""Acts that cross to command's side: each is a person's, and of a day alone."""

LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "hearing": gettext_noop("A hearing"),
        "verdict": gettext_noop("A verdict"),
        "leave_ends": gettext_noop("The end of a leave"),
        "release": gettext_noop("A release"),
        "return_to_duty": gettext_noop("The first day back"),
    }
)
"""Days that matter, as they are chosen."""

LATE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ok": gettext_noop("“I\u2019m OK”"),
        "not_now": gettext_noop("“Not now”"),
        "yes": gettext_noop("“Yes”"),
        "no": gettext_noop("“No”"),
        "accept": gettext_noop("“Yes” to the offer"),
        "decline": gettext_noop("“No” to the offer"),
        "made": gettext_noop("“I was in touch”"),
        "no_answer": gettext_noop("“I tried, no answer”"),
        "hand_over": gettext_noop("“Somebody else should”"),
    }
)
"""What was answered after the end, as it was tapped."""


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, name: str) -> HttpResponse:
    """Show a coordinator one case, or do what he decided."""
    seat = seat_of(request)
    seen: AtHand = answered(seat, CaseAtHand(CaseId(name)))
    if request.method != "POST":
        return did(request, pane(request, "case", _shown(request, seat, seen), role="coordinator"))
    act = request.POST.get("act", "")
    outcome = _done(request, seat, seen, act)
    if not isinstance(outcome, Refusal):
        return done(f"/case/{name}", act)
    now: AtHand = answered(seat, CaseAtHand(CaseId(name)))
    wrong = {"error": why(outcome), "field": field_of(act, request.POST, outcome)}
    status = CONFLICT if outcome == CHANGED else UNPROCESSABLE
    return pane(request, "case", {**_shown(request, seat, now), **wrong}, role="coordinator", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def death(request: HttpRequest, name: str) -> HttpResponse:
    """Say what entering a death will do, and then enter it."""
    seat = seat_of(request)
    seen: AtHand = answered(seat, CaseAtHand(CaseId(name)))
    today = to_local(seat.now, seen.zone).date()
    outcome = _buried(request, seat, seen) if request.method == "POST" else ()
    if request.method == "POST" and not isinstance(outcome, Refusal):
        return done(f"/case/{name}", "death")
    on = request.POST.get("on", today.isoformat())
    shown = {"seen": answered(seat, CaseAtHand(CaseId(name))), "typed": request.POST, "on": on, "today": today}
    if not isinstance(outcome, Refusal):
        return pane(request, "case_death", shown, role="coordinator")
    status = CONFLICT if outcome == CHANGED else UNPROCESSABLE
    field = {NO_REFERENCE: "family", NOT_SURE: "sure"}.get(outcome, "on")
    wrong = {**shown, "error": why(outcome), "field": field}
    return pane(request, "case_death", wrong, role="coordinator", status=status)


def _buried(request: HttpRequest, seat: Seat, seen: AtHand) -> Outcome:
    day, family = day_of(request.POST.get("on", "")), request.POST.get("family", "").strip()
    if day is None:
        return NO_DATE
    if day > local_day(seat.now, seen.zone):
        return WRONG_DAY
    contact = reference_of(family)
    if family and (contact is None or contact == seen.member or contact not in seat.reading.people().states):
        return NO_REFERENCE
    if request.POST.get("sure") != "yes":
        return NOT_SURE
    return bury(_hand(request, seat, seen), day, contact)


def _hand(request: HttpRequest, seat: Seat, seen: AtHand) -> Hand:
    house, word = seat.house, request.POST.get("version", "")
    version = int(word) if word.isdecimal() and len(word) <= VERSION_DIGITS_MOST else 0
    return Hand(house.store, house.rosters, house.agency, seat.viewer, seen.case, version, seat.now)


def _done(request: HttpRequest, seat: Seat, seen: AtHand, act: str) -> Outcome:
    hand = _hand(request, seat, seen)
    day = day_of(request.POST.get("on", ""))
    if act in PASSED_ON:
        told = (seat.reading, hand.rosters, hand.viewer, seen.case)
        return NO_DATE if day is None else PASSED_ON[act](*told, day, seen.zone)
    if act == "separate":
        return NO_DATE if day is None else separate(hand, day)
    build = ACTS.get(act)
    command = NOTHING_CHOSEN if build is None else build(request.POST, seat, seen)
    return command if isinstance(command, Refusal) else coordinate(hand, command)


def _shown(request: HttpRequest, seat: Seat, seen: AtHand) -> dict[str, Any]:
    told: CaseSeen | None = answered(seat, OneCase(seen.case)) if not seen.life.purged else None
    people: tuple[Candidate, ...] = answered(seat, WhoCouldBeAsked(seen.case))
    free = [one for one in people if one.why_not is None and one.person != seen.peer]
    others = [one for one in people if one.why_not is not None]
    late_at = min([step.due_at for step in seen.steps if step.come and step.due_at < seat.now], default=None)
    zone, title = seen.zone, gettext("The ground line of this case")
    ground, said = told.ground if told is not None else None, SAID.get(request.COOKIES.get(DID, ""), "")
    contacts = told.contacts or () if told is not None else ()
    typed, today = request.POST, to_local(seat.now, zone).date()
    act, on = typed.get("act", ""), typed.get("on", "")
    return {
        "seen": seen,
        "told": told,
        "taken": taken_of(seat, seen.case),
        "returning": return_lines(seat, seen.case),
        "standing": lines_of(seat, seen.case),
        "passed_on": passed_on(seat, seen.case),
        "attended_on": on if act == "attended" else today.isoformat(),
        "news": news_of(seat, seen.case),
        "papers": delivered_by(seat, seen.case),
        "needs": tell(WORDS[seen.needs]),
        "calls": seen.needs < Needs.NOTHING,
        "late_since": when(late_at, seat.now, zone) if late_at is not None else "",
        "day": local_day(seat.now, zone) - local_day(seen.began_at, zone),
        "lines": [(look, seat.house.draw(ground, title, width, tell)) for look, width in WIDTHS] if ground else [],
        "steps": [(step, *_owed(step, seat, zone, typed)) for step in seen.steps if step.kind != "date" or step.come],
        "dates": [(step, to_local(step.due_at, zone)) for step in seen.steps if step.kind == "date"],
        "rungs": [(rung, when(rung.since_at, seat.now, zone)) for rung in seen.rungs],
        "late": [(one, gettext(LATE_WORDS[one.answer]), when(one.at, seat.now, zone)) for one in seen.late],
        "contacts": [(one, when(one.at, seat.now, zone)) for one in reversed(contacts)],
        "free": free[:SHOWN_MOST],
        "others": others[:SHOWN_MOST],
        "more": max(len(free), len(others)) > SHOWN_MOST,
        "labels": [(label, gettext(words)) for label, words in LABELS.items()],
        "today": today,
        "typed": typed,
        "act": act,
        "place": typed.get("step", ""),
        "wait": typed.get("until", "") if act == "decide" else "",
        "date_on": on if act == "add_date" else "",
        "left_on": on if act == "separate" else today.isoformat(),
        "me": seat.viewer.person,
        "did": gettext(said) if said else "",
    }


def _owed(step: Step, seat: Seat, zone: str, typed: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return how a step stands and by when it is due, and what its form holds: a day, and when to ask again."""
    state = "late" if step.lapses_at < seat.now else "due" if step.due_at <= seat.now else "ahead"
    mine = typed.get("act") == "record" and typed.get("step") == step.name
    on = typed.get("on", "") if mine else to_local(seat.now, zone).date().isoformat()
    return state, when(step.due_at, seat.now, zone), on, typed.get("until", "") if mine else ""
