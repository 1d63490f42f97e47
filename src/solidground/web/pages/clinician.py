"""The clinician's page: who chose him, what is owed by him and shared with him, and peers who would like to talk.

What must never happen here: what was said in a session, or a member who did not choose him.
"""

from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from solidground.app.asking.consults import ConsultSeen
from solidground.app.asking.my_members import ChosenBy
from solidground.app.asking.one_case import Contact, Owing
from solidground.app.asking.questions import MyConsults, MyMembers
from solidground.app.attendance import disclose, take_back
from solidground.app.handle import Outcome
from solidground.core.hours import local_day, to_local
from solidground.core.kernel import CaseId, Day, Refusal
from solidground.web.duty_words import passed_on
from solidground.web.gate import Seat, answered, did, done, seat_of
from solidground.web.pages.kept import WAYS
from solidground.web.panes import pane
from solidground.web.recording import Recorded, days_back, line_of, recorded, said, wrong
from solidground.web.sharing import SharedLine, shared_line
from solidground.web.tongue import when
from solidground.web.typed import day_typed
from solidground.web.ways import attends

HERE = "/clinician"
CROSS: Final = "cross"
CROSSES: Final = MappingProxyType({CROSS: disclose, "cross_back": take_back})
"""What crosses to command's side, and only by one of these: the day of a session, and that it was not so."""


@require_http_methods(["GET", "HEAD", "POST"])
def clinician(request: HttpRequest) -> HttpResponse:
    """Show a clinician or chaplain who chose him, or take down a session."""
    seat = seat_of(request)
    members: tuple[ChosenBy, ...] = answered(seat, MyMembers())
    if not members and not attends(seat.viewer, seat.reading):
        raise Http404
    if request.method != "POST":
        return did(request, pane(request, "clinician", _shown(request, seat, members), role="clinician"))
    found = _done(request, seat, members)
    if not isinstance(found.outcome, Refusal):
        return done(HERE, found.word)
    ticked = {"crosses": request.POST.get(CROSS) == "yes"}
    shown = {**_shown(request, seat, members), **wrong(request, found, found.outcome.text), **ticked}
    return pane(request, "clinician", shown, role="clinician", status=422)


def _done(request: HttpRequest, seat: Seat, members: tuple[ChosenBy, ...]) -> Recorded:
    """Take down a session, pass on its day where that was ticked; or pass on the day of another, or take that back."""
    choice = request.POST.get("choice", "")
    if choice in CROSSES:
        day = day_typed(request, "on") or 0
        return Recorded(None, choice, _crossed(seat, choice, CaseId(request.POST.get("case", "")), day))
    found = recorded(request, seat, tuple([duty for one in members for duty in one.duties]))
    held = choice == "made" and found.duty is not None and not isinstance(found.outcome, Refusal)
    if not held or found.duty is None or request.POST.get(CROSS) != "yes":
        return found
    case = found.duty.case
    zone = next(one.zone for one in members if one.case == case)
    crossed = _crossed(seat, CROSS, case, local_day(found.held_at, zone))
    return found._replace(word=CROSS, outcome=crossed)


def _crossed(seat: Seat, choice: str, case: CaseId, day: Day) -> Outcome:
    house = seat.house
    return CROSSES[choice](seat.reading, house.rosters, seat.viewer, case, day, house.zone)


class Told(NamedTuple):
    """What one member shares, as it is drawn; ``owed`` and ``contacts`` are None where he shares neither."""

    follows: bool
    line: SharedLine
    owed: list[tuple[str, Owing]] | None
    contacts: list[tuple[date, Contact]] | None


def _told(seat: Seat, one: ChosenBy) -> Told | None:
    shared, now, zone = one.shared, seat.now, one.zone
    if shared is None:
        return None
    line = shared_line(shared, None, now, zone)
    if shared.owed is None or shared.contacts is None:
        return Told(shared.follows, line, None, None)
    owed = [(when(owing.due_at, now, zone), owing) for owing in shared.owed]
    return Told(shared.follows, line, owed, [(to_local(each.at, zone).date(), each) for each in shared.contacts])


def _sessions(seat: Seat, one: ChosenBy) -> list[tuple[date, bool]]:
    """Return the days of sessions that were held, each with whether it was passed on."""
    passed = {each.on for each in passed_on(seat, one.case)} if one.sessions else set()
    days = [to_local(held_at, one.zone).date() for held_at in one.sessions]
    return [(day, day.isoformat() in passed) for day in days]


def _shown(request: HttpRequest, seat: Seat, members: tuple[ChosenBy, ...]) -> dict[str, Any]:
    consults: tuple[ConsultSeen, ...] = answered(seat, MyConsults())
    return {
        "members": [
            (
                one,
                [line_of(seat, duty) for duty in one.duties],
                WAYS.get(one.way, ""),
                _sessions(seat, one),
                _told(seat, one),
            )
            for one in members
        ],
        "consults": consults,
        "days": days_back(seat.now, seat.house.zone),
        "did": said(request),
        "back": HERE,
    }
