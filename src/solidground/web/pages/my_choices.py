"""What a member may change: who, where, how, how often; whom he rules out; who is beside him; and stop.

What must never happen here: a choice that is asked for a reason, or one that is offered where it is so already.
"""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from solidground.app.asking.one_case import CaseSeen
from solidground.app.handle import Outcome
from solidground.app.helping import say_of_himself
from solidground.core.hours import Quiet
from solidground.core.kernel import Refusal
from solidground.core.roster.reach.commands import SetHours
from solidground.web.choosing import CHOSEN, FIELD_OF, REACHED, SPOTS, chosen
from solidground.web.choosing_news import news_shown
from solidground.web.gate import DID, Seat, did, done, seat_of
from solidground.web.kept import night_of
from solidground.web.own_hours import hours_of, hours_seen, hours_typed
from solidground.web.pages.my_ground import my_case
from solidground.web.panes import pane
from solidground.web.tongue import why

HOURS: Final = "hours"
"""The choice that is about himself, and about no case."""


@require_http_methods(["GET", "HEAD", "POST"])
def my_choices(request: HttpRequest) -> HttpResponse:
    """Show what a member may change, or change it."""
    seat = seat_of(request)
    seen = my_case(seat)
    if seen is None:
        return redirect("/me")
    if request.method != "POST":
        return did(request, pane(request, "my_choices", _shown(request, seat, seen), role="member"))
    word = request.POST.get("choice", "")
    outcome = _hours(request, seat) if word == HOURS else chosen(request, seat, seen)
    if not isinstance(outcome, Refusal):
        return done("/me/choices", word)
    wrong = {"error": why(outcome), "at_fault": FIELD_OF.get(word, "main"), "typed": request.POST}
    wrong |= hours_typed(request.POST) if word == HOURS else {}
    return pane(request, "my_choices", {**_shown(request, seat, seen), **wrong}, role="member", status=422)


def _own(seat: Seat) -> Quiet:
    quiet: Quiet = night_of(seat).quiet
    return quiet


def _hours(request: HttpRequest, seat: Seat) -> Outcome:
    """Keep the hours by which it is night for him."""
    quiet = hours_of(request.POST, _own(seat), seat.now)
    if isinstance(quiet, Refusal):
        return quiet
    house = seat.house
    return say_of_himself(house.store, house.rosters, house.agency, SetHours(seat.now, seat.viewer.person, quiet))


def _shown(request: HttpRequest, seat: Seat, seen: CaseSeen) -> dict[str, Any]:
    mine = seen.mine
    assert mine is not None, "a member sees his own choices"
    said = CHOSEN.get(request.COOKIES.get(DID, ""), "")
    return {
        "seen": seen,
        "mine": mine,
        "ways_to_reach": REACHED,
        "spots": SPOTS,
        **hours_seen(_own(seat), seat.now),
        **news_shown(request.POST, seat, mine),
        "did": gettext(said) if said else "",
    }
