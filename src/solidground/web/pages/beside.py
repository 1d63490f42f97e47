"""Standing beside somebody who signs, on a device of one's own: by a code he shows, and that paper alone.

What must never happen here: an answer that tells whether somebody thinks a decision over, or anything else of him.
"""

from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.decisions import BesideSeen
from solidground.app.asking.questions import BesideMe
from solidground.app.decisions import Joining, join, leave
from solidground.app.handle import Outcome
from solidground.app.typed import reference_of
from solidground.core.desk.decider import NOT_FITTING
from solidground.core.kernel import Refusal
from solidground.web.desk_words import day_said, desk_of, name_of
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.property_forms import UNCLEAR
from solidground.web.tongue import when, why

HERE: Final = "/beside"
CODE_MOST: Final = 16
SAID: Final = {
    "join": gettext_noop("You stand beside them. When they sign, you see it here."),
    "leave": gettext_noop("You stand beside them no more."),
}


class Line(NamedTuple):
    """Beside whom somebody stands; what is signed, where something is."""

    member: str
    option: str
    last_on: str
    signed_on: str
    waits: str


@require_http_methods(["GET", "HEAD", "POST"])
def beside(request: HttpRequest) -> HttpResponse:
    """Show beside whom somebody stands, or let him come, or go."""
    seat = seat_of(request)
    found: tuple[BesideSeen, ...] = answered(seat, BesideMe())
    if request.method != "POST":
        return did(request, pane(request, "beside", _shown(request, seat, found), role="member"))
    outcome = _done(request, seat)
    if not isinstance(outcome, Refusal):
        return done(HERE, request.POST["choice"])
    wrong = {"error": why(outcome), "field": "code", "typed": request.POST}
    return pane(request, "beside", {**_shown(request, seat, found), **wrong}, role="member", status=422)


def _done(request: HttpRequest, seat: Seat) -> Outcome:
    member, choice = reference_of(request.POST.get("member", "")), request.POST.get("choice", "")
    if choice not in SAID:
        return UNCLEAR
    if member is None:
        return NOT_FITTING
    if choice == "leave":
        return leave(desk_of(seat), member, seat.viewer.person, seat.now)
    code = "".join(request.POST.get("code", "").split())[:CODE_MOST]
    return join(desk_of(seat), seat.house.keys, Joining(seat.viewer, member, code, seat.now))


def _shown(request: HttpRequest, seat: Seat, found: tuple[BesideSeen, ...]) -> dict[str, Any]:
    word = request.COOKIES.get(DID, "")
    return {"lines": [_line(seat, one) for one in found], "did": gettext(SAID[word]) if word in SAID else ""}


def _line(seat: Seat, one: BesideSeen) -> Line:
    held = one.held
    if held is None or held.option is None or held.last_on is None or held.signed_on is None:
        return Line(one.member, "", "", "", "")
    waits = when(held.until_at, seat.now, seat.house.zone) if seat.now < held.until_at else ""
    return Line(one.member, name_of(held.option), day_said(held.last_on), day_said(held.signed_on), waits)
