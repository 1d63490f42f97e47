"""The last year: which incidents there were, who took part and how inquiries stand. No care.

What must never happen here: a case. That care follows is said of everybody who took part, whatever became of it.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from solidground.app.asking.duty import DutySeen
from solidground.app.asking.happened import Happened
from solidground.app.asking.property import ThingSeen
from solidground.app.asking.questions import LastYear, OnDuty, PropertyKept
from solidground.core.wall import Role
from solidground.web.delivered import delivered
from solidground.web.gate import Seat, answered, seat_of
from solidground.web.inquiry_words import told_pairs
from solidground.web.named import kind_words, part_words
from solidground.web.pages.liaison import Line
from solidground.web.pages.supervisor import Part, since, stands
from solidground.web.panes import pane
from solidground.web.property_words import to_decide
from solidground.web.reach import reach
from solidground.web.return_words import returned_lines
from solidground.web.tongue import when


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """Show the incidents of the last year."""
    seat = seat_of(request)
    seen: tuple[Happened, ...] = answered(seat, LastYear())
    told = Role.CHIEF in seat.viewer.roles
    duty: tuple[DutySeen, ...] = answered(seat, OnDuty()) if told else ()
    lines = [(_line(seat, one), since(seat, one, duty)) for one in seen]
    shown: dict[str, Any] = {"lines": lines, "told": told, "reach": reach(Role.CHIEF), "returned": returned_lines(seat)}
    things: tuple[ThingSeen, ...] = answered(seat, PropertyKept()) if told else ()
    shown["to_decide"] = to_decide(seat, things)
    shown["papers"] = delivered(seat) if told else ()
    return pane(request, "year", shown, role="chief")


def _line(seat: Seat, one: Happened) -> Line:
    people = tuple([Part(part.person, part_words(part.part)) for part in one.people])
    at = when(one.occurred_at, seat.now, seat.house.zone)
    return Line(one.incident, kind_words(one.kind), at, people, stands(seat, one), told_pairs(one), late=False)
