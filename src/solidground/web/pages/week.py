"""The week on paper: what each person owes, with boxes to tick by hand; each line leads to where it is entered later.

What must never happen here: a count of what anybody did.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from solidground.app.asking.ahead import Keeper
from solidground.app.asking.questions import TheWeek
from solidground.core.hours import to_local
from solidground.web.gate import answered, seat_of
from solidground.web.panes import pane
from solidground.web.tongue import when


@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """Show what is owed within seven days, by who keeps it."""
    seat = seat_of(request)
    found: tuple[Keeper, ...] = answered(seat, TheWeek())
    zone = seat.house.zone
    keepers = [
        (one.keeper, [(line, when(line.due_at, seat.now, zone), line.due_at < seat.now) for line in one.lines])
        for one in found
    ]
    shown = {"keepers": keepers, "today": to_local(seat.now, zone)}
    return pane(request, "week", shown, role="coordinator")
