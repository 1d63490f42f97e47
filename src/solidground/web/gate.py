"""The only way to a case: who sits before this browser, and what the wall lets that person see or do.

What must never happen here: an answer that tells what is not there from what is not this person's.
"""

from typing import Any, NamedTuple

from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.questions import Question
from solidground.app.asking.reading import Reading
from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.core.wall import Viewer
from solidground.web.house import House, house_of
from solidground.web.panes import WAYS
from solidground.web.ways import ways

SEAT = "seat"
SITS_SECONDS = 12 * 3_600
"""How long somebody sits without signing in again."""

DID, DID_SECONDS = "did", 60
"""What was done a moment ago, to be said once."""

SALT = "solidground.seat"


class Seat(NamedTuple):
    """Who asks now, when, and what he asks of."""

    house: House
    viewer: Viewer
    reading: Reading
    now: Instant


def seat_of(request: HttpRequest) -> Seat:
    """Return who asks. Raises Http404 where nobody is signed in, as for what does not exist."""
    house = house_of(request)
    person = _person(house, request.COOKIES.get(SEAT, ""))
    now = house.clock.now()
    reading = Reading(house.store, house.rosters, house.agency, now)
    seat = Seat(house, viewer_of(reading.roster(), person, now), reading, now)
    request.META[WAYS] = ways(seat.viewer, reading)
    return seat


def _person(house: House, cookie: str) -> PersonId:
    if not house.seats:
        raise Http404
    try:
        return PersonId(_signer(house).unsign(cookie, max_age=SITS_SECONDS))
    except BadSignature as error:
        raise Http404 from error


def answered(seat: Seat, question: Question) -> Any:  # noqa: ANN401 - each question has its own answer
    """Return the answer to a question. Raises Http404 where the wall gives none."""
    found = ask(seat.reading, seat.viewer, question)
    if isinstance(found, Refusal):
        raise Http404
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
