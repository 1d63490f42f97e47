"""The protocol in force: what is owed after an incident, to whom, by whom and when. Everybody signed in may read it.

What must never happen here: a word about a case. Changing it is the studio's.
"""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from solidground.app.asking.protocols import ProtocolSeen
from solidground.app.asking.questions import ProtocolInForce
from solidground.app.studio import CHANGING
from solidground.core.protocol.terms import INCIDENT_KINDS, PARTS
from solidground.core.wall import Role
from solidground.web.gate import DID, Seat, answered, did, seat_of
from solidground.web.named import kind_words, part_words
from solidground.web.panes import pane
from solidground.web.studio_words import DONE
from solidground.web.timeline import began_at, timeline
from solidground.web.tongue import when

USUAL: Final = ("officer_involved_shooting", "discharged_weapon")
ROLES: Final = (
    (Role.COORDINATOR, "coordinator"),
    (Role.DEPUTY, "coordinator"),
    (Role.LIAISON, "liaison"),
    (Role.HR, "hr"),
    (Role.CHIEF, "chief"),
    (Role.ADMINISTRATOR, "administrator"),
    (Role.COSIGNER, "cosigner"),
)
"""Under which role a page is that everybody may read: the first of them that somebody has, else a member's."""


@require_safe
def protocol(request: HttpRequest) -> HttpResponse:
    """Show what is owed to somebody with one part in one kind of incident."""
    seat = seat_of(request)
    seen: ProtocolSeen = answered(seat, ProtocolInForce(seat.house.written))
    said = DONE.get(request.COOKIES.get(DID, ""), "")
    shown = {
        **about(seat, seen),
        **drawn(request, seat, seen.text),
        "may_change": bool(seat.viewer.roles & CHANGING),
        "did": gettext(said) if said else "",
    }
    return did(request, pane(request, "protocol", shown, role=role_of(seat)))


@require_safe
def protocol_file(request: HttpRequest) -> HttpResponse:
    """Hand the protocol in force out as the file it is."""
    seat = seat_of(request)
    seen: ProtocolSeen = answered(seat, ProtocolInForce(seat.house.written))
    return handed_out(seen.text, "protocol.toml")


def handed_out(text: str, name: str) -> HttpResponse:
    """Return a text as a file to keep."""
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def role_of(seat: Seat) -> str:
    """Return under which role somebody reads."""
    return next((words for role, words in ROLES if role in seat.viewer.roles), "member")


def about(seat: Seat, seen: ProtocolSeen) -> dict[str, Any]:
    """Return what is said of the protocol in force."""
    since = "" if seen.since_at is None else when(seen.since_at, seat.now, seat.house.zone)
    return {"in_force": seen, "name": seen.protocol.name, "version": seen.protocol.version, "since": since}


def drawn(request: HttpRequest, seat: Seat, text: str, before: str = "") -> dict[str, Any]:
    """Return the line of time for the kind and the part that were chosen."""
    kind, part = (
        word if word in known else usual
        for word, known, usual in zip(
            (request.GET.get("kind", ""), request.GET.get("part", "")), (INCIDENT_KINDS, PARTS), USUAL, strict=True
        )
    )
    return {
        "kinds": [(word, kind_words(word)) for word in INCIDENT_KINDS],
        "parts": [(word, part_words(word)) for word in PARTS],
        "kind": kind,
        "part": part,
        "drawn": timeline(text, kind, part, began_at(seat.now, seat.house.zone), seat.house.zone, before),
    }
