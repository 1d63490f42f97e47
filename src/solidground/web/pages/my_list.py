"""My list: what a peer owes, in order of time, and one tap to say how it went.

What must never happen here: free text, a count of how a peer does, or somebody's case before he took it.
"""

from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from solidground.app.acts import tap
from solidground.app.answers import SAID, UNCLEAR
from solidground.app.asking.duties import Duty
from solidground.app.asking.questions import MyCases, MyDuties
from solidground.app.asking.words import when
from solidground.app.links import until_of
from solidground.app.taps import Choice, Tap, reports_of
from solidground.core.hours import add_days
from solidground.core.kernel import Instant, Refusal
from solidground.web.gate import Seat, answered, did, done, seat_of
from solidground.web.panes import pane

DAYS_AGO: Final = (0, 1, 2)
"""How long ago a contact may be said to have been: today, yesterday, the day before."""


class Line(NamedTuple):
    """One thing on the list: ``state`` is ahead, due or late."""

    duty: Duty
    choices: tuple[Choice, ...]
    state: str
    by: str


@require_http_methods(["GET", "HEAD", "POST"])
def my_list(request: HttpRequest) -> HttpResponse:
    """Show what this person owes, or take down how one of it went."""
    seat = seat_of(request)
    duties: tuple[Duty, ...] = answered(seat, MyDuties())
    if request.method != "POST":
        return did(request, pane(request, "my_list", _shown(request, seat, duties), role="peer"))
    duty = next((one for one in duties if one.obligation == request.POST.get("obligation")), None)
    word = request.POST.get("choice", "")
    choice = next((one for one in (reports_of(duty.kind) if duty is not None else ()) if one == word), None)
    outcome = UNCLEAR if duty is None or choice is None else _done(request, seat, duty, choice)
    if not isinstance(outcome, Refusal):
        return done("/list", word)
    wrong = {"error": gettext(outcome.text), "at_fault": duty.obligation if duty is not None else ""}
    return pane(request, "my_list", {**_shown(request, seat, duties), **wrong}, role="peer", status=422)


def _done(request: HttpRequest, seat: Seat, duty: Duty, choice: Choice) -> Any:  # noqa: ANN401 - events or a refusal
    house, now = seat.house, seat.now
    until_at = until_of(request.POST.get("until", ""), house.zone, now)
    tapped = Tap(choice, duty.obligation, seat.viewer.person, now, _held_at(request, seat), until_at)
    return tap(house.store, house.rosters, house.agency, duty.case, tapped)


def _held_at(request: HttpRequest, seat: Seat) -> Instant:
    """Return when it was: now, or the same hour some days ago."""
    ago = next((days for days in DAYS_AGO if str(days) == request.POST.get("ago", "")), 0)
    return add_days(seat.now, seat.house.zone, -ago)


def _shown(request: HttpRequest, seat: Seat, duties: tuple[Duty, ...]) -> dict[str, Any]:
    said = {str(word): text for word, text in SAID.items()}.get(request.COOKIES.get("did", ""), "")
    return {
        "lines": [_line(seat, duty) for duty in duties],
        "own": bool(answered(seat, MyCases())),
        "did": gettext(said) if said else "",
    }


def _line(seat: Seat, duty: Duty) -> Line:
    state = "late" if duty.lapses_at < seat.now else "due" if duty.due_at <= seat.now else "ahead"
    return Line(duty, reports_of(duty.kind), state, when(duty.due_at, seat.now, seat.house.zone))
