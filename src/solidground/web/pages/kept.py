"""One case on a peer's list: how the member wants to be met, what was done, and tips for what comes next.

What must never happen here: the case of somebody he has a conflict with, or a question about what happened.
"""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from solidground.app.asking.consults import ConsultSeen
from solidground.app.asking.kept import KeptSeen
from solidground.app.asking.questions import MyConsults, OneKept
from solidground.core.hours import to_local
from solidground.core.kernel import CaseId
from solidground.web.delivered import delivered_by
from solidground.web.duty_words import lines_of
from solidground.web.gate import Seat, answered, did, seat_of
from solidground.web.news_words import news_of
from solidground.web.panes import pane
from solidground.web.property_words import taken_of
from solidground.web.recording import days_back, line_of, said
from solidground.web.return_words import return_lines
from solidground.web.sharing import draft_lines
from solidground.web.storage_words import line_of as stored_line
from solidground.web.tongue import when

CONTACTS_MOST: Final = 8
"""So many contacts are shown, the newest."""

OUTCOMES: Final[dict[str | None, str]] = {
    "made": gettext_noop("reached"),
    "no_answer": gettext_noop("no answer"),
    "not_now": gettext_noop("“not now”"),
}
WAYS: Final[dict[str | None, str]] = {
    "person": gettext_noop("in person"),
    "phone": gettext_noop("by phone"),
    "text": gettext_noop("by text"),
    "mail": gettext_noop("by mail"),
}


@require_safe
def kept(request: HttpRequest, case: str) -> HttpResponse:
    """Show a case to who keeps something of it."""
    seat = seat_of(request)
    found: KeptSeen = answered(seat, OneKept(CaseId(case)))
    return did(request, pane(request, "kept", _shown(request, seat, found), role="peer"))


def _shown(request: HttpRequest, seat: Seat, found: KeptSeen) -> dict[str, Any]:
    consults: tuple[ConsultSeen, ...] = answered(seat, MyConsults())
    zone, wishes = found.seen.zone, found.wishes
    lines = [line_of(seat, duty) for duty in found.duties]
    contacts = (found.seen.contacts or ())[-CONTACTS_MOST:]
    until_at = wishes.resting_until
    return {
        "found": found,
        "lines": lines,
        "taken": taken_of(seat, found.seen.case),
        "stored": None if found.stored is None else [stored_line(one) for one in found.stored],
        "draft": draft_lines(found.draft),
        "returning": return_lines(seat, found.seen.case),
        "standing": lines_of(seat, found.seen.case),
        "news": news_of(seat, found.seen.case),
        "papers": delivered_by(seat, found.seen.case),
        "way": WAYS.get(wishes.way, ""),
        "until": None if until_at is None else when(until_at, seat.now, zone),
        "contacts": [
            (to_local(one.at, zone), one.words, OUTCOMES.get(one.outcome, ""), one.by is not None)
            for one in reversed(contacts)
        ],
        "asked": any(one.mine and one.case == found.seen.case for one in consults),
        "days": days_back(seat.now, seat.house.zone),
        "did": said(request),
    }
