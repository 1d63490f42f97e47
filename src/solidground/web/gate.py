"""The only way to a case: who sits before this browser, and what the wall lets that person see or do.

What must never happen here: an answer that tells what is not there from what is not this person's.
"""

from typing import Any, Final, NamedTuple

from allauth.core.exceptions import ImmediateHttpResponse
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.questions import Question
from solidground.app.asking.reading import Reading
from solidground.app.looks import look_noted
from solidground.core.hours import local_day
from solidground.core.kernel import Day, Instant, PersonId, Refusal
from solidground.core.wall import Viewer
from solidground.web.again import again
from solidground.web.house import House, house_of
from solidground.web.panes import WAYS
from solidground.web.sitting import still_here
from solidground.web.ways import ACCOUNT, ways, without_accounts

SEAT = "seat"
SITS_SECONDS = 12 * 3_600
"""How long somebody sits in the demo."""

STILL: Final = ("GET", "HEAD")
"""What only asks: while it is answered nothing changes but who looked at what."""

DID, DID_SECONDS = "did", 60
"""What was done a moment ago, to be said once."""

SALT = "solidground.seat"

KEPT: Final = "kept"
"""What a session says once its account was seen to have a way in that a stolen password does not open."""

SIGN_IN: Final = "/sign-in"
BEGIN: Final = "/account/begin"
"""Where whoever came in by an invitation chooses how he signs in from now on."""


class Seat(NamedTuple):
    """Who asks now, when, and what he asks of."""

    house: House
    viewer: Viewer
    reading: Reading
    now: Instant

    def today(self) -> Day:
        """Return the day it is where the agency is."""
        return local_day(self.now, self.house.zone)


def seat_of(request: HttpRequest) -> Seat:
    """Return who asks. Where nobody is signed in he is led to where one signs in, whatever he asked for."""
    house = house_of(request)
    now = house.clock.now()
    person = _guest(house, request.COOKIES.get(SEAT, "")) if house.seats else _account(request, house, now)
    reading = Reading(house.store, house.rosters, house.agency, now, house.witness, still=request.method in STILL)
    # Who asks is read without what anybody carries: a page of command's reads nothing of care.
    seat = Seat(house, viewer_of(reading.people(), person, now), reading, now)
    found = ways(seat.viewer, reading)
    # Where nobody can sign in, as in the demo, there is no account to look after.
    request.META[WAYS] = (*found, ACCOUNT) if house.hall is not None else without_accounts(found)
    return seat


def _guest(house: House, cookie: str) -> PersonId:
    try:
        return PersonId(_signer(house).unsign(cookie, max_age=SITS_SECONDS))
    except BadSignature as error:
        raise Http404 from error


def _account(request: HttpRequest, house: House, now: Instant) -> PersonId:
    account: Any = account_of(request)
    assert house.hall is not None, "who is signed in has an account"
    # Looked up once for a session: the last way in cannot be taken out, and one that is made anew ends every session.
    if not request.session.get(KEPT) and not house.hall.accounts.is_kept(account):
        raise ImmediateHttpResponse(_led(request, BEGIN))
    if not request.session.get(KEPT):
        request.session[KEPT] = True
    still_here(request, now)
    return PersonId(account.person)


def signed_in(request: HttpRequest) -> PersonId | None:
    """Return who is signed in, without leading anybody anywhere: for a page that needs no account."""
    house = house_of(request)
    if house.seats:
        try:
            return _guest(house, request.COOKIES.get(SEAT, ""))
        except Http404:
            return None
    account: Any = request.user if house.hall is not None else None
    if account is None or not account.is_authenticated or account.agency != house.agency:
        return None
    assert house.hall is not None, "who is signed in has an account"
    return PersonId(account.person) if house.hall.accounts.is_kept(account) else None


def account_of(request: HttpRequest) -> Any:  # noqa: ANN401 - Django's own
    """Return the account that is signed in, also one that has no way in of its own yet."""
    house = house_of(request)
    if house.hall is None:
        raise Http404
    account: Any = request.user
    if not account.is_authenticated or account.agency != house.agency:
        raise ImmediateHttpResponse(_led(request, SIGN_IN))
    return account


def _led(request: HttpRequest, where: str) -> HttpResponse:
    """Lead whoever is not signed in to where one signs in; what he had typed comes along."""
    if request.method == "POST":
        return again(request, where)
    return redirect(f"{where}?{urlencode({'next': request.path})}")


def answered(seat: Seat, question: Question) -> Any:  # noqa: ANN401 - each question has its own answer
    """Return the answer to a question, and note whose case was looked at. Raises Http404 where the wall gives none."""
    found = ask(seat.reading, seat.viewer, question)
    if isinstance(found, Refusal):
        raise Http404
    look_noted(seat.reading, seat.viewer.person, question, found)
    return found


def sit(house: House, response: HttpResponse, person: PersonId) -> None:
    """Let somebody sit before this browser."""
    value = _signer(house).sign(person)
    response.set_cookie(SEAT, value, max_age=SITS_SECONDS, httponly=True, samesite="Lax")


def _signer(house: House) -> TimestampSigner:
    return TimestampSigner(key=house.seats, salt=SALT)


def done(address: str, word: str) -> HttpResponse:
    """Go back to a page that says once what was done: a page that is opened again does nothing twice."""
    response = redirect(address)
    response.set_cookie(DID, word, max_age=DID_SECONDS, httponly=True, samesite="Strict")
    return response


def did(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let what was said once be forgotten."""
    if DID in request.COOKIES:
        response.delete_cookie(DID, samesite="Strict")
    return response
