"""What a member may change: who, where, how, how often; whom he rules out; who is beside him; and stop.

What must never happen here: a choice that is asked for a reason, or one that is offered where it is so already.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from solidground.app.asking.one_case import CaseSeen
from solidground.core.kernel import Refusal
from solidground.web.choosing import CHOSEN, FIELD_OF, REACHED, SPOTS, chosen
from solidground.web.gate import DID, did, done, seat_of
from solidground.web.pages.my_ground import my_case
from solidground.web.panes import pane
from solidground.web.tongue import why


@require_http_methods(["GET", "HEAD", "POST"])
def my_choices(request: HttpRequest) -> HttpResponse:
    """Show what a member may change, or change it."""
    seat = seat_of(request)
    seen = my_case(seat)
    if seen is None:
        return redirect("/me")
    if request.method != "POST":
        return did(request, pane(request, "my_choices", _shown(request, seen), role="member"))
    outcome, word = chosen(request, seat, seen), request.POST.get("choice", "")
    if not isinstance(outcome, Refusal):
        return done("/me/choices", word)
    wrong = {"error": why(outcome), "at_fault": FIELD_OF.get(word, "main"), "typed": request.POST}
    return pane(request, "my_choices", {**_shown(request, seen), **wrong}, role="member", status=422)


def _shown(request: HttpRequest, seen: CaseSeen) -> dict[str, Any]:
    said = CHOSEN.get(request.COOKIES.get(DID, ""), "")
    return {
        "seen": seen,
        "mine": seen.mine,
        "ways_to_reach": REACHED,
        "spots": SPOTS,
        "did": gettext(said) if said else "",
    }
