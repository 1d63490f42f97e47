"""Asking for a consult, and taking one: one tap each, from the page on which it stands.

What must never happen here: a field in which somebody could write what it is about.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.answers import UNCLEAR
from solidground.app.asking.consults import ConsultSeen
from solidground.app.asking.questions import MyConsults
from solidground.app.consults import Answering, answer_consult, ask_consult, asked_for
from solidground.app.handle import Outcome
from solidground.core.care.consult.commands import EndConsult, TakeBackConsult, TakeConsult
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal
from solidground.web.gate import Seat, answered, done, seat_of
from solidground.web.panes import pane
from solidground.web.tongue import why

ANSWERS: Final[dict[str, Callable[[Instant, PersonId], Answering]]] = {
    "consult_take": TakeConsult,
    "consult_done": EndConsult,
    "consult_back": TakeBackConsult,
}
BACK: Final = ("/list", "/clinician")
"""Where somebody goes back to."""


OVER: Final = Refusal(
    "ConsultOver", gettext_noop("This talk is not asked for here any more: somebody else has it, or it is over.")
)
"""Why a page that was open for long takes nothing down."""


@require_http_methods(["GET", "HEAD", "POST"])
def consults(request: HttpRequest) -> HttpResponse:
    """Take down what was tapped about a consult. Whoever comes back to this address begins where he begins."""
    seat = seat_of(request)
    if request.method != "POST":
        return redirect("/home")
    word = request.POST.get("choice", "")
    outcome = _answered(request, seat, word) if word in ANSWERS else _asked(request, seat, word)
    back = next((each for each in BACK if each == request.POST.get("back")), "/list")
    if isinstance(outcome, Refusal):
        return pane(request, "refused", {"text": why(outcome), "back": back}, role="peer", status=422)
    return done(back, word)


def _asked(request: HttpRequest, seat: Seat, word: str) -> Outcome:
    soon = word.removeprefix("consult_")
    command = asked_for(seat.viewer.person, seat.now, CaseId(request.POST.get("case", "")), soon)
    house = seat.house
    return UNCLEAR if command is None else ask_consult(house.store, house.rosters, house.agency, command)


def _answered(request: HttpRequest, seat: Seat, word: str) -> Outcome:
    shown: tuple[ConsultSeen, ...] = answered(seat, MyConsults())
    consult = next((one.consult for one in shown if one.consult == request.POST.get("consult")), None)
    if consult is None:
        return OVER
    house, command = seat.house, ANSWERS[word](seat.now, seat.viewer.person)
    return answer_consult(house.store, house.rosters, house.agency, consult, command)
