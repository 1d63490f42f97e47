"""The phones that keep the night page: kept by a link or by who is signed in, listed, and ended.

What must never happen here: a token in an address, or a phone that somebody else ends.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from solidground.app.asking.devices import DeviceSeen
from solidground.app.asking.questions import MyDevices
from solidground.app.devices import end, keep, keep_by_link
from solidground.core.hours import to_local
from solidground.core.kernel import Refusal
from solidground.web.gate import DID, answered, did, done, seat_of
from solidground.web.house import House, house_of
from solidground.web.kept import keep_on, let_go, phone_of, seated_of
from solidground.web.pages.night import nobody
from solidground.web.panes import pane
from solidground.web.tongue import why


@require_http_methods(["GET", "HEAD", "POST"])
def keeping(request: HttpRequest) -> HttpResponse:
    """Say what keeping the night page on this phone means, keep it, or take it off."""
    house = house_of(request)
    phone = phone_of(request, house.clock.now())
    if request.method == "POST":
        if request.POST.get("choice") == "take_off":
            if phone is not None:
                end(house.store, house.agency, phone.person, phone.device)
            return let_go(done("/night", "taken_off"))
        return _kept(request, house)
    seated = seated_of(request) is not None
    if phone is None and not seated:
        return nobody(request, house)
    return pane(
        request,
        "keep",
        {"kept": phone is not None, "seated": seated, "night": phone is not None and phone.night.is_now},
    )


def _kept(request: HttpRequest, house: House) -> HttpResponse:
    link, now = request.POST.get("link", ""), house.clock.now()
    if link:
        token = keep_by_link(house.store, house.keys, house.agency, link, now)
        if isinstance(token, Refusal):
            return pane(request, "closed", {"text": why(token)}, status=404)
        return keep_on(request, done("/night", "kept"), token)
    who = seated_of(request)
    if who is None:
        raise Http404
    return keep_on(request, done("/night", "kept"), keep(house.store, house.agency, who.viewer.person, now))


@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: HttpRequest) -> HttpResponse:
    """Show somebody the phones on which he keeps the night page, or end one."""
    seat = seat_of(request)
    found: tuple[DeviceSeen, ...] = answered(seat, MyDevices())
    if request.method == "POST":
        if not end(seat.house.store, seat.house.agency, seat.viewer.person, request.POST.get("device", "")):
            # Somebody may have ended it a moment ago: then it is so already.
            return done("/me/devices", "")
        return done("/me/devices", "ended")
    phone = phone_of(request, seat.now)
    rows: list[dict[str, Any]] = [
        {
            "device": one.device,
            "kept": to_local(one.kept_at, seat.house.zone),
            "until": to_local(one.until_at, seat.house.zone),
            "this": phone is not None and phone.device == one.device,
        }
        for one in found
    ]
    ended = request.COOKIES.get(DID) == "ended"
    return did(request, pane(request, "devices", {"rows": rows, "ended": ended}, role="member"))
