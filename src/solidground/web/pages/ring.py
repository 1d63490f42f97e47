"""Have somebody of our own people ring: who asks is told whether somebody has it, and who answers meanwhile.

What must never happen here: "somebody is rung" where nobody is, or a name on a phone that nobody is signed in on.
"""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from solidground.app.answers import NOBODY_ANSWERS, SAID
from solidground.app.asking.questions import MyCases, OneCase
from solidground.app.calls import Became, asked, became, became_by_link
from solidground.core.kernel import Instant
from solidground.web.gate import DID, Seat, answered, did, done
from solidground.web.house import House, house_of, line_of, rings
from solidground.web.kept import Asker, for_member, place_of
from solidground.web.pages.night import UNHEARD, nobody
from solidground.web.panes import NOBODY, pane

HERE: Final = "ring"
"""Where its forms are sent."""

CASES_MOST: Final = 2
"""A call belongs to one of the newest cases."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def ring(request: HttpRequest, asker: Asker | None) -> HttpResponse:
    """Show what became of a call, or ask for one."""
    house = house_of(request)
    if asker is None:
        return nobody(request, house)
    now = house.clock.now()
    if request.method == "POST":
        return _tapped(request, house, asker, now)
    role, state = NOBODY if asker.seat is None else "member", became(place_of(house), asker.who, now)
    seen = {
        **_seen(house, state, now),
        "name": _name(asker.seat, state),
        "token": HERE,
        "again": HERE,
        "night": asker.who.night.is_now,
        "phone": asker.seat is None,
        "did": gettext(SAID["undo"]) if request.COOKIES.get(DID) == "undo" else "",
        "unheard": request.COOKIES.get(DID) == UNHEARD,
    }
    return did(request, pane(request, "ring", seen, role=role))


def ring_by_link(request: HttpRequest, house: House, link: str, now: Instant, *, night: bool) -> HttpResponse:
    """Show what became of a call that was asked for by a link."""
    state = became_by_link(house.store, house.keys, link, now)
    seen = {"name": "", "token": link, "again": f"{link}?ring", "night": night, "phone": False, "did": ""}
    return pane(request, "ring", {**_seen(house, state, now), **seen})


def _tapped(request: HttpRequest, house: House, asker: Asker, now: Instant) -> HttpResponse:
    word = request.POST.get("choice", "")
    if word == "undo":
        asked(place_of(house), asker.who, "undo", now)
        return done("/ring", "undo")
    if word == "call_me":
        return done("/ring", "call_me" if asked(place_of(house), asker.who, "call_me", now) else UNHEARD)
    raise Http404


def _seen(house: House, state: Became, now: Instant) -> dict[str, Any]:
    if state == "rings" and not rings(house, now):
        # What is asked for is kept; but who waits must know where nothing would let it ring.
        state = "nobody"
    return {"state": state, "nobody": gettext(NOBODY_ANSWERS), "line": line_of(house)}


def _name(seat: Seat | None, state: Became) -> str:
    """Return who has the call, as the wall lets the member see it."""
    if seat is None or state != "taken":
        return ""
    seen = [answered(seat, OneCase(case)) for case in answered(seat, MyCases())[:CASES_MOST]]
    return next((str(one.has_call) for one in seen if one.has_call is not None), "")
