"""What is kept of members: where it is, by when each of them hears more, and what whoever keeps it writes down.

What must never happen here: a serial number to anybody but a property officer, a word of guilt, or anything of a case.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from solidground.app.asking.bonds import towards
from solidground.app.asking.happened import incident_of
from solidground.app.asking.property import ThingSeen
from solidground.app.asking.questions import PropertyKept, SerialsKept
from solidground.app.handle import Outcome
from solidground.app.ids import RandomIds
from solidground.app.property import act, keeps, link, take
from solidground.app.serials import write_serial
from solidground.app.typed import reference_of
from solidground.core.duty.property.commands import TakeProperty
from solidground.core.duty.property.serial import serial_of
from solidground.core.kernel import PersonId, Refusal
from solidground.core.wall import Role
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.property_forms import FIELD_OF, OPTIONS, UNCLEAR, WORDS, Form, choices, command_of, form
from solidground.web.property_words import Pair, is_to_decide, kind_of, pairs
from solidground.web.tongue import why
from solidground.web.typed import day_typed, seen_typed

WRITTEN: Final = "written_down"
NEW: Final = "new"
"""What stands for a thing in the form that writes down another one."""


class Card(NamedTuple):
    """One thing of the list, and what may be said about it."""

    thing: str
    member: str
    kind: str
    late: bool
    kept: bool
    undecided: bool
    pairs: tuple[Pair, ...]
    seen: int
    forms: tuple[Form, ...]
    paper: str
    """Where the paper of it is."""


@require_http_methods(["GET", "HEAD", "POST"])
def kept_property(request: HttpRequest) -> HttpResponse:
    """Show what is kept, or take down what was said about it."""
    seat = seat_of(request)
    found: tuple[ThingSeen, ...] = answered(seat, PropertyKept())
    if request.method != "POST":
        return did(request, pane(request, "property", _shown(request, seat, found, {}), role=role_of(seat)))
    outcome = said(request, seat)
    if not isinstance(outcome, Refusal):
        return done("/property", WRITTEN)
    again: tuple[ThingSeen, ...] = answered(seat, PropertyKept())
    shown = {**_shown(request, seat, again, request.POST), **wrong(request, outcome)}
    return pane(request, "property", shown, role=role_of(seat), status=422)


def role_of(seat: Seat) -> str:
    """Return as what somebody sees this page: as the one who keeps it, of command, or of care."""
    roles = seat.viewer.roles
    named = ((Role.PROPERTY_OFFICER, "property"), (Role.CHIEF, "chief"), (Role.LIAISON, "liaison"))
    held = next((name for role, name in named if role in roles), "")
    return held or ("coordinator" if roles & {Role.COORDINATOR, Role.DEPUTY} else "supervisor")


def wrong(request: HttpRequest, refusal: Refusal) -> dict[str, Any]:
    """Return what was not taken, and where on the page that stands."""
    choice, thing = request.POST.get("choice", ""), request.POST.get("thing", NEW)
    field = FIELD_OF.get(refusal.reason)
    return {"error": why(refusal), "field": f"{field}-{choice}-{thing}" if field else "kept"}


def said(request: HttpRequest, seat: Seat) -> Outcome:
    """Do what was asked of one thing, or write down another one."""
    typed, house = request.POST, seat.house
    thing, seen_at = typed.get("thing", ""), seen_typed(typed)
    match typed.get("choice"):
        case "take":
            return _taken(request, seat)
        case "link":
            return link(seat.reading, house.rosters, seat.viewer, thing, seen_at)
        case "serial":
            return _numbered(seat, thing, typed.get("serial", ""), typed.get("was", "")) or ()
        case _:
            command = command_of(request, seat)
    if isinstance(command, Refusal):
        return command
    return act(house.store, house.rosters, house.agency, seat.viewer, thing, command, seen_at)


def _numbered(seat: Seat, thing: str, number: str, was: str) -> Refusal | None:
    house = seat.house
    return write_serial(house.store, house.rosters, house.agency, seat.viewer, thing, number, was, seat.now)


def _taken(request: HttpRequest, seat: Seat) -> Outcome:
    house, typed, me = seat.house, request.POST, seat.viewer.person
    if any(typed.get(name, "") not in WORDS[name] for name in ("kind", "why", "place")):
        return UNCLEAR
    number = serial_of(typed.get("serial", ""))
    if isinstance(number, Refusal):
        return number
    member = reference_of(typed.get("member", "")) or PersonId("")
    taker = reference_of(typed.get("taker", "")) or (PersonId("?") if typed.get("taker", "").strip() else me)
    on, next_on = day_typed(request, "on") or 0, day_typed(request, "next_on") or 0
    incident = incident_of(seat.reading, member, on)
    chosen: Any = typed
    kind, reason, place = chosen["kind"], chosen["why"], chosen["place"]
    command = TakeProperty(seat.now, me, member, incident, kind, reason, place, taker, on, next_on)
    thing = typed.get("token", "")
    outcome = take(house.store, house.rosters, house.agency, seat.viewer, thing, command, house.zone)
    if number and not isinstance(outcome, Refusal):
        # The same form again finds the number there, or one that was corrected since: that one stays.
        _numbered(seat, thing, number, "")
    return outcome


def _shown(request: HttpRequest, seat: Seat, found: tuple[ThingSeen, ...], typed: Mapping[str, str]) -> dict[str, Any]:
    officer, today = Role.PROPERTY_OFFICER in seat.viewer.roles, seat.today()
    numbers: dict[str, str] = answered(seat, SerialsKept()) if officer else {}
    cards = [_card(seat, one, typed, numbers.get(one.thing, "")) for one in found]
    on = {"on": date.fromordinal(today).isoformat()}
    take_in = form("take", NEW, today, typed, on, first=True) if officer else None
    return {
        "cards": cards,
        "kept": sum(card.kept for card in cards),
        "late": sum(card.late for card in cards),
        "undecided": any(card.undecided for card in cards),
        "partly": any(one.whole is None for one in found),
        "take": take_in,
        "token": typed.get("token") or RandomIds().new("property", ""),
        "did": gettext("Written down. No message goes out.") if request.COOKIES.get(DID) == WRITTEN else "",
    }


def _card(seat: Seat, one: ThingSeen, typed: Mapping[str, str], number: str) -> Card:
    forms = forms_of(seat, one, typed, number)
    whole = one.whole
    seen, kept = (0, True) if whole is None else (whole.changed_at, whole.is_kept)
    said, paper = pairs(one, mine=False), f"/property/{one.thing}/paper"
    said += (Pair(gettext("Its number"), number),) if number else ()
    return Card(one.thing, one.member, kind_of(one.kind), one.late, kept, one.undecided, said, seen, forms, paper)


def forms_of(seat: Seat, one: ThingSeen, typed: Mapping[str, str], number: str = "") -> tuple[Form, ...]:
    """Return what somebody may say about a thing, as forms."""
    state, today = one.whole, seat.today()
    if state is None:
        return ()
    bond = towards(seat.viewer, one.member, seat.reading.people())
    day = date.fromordinal(today).isoformat()
    now = {name: str(getattr(state, name)) for name in OPTIONS if hasattr(state, name) and name != "put_off"}
    now["serial"] = number
    taken = {**now, "on": date.fromordinal(state.on).isoformat()}
    kept, deciding = keeps(seat.viewer, bond), is_to_decide(seat, one)
    found = choices(state, seat.viewer.person, keeps=kept, tells=bond.is_supervisor, decides=deciding)
    return tuple(
        [
            form(
                choice,
                one.thing,
                today,
                typed,
                taken if choice == "correct" else {**now, "on": day},
                step,
                first=choice == "confirm"
                or (choice == "tell" and one.late)
                or (choice in ("offer", "put_off") and one.undecided and deciding),
            )
            for choice, step in found
        ]
    )
