"""A phone that keeps the night page: the token it brings along, and whose taps it writes.

It is read here and nowhere else. What must never happen here: a seat made of it, or a way to a case.
"""

from collections.abc import Callable
from functools import wraps
from typing import Final, NamedTuple, TypeAlias

from allauth.core.exceptions import ImmediateHttpResponse
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from solidground.app.calls import Place
from solidground.app.devices import KEPT_FOR, Holder, Night, holder, signed_in
from solidground.core.kernel import SECOND, Instant
from solidground.web.gate import Seat, seat_of
from solidground.web.house import House, house_of

DEVICE: Final = "device"


class Asker(NamedTuple):
    """Whose taps are written. ``seat`` is None on a phone that only keeps the night page."""

    who: Holder
    seat: Seat | None
    phone: bool
    """Whether this phone keeps the page of the same person."""


ForMember: TypeAlias = Callable[[HttpRequest, Asker | None], HttpResponse]


def for_member(view: ForMember) -> Callable[[HttpRequest], HttpResponse]:
    """Let a page be asked for by whose phone it is, or by who is signed in; by anybody else as by nobody.

    The token of a phone comes along with forms of our own pages alone. Who is only signed in is known by a cookie that
    may come with others, and so his form must show that it is ours.
    """

    @csrf_protect
    def shown(request: HttpRequest, asker: Asker) -> HttpResponse:
        return view(request, asker)

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        asker = _asker_of(request)
        return view(request, asker) if asker is None or asker.phone else shown(request, asker)

    return answer


def _asker_of(request: HttpRequest) -> Asker | None:
    house = house_of(request)
    phone, seat = phone_of(request, house.clock.now()), seated_of(request)
    if seat is None:
        return None if phone is None else Asker(phone, None, phone=True)
    who = signed_in(house.store, house.agency, seat.viewer.person, seat.now, house.zone)
    return Asker(who, seat, phone=phone is not None and phone.person == who.person)


def phone_of(request: HttpRequest, now: Instant) -> Holder | None:
    """Return whose phone this is; None where it keeps nothing, or another place sent its form."""
    token = request.COOKIES.get(DEVICE, "")
    if not token or request.headers.get("Sec-Fetch-Site") == "cross-site":
        return None
    house = house_of(request)
    return holder(house.store, house.agency, token, now, house.zone)


def seated_of(request: HttpRequest) -> Seat | None:
    """Return who is signed in and may have care of his own here; None for nobody, and for a role of command.

    Who is not signed in is led nowhere: what he needs is on the page itself.
    """
    try:
        seat = seat_of(request)
    except (Http404, ImmediateHttpResponse):
        return None
    return None if seat.viewer.serves_command else seat


def by_night(seat: Seat) -> bool:
    """Tell whether it is night for who is signed in, by his own hours, and somebody here may be rung for him."""
    return not seat.viewer.serves_command and night_of(seat).is_now


def night_of(seat: Seat) -> Night:
    """Return the hours of who is signed in."""
    house = seat.house
    return signed_in(house.store, house.agency, seat.viewer.person, seat.now, house.zone).night


def place_of(house: House) -> Place:
    """Return where a tap of the night page is written."""
    return Place(house.store, house.rosters, house.agency, house.opening)


def keep_on(request: HttpRequest, response: HttpResponse, token: str) -> HttpResponse:
    """Leave a token on this phone."""
    secure = request.is_secure() or house_of(request).tls
    response.set_cookie(DEVICE, token, max_age=KEPT_FOR // SECOND, httponly=True, samesite="Lax", secure=secure)
    return response


def let_go(response: HttpResponse) -> HttpResponse:
    """Take the token off this phone."""
    response.delete_cookie(DEVICE, samesite="Lax")
    return response
