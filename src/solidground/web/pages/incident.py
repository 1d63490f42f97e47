"""Entering an incident on a phone at the scene, in three pages: who and how, what will happen, opened.

What must never happen here: an account of what happened, an incident opened twice, or a case shown to a liaison.
"""

import secrets
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.happened import Happened
from solidground.app.asking.incidents import IncidentSeen
from solidground.app.asking.questions import AlreadyEntered, OneIncident
from solidground.app.incidents import (
    ROWS_MOST,
    TAKING_PART,
    Draft,
    Ready,
    Row,
    Wrong,
    checked,
    companions_of,
    first_steps,
    involve,
    is_care,
    may_report,
    report,
    take_in_now,
)
from solidground.app.typed import reference_of
from solidground.core.hours import to_local
from solidground.core.kernel import PersonId, Refusal
from solidground.core.protocol.terms import KINDS_ENTERED
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.house import protocol_now
from solidground.web.named import kind_words, part_words
from solidground.web.panes import pane
from solidground.web.protocol_words import WHO
from solidground.web.tongue import tell, when

UNPROCESSABLE: Final = 422
TOKEN_BYTES: Final = 12
TOKEN_CHARACTERS_MOST: Final = 64
ROWS_FIRST: Final = 2

WRONG: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kind": gettext_noop("Choose what it was."),
        "when": gettext_noop("Say when it was: a day and a time that have passed."),
        "clock": gettext_noop("You typed a time. Choose “At this time”, or empty it."),
        "nobody": gettext_noop("Name at least one person who was there."),
        "unknown": gettext_noop(
            "Nobody with this reference is in the roster. Check the number, or have the person added first."
        ),
        "twice": gettext_noop("This person stands here twice. Leave one of them out."),
        "part": gettext_noop("Say how this person took part."),
        "companion": gettext_noop("This person cannot be the companion. Choose somebody who was not there."),
        "full": gettext_noop("This person could not be added. Enter a second incident."),
    }
)
"""What is wrong with a form, by its word."""


@require_http_methods(["GET", "HEAD", "POST"])
def new_incident(request: HttpRequest) -> HttpResponse:
    """Take an incident down: as a form, as what will happen, and then open it."""
    seat = _reporter(request)
    act = request.POST.get("do", "")
    if request.method != "POST":
        draft = Draft(secrets.token_urlsafe(TOKEN_BYTES), "", "now", "", "", (Row(),) * ROWS_FIRST)
        return _form(request, seat, draft)
    draft = _draft(request.POST)
    if act not in ("check", "open"):
        more = (Row(),) if act == "add" and len(draft.rows) < ROWS_MOST else ()
        return _form(request, seat, draft._replace(rows=draft.rows + more))
    found = checked(seat.reading, seat.viewer, draft, seat.house.zone)
    if not isinstance(found, Ready):
        return _form(request, seat, draft, found)
    return _opened(request, seat, draft, found) if act == "open" else _review(request, seat, draft, found)


@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: HttpRequest, name: str) -> HttpResponse:
    """Show who took part, and add somebody who did."""
    seat = _reporter(request)
    seen: IncidentSeen = answered(seat, OneIncident(name))
    wrong = _add(request, seat, name) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        return done(f"/incident/{name}", "added")
    word = request.COOKIES.get(DID, "")
    shown = {
        "seen": seen,
        "kind": kind_words(seen.kind),
        "at": when(seen.occurred_at, seat.now, seat.house.zone),
        "people": [(one, part_words(one.part)) for one in seen.people],
        "parts": [(part, part_words(part)) for part in TAKING_PART],
        "care": is_care(seat.viewer),
        "did": _said(word),
        "typed": request.POST,
    }
    if wrong is None:
        return did(request, pane(request, "incident", shown, role=_role(seat)))
    fault = {"error": gettext(WRONG[wrong.what]), "field": wrong.field}
    return pane(request, "incident", {**shown, **fault}, role=_role(seat), status=UNPROCESSABLE)


def _said(word: str) -> str:
    match word:
        case "opened":
            return gettext("Noted. It is opened once, however often the form was sent.")
        case "added":
            return gettext("Noted. This person gets somebody too.")
        case _:
            return ""


def _reporter(request: HttpRequest) -> Seat:
    seat = seat_of(request)
    if not may_report(seat.viewer):
        raise Http404
    return seat


def _role(seat: Seat) -> str:
    return "coordinator" if is_care(seat.viewer) else "liaison"


def _draft(form: QueryDict) -> Draft:
    numbers = [n for n in range(ROWS_MOST) if f"person-{n}" in form]
    rows = [Row(*(form.get(f"{field}-{n}", "") for field in Row._fields)) for n in numbers] or [Row()]
    token = form.get("token", "")[:TOKEN_CHARACTERS_MOST]
    kind, time, day, clock = (form.get(field, "") for field in ("kind", "when", "day", "clock"))
    return Draft(token, kind, time, day, clock, tuple(rows))


def _form(request: HttpRequest, seat: Seat, draft: Draft, wrong: tuple[Wrong, ...] = ()) -> HttpResponse:
    faults = {one.field: gettext(WRONG[one.what]) for one in wrong}
    shown = {
        "draft": draft,
        "rows": [
            (n, row, [faults.get(f"{field}-{n}", "") for field in Row._fields]) for n, row in enumerate(draft.rows)
        ],
        "kinds": [(kind, kind_words(kind)) for kind in KINDS_ENTERED],
        "parts": [(part, part_words(part)) for part in TAKING_PART],
        "care": is_care(seat.viewer),
        "faults": faults,
        "today": to_local(seat.now, seat.house.zone).date().isoformat(),
        "full": len(draft.rows) >= ROWS_MOST,
    }
    status = UNPROCESSABLE if wrong else 200
    return pane(request, "incident_new", shown, role=_role(seat), status=status)


def _review(request: HttpRequest, seat: Seat, draft: Draft, ready: Ready) -> HttpResponse:
    house, chosen = seat.house, dict(ready.companions)
    # The same is read once for everybody to whom it will happen; a companion is one person's own.
    alike: dict[tuple[str, PersonId | None], list[str]] = {}
    for person, part in ready.involved:
        alike.setdefault((part, person if person in chosen else None), []).append(person)
    people = [
        (", ".join(some), part_words(part), chosen[one] if one else "", _first(seat, ready, part))
        for (part, one), some in alike.items()
    ]
    shown: dict[str, Any] = {
        "draft": draft,
        "already": _already(seat, ready),
        "kind": kind_words(ready.kind),
        "at": when(ready.occurred_at, seat.now, house.zone),
        "people": people,
        "rows": list(enumerate(draft.rows)),
        "care": is_care(seat.viewer),
    }
    return pane(request, "incident_review", shown, role=_role(seat))


def _already(seat: Seat, ready: Ready) -> list[tuple[str, str, str, str]]:
    """Return where somebody of these stands already: two who enter the same thing at once would have it twice."""
    people = tuple([person for person, _ in ready.involved])
    found: tuple[Happened, ...] = answered(seat, AlreadyEntered(ready.incident, people, ready.occurred_at))
    return [
        (
            one.incident,
            ", ".join([part.person for part in one.people]),
            kind_words(one.kind),
            when(one.occurred_at, seat.now, seat.house.zone),
        )
        for one in found
    ]


def _first(seat: Seat, ready: Ready, part: str) -> list[tuple[str, str, str]]:
    protocol, now, zone = protocol_now(seat.house), seat.now, seat.house.zone
    if protocol is None:
        return []
    steps = first_steps(protocol, ready, part, now, zone, seat.house.jurisdiction)
    due = [when(step.due_at, now, zone) if step.due_at > now else "" for step in steps]
    return [(tell(step.words), gettext(WHO[step.who]), by) for step, by in zip(steps, due, strict=True)]


def _opened(request: HttpRequest, seat: Seat, draft: Draft, ready: Ready) -> HttpResponse:
    house, by = seat.house, seat.viewer.person
    outcome = report(seat.reading, house.rosters, by, ready, house.zone, house.jurisdiction, house.duty)
    if isinstance(outcome, Refusal):
        # What was checked can be entered, but for somebody more in an incident that is full.
        return _form(request, seat, draft, (Wrong("person-0", "full"),))
    if is_care(seat.viewer) and house.protocol is not None and outcome:
        chosen = companions_of(ready, outcome)
        take_in_now(seat.reading, house.rosters, house.protocol, by, ready.incident, chosen)
    return done(f"/incident/{ready.incident}", "opened")


def _add(request: HttpRequest, seat: Seat, name: str) -> Wrong | None:
    house, by = seat.house, seat.viewer.person
    person, part = reference_of(request.POST.get("person", "")), request.POST.get("part", "")
    if person is None or person not in seat.reading.people().states:
        return Wrong("person", "unknown")
    if part not in TAKING_PART:
        return Wrong("part", "part")
    outcome = involve(seat.reading, house.rosters, by, name, person, part, house.duty)
    if isinstance(outcome, Refusal):
        return Wrong("person", "full")
    if is_care(seat.viewer) and house.protocol is not None:
        take_in_now(seat.reading, house.rosters, house.protocol, by, name)
    return None
