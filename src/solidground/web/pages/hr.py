"""Duty and leave: who stands how, whom to tell, and what HR or the chief writes down; to a supervisor his own people.

What must never happen here: a draft, a decision that is held, a reason of health, or a word about care.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from solidground.app.asking.bonds import towards
from solidground.app.asking.duty import DutySeen
from solidground.app.asking.papers import called
from solidground.app.asking.questions import Delivered, OnDuty
from solidground.app.handle import Outcome
from solidground.app.leave import ENTERS, act, examine, record
from solidground.core.duty.fitness.commands import RecordFitness
from solidground.core.duty.status.commands import RecordDutyStatus
from solidground.core.kernel import Instant, Refusal
from solidground.core.wall import Role
from solidground.web.delivered import lines
from solidground.web.duty_forms import FIELD_OF, FORMS, NEW, choices, command_of, filled, form, member_of
from solidground.web.duty_words import pairs
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.property_forms import Form
from solidground.web.property_words import Pair
from solidground.web.reach import reach
from solidground.web.tongue import why
from solidground.web.typed import seen_typed

HERE: Final = "/hr"
WRITTEN: Final = "duty_written"
SEEN_AS: Final = ((Role.HR, "hr"), (Role.CHIEF, "chief"))


class Card(NamedTuple):
    """One person of the list, and what may be written down about him."""

    member: str
    late: bool
    pairs: tuple[Pair, ...]
    seen: Instant
    forms: tuple[Form, ...]
    paper: str
    """Where how he stands is as a file; empty where nothing is written down of it."""


@require_http_methods(["GET", "HEAD", "POST"])
def hr(request: HttpRequest) -> HttpResponse:
    """Show who stands how, or take down what was written about somebody."""
    seat = seat_of(request)
    found: tuple[DutySeen, ...] = answered(seat, OnDuty())
    if request.method != "POST":
        return did(request, pane(request, "hr", _shown(request, seat, found, {}), role=role_of(seat)))
    outcome = _said(request, seat)
    if not isinstance(outcome, Refusal):
        return done(HERE, WRITTEN)
    again: tuple[DutySeen, ...] = answered(seat, OnDuty())
    shown = {**_shown(request, seat, again, request.POST), **_wrong(request, outcome)}
    return pane(request, "hr", shown, role=role_of(seat), status=422)


def role_of(seat: Seat) -> str:
    """Return as what somebody sees this page."""
    return next((name for role, name in SEEN_AS if role in seat.viewer.roles), "supervisor")


def _wrong(request: HttpRequest, refusal: Refusal) -> dict[str, Any]:
    """Return what was not taken, and where on the page that stands."""
    choice, who = request.POST.get("choice", ""), request.POST.get("thing", NEW)
    field = FIELD_OF.get(refusal.reason, "")
    there = field in FORMS.get(choice, ("", "", ()))[2] or (field == "member" and who == NEW)
    return {"error": why(refusal), "field": f"{field}-{choice}-{who}" if there else "duty"}


def _said(request: HttpRequest, seat: Seat) -> Outcome:
    """Do what was asked about somebody."""
    command, house = command_of(request, seat), seat.house
    if isinstance(command, Refusal):
        return command
    here, seen_at = (house.store, house.rosters, house.agency, seat.viewer), seen_typed(request.POST)
    if isinstance(command, RecordDutyStatus):
        return record(*here, command, house.zone, seen_at, house.duty.leave_least_days.number)
    if isinstance(command, RecordFitness):
        return examine(*here, command, house.zone, seen_at)
    return act(*here, member_of(request), command, seen_at)


def _shown(request: HttpRequest, seat: Seat, found: tuple[DutySeen, ...], typed: Mapping[str, str]) -> dict[str, Any]:
    cards = [_card(seat, one, typed) for one in found]
    roles, today = seat.viewer.roles, seat.today()
    enters = bool(roles & ENTERS)
    news = [form(choice, NEW, today, typed, filled(choice, None, today), first=True) for choice in ("status", "exam")]
    return {
        "cards": cards,
        "away": sum(one.status is not None and one.status.promised is not None for one in found),
        "late": sum(card.late for card in cards),
        "news": news if enters else [],
        "seen": max([card.seen for card in cards], default=0),
        "delivered": lines(seat, answered(seat, Delivered())) if Role.HR in roles else None,
        "did": gettext("Written down. No message goes out.") if request.COOKIES.get(DID) == WRITTEN else "",
        "reach": reach(next((role for role, _ in SEEN_AS if role in roles), Role.SUPERVISOR)),
    }


def _card(seat: Seat, one: DutySeen, typed: Mapping[str, str]) -> Card:
    today = seat.today()
    bond = towards(seat.viewer, one.member, seat.reading.people())
    found = choices(one, enters=bool(seat.viewer.roles & ENTERS), tells=bond.is_supervisor)
    newest = one.status.newest if one.status is not None else None
    forms = [
        form(choice, one.member, today, typed, filled(choice, newest, today), first=choice == "tell" and one.late)
        for choice in found
    ]
    changed = [one.status.changed_at if one.status is not None else 0, one.fitness.last_at if one.fitness else 0]
    paper = f"/hr/{called(seat.house.agency, 'status', one.member)}/paper" if one.status is not None else ""
    return Card(one.member, one.late, pairs(one, today, mine=False), max(changed), tuple(forms), paper)
