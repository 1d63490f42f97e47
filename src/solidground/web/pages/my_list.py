"""My list: what a peer owes, in order of time, and one tap to say how it went.

What must never happen here: free text, a count of how a peer does, or somebody's case before he took it.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from solidground.app.asking.duties import Duty
from solidground.app.asking.questions import MyCases, MyConsults, MyDuties, MySwaps
from solidground.core.kernel import Refusal
from solidground.web.gate import Seat, answered, did, done, seat_of
from solidground.web.pages.my_along import waits
from solidground.web.panes import pane
from solidground.web.recording import days_back, line_of, recorded, said, wrong


@require_http_methods(["GET", "HEAD", "POST"])
def my_list(request: HttpRequest) -> HttpResponse:
    """Show what this person owes, or take down how one of it went."""
    seat = seat_of(request)
    duties: tuple[Duty, ...] = answered(seat, MyDuties())
    if request.method != "POST":
        return did(request, pane(request, "my_list", _shown(request, seat, duties), role="peer"))
    found = recorded(request, seat, duties)
    if not isinstance(found.outcome, Refusal):
        return done("/list", found.word)
    shown = {**_shown(request, seat, duties), **wrong(request, found, found.outcome.text)}
    return pane(request, "my_list", shown, role="peer", status=422)


def _shown(request: HttpRequest, seat: Seat, duties: tuple[Duty, ...]) -> dict[str, Any]:
    return {
        "lines": [line_of(seat, duty) for duty in duties],
        "own": bool(answered(seat, MyCases())),
        "did": said(request),
        "along": waits(seat),
        "consults": answered(seat, MyConsults()),
        "swaps": any(one.swap.other == seat.viewer.person for one in answered(seat, MySwaps())),
        "back": "/list",
        "days": days_back(seat.now, seat.house.zone),
    }
