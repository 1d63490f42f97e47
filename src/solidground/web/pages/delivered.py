"""The papers that members delivered, whole, for whom the wall shows them; HR says that the agency has one.

What must never happen here: a paper before its member sent it, or a word about care.
"""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from solidground.app.decisions import acknowledge
from solidground.core.kernel import Refusal
from solidground.core.wall import Role
from solidground.web.delivered import delivered
from solidground.web.desk_words import desk_of
from solidground.web.gate import DID, Seat, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.tongue import why

RECEIVED: Final = "received"


@require_http_methods(["GET", "HEAD", "POST"])
def delivered_papers(request: HttpRequest) -> HttpResponse:
    """Show the papers, or take HR's word that the agency has one."""
    seat = seat_of(request)
    shown = _shown(request, seat)
    if request.method != "POST":
        return did(request, pane(request, "delivered", shown, role=_role_of(seat)))
    outcome = acknowledge(desk_of(seat), seat.viewer, request.POST.get("paper", ""), seat.now)
    if not isinstance(outcome, Refusal):
        return done("/delivered", RECEIVED)
    wrong = {"error": why(outcome), "field": "papers"}
    return pane(request, "delivered", {**_shown(request, seat), **wrong}, role=_role_of(seat), status=422)


def _shown(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    words = gettext("Noted. The member reads it too.") if request.COOKIES.get(DID) == RECEIVED else ""
    return {"papers": delivered(seat), "did": words}


def _role_of(seat: Seat) -> str:
    roles = seat.viewer.roles
    held = next((name for role, name in ((Role.HR, "hr"), (Role.CHIEF, "chief")) if role in roles), "")
    return held or ("coordinator" if roles & {Role.COORDINATOR, Role.DEPUTY} else "supervisor")
