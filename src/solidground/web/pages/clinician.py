"""The clinician's page: who chose him, what is owed by him and shared with him, and peers who would like to talk.

What must never happen here: what was said in a session, or a member who did not choose him.
"""

from datetime import date
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from solidground.app.asking.consults import ConsultSeen
from solidground.app.asking.my_members import ChosenBy
from solidground.app.asking.one_case import Contact, Owing
from solidground.app.asking.questions import MyConsults, MyMembers
from solidground.core.hours import to_local
from solidground.core.kernel import Refusal
from solidground.web.gate import Seat, answered, did, done, seat_of
from solidground.web.pages.kept import WAYS
from solidground.web.panes import pane
from solidground.web.recording import days_back, line_of, recorded, said, wrong
from solidground.web.sharing import SharedLine, shared_line
from solidground.web.tongue import when
from solidground.web.ways import attends

HERE = "/clinician"


@require_http_methods(["GET", "HEAD", "POST"])
def clinician(request: HttpRequest) -> HttpResponse:
    """Show a clinician or chaplain who chose him, or take down a session."""
    seat = seat_of(request)
    members: tuple[ChosenBy, ...] = answered(seat, MyMembers())
    if not members and not attends(seat.viewer, seat.reading):
        raise Http404
    if request.method != "POST":
        return did(request, pane(request, "clinician", _shown(request, seat, members), role="clinician"))
    found = recorded(request, seat, tuple([duty for one in members for duty in one.duties]))
    if not isinstance(found.outcome, Refusal):
        return done(HERE, found.word)
    shown = {**_shown(request, seat, members), **wrong(request, found, found.outcome.text)}
    return pane(request, "clinician", shown, role="clinician", status=422)


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


def _shown(request: HttpRequest, seat: Seat, members: tuple[ChosenBy, ...]) -> dict[str, Any]:
    consults: tuple[ConsultSeen, ...] = answered(seat, MyConsults())
    return {
        "members": [
            (
                one,
                [line_of(seat, duty) for duty in one.duties],
                WAYS.get(one.way, ""),
                [to_local(held_at, one.zone) for held_at in one.sessions],
                _told(seat, one),
            )
            for one in members
        ],
        "consults": consults,
        "days": days_back(seat.now, seat.house.zone),
        "did": said(request),
        "back": HERE,
    }
