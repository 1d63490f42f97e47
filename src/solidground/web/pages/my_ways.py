"""All ways side by side, with a member's own record filled in. To read it leaves no trace that anybody else can see.

What must never happen here: a row that is written, a look that is noted, or a word that pushes somebody one way.
"""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from solidground.app.options import ABOUT, OPTIONS
from solidground.web.desk_words import THINGS, column_of, common
from solidground.web.gate import Seat, seat_of
from solidground.web.pages.my_duty import standing
from solidground.web.pages.my_property import taken_things
from solidground.web.panes import pane

YEAR_DAYS: Final = 365.2425


@require_safe
def my_ways(request: HttpRequest) -> HttpResponse:
    """Show a member what he could decide, and what each of it means here."""
    seat = seat_of(request)
    shown = {
        "columns": [column_of(seat, option) for option in OPTIONS],
        "things": [gettext(THINGS[about]) for about in ABOUT],
        "years": _years(seat),
        "duty": standing(seat),
        "taken": [one.line for one in taken_things(seat)],
        **common(seat),
    }
    return pane(request, "my_ways", shown, role="member")


def _years(seat: Seat) -> str:
    """Return how long somebody has been with the agency; nothing where the registry does not say."""
    known = seat.reading.people().states.get(seat.viewer.person)
    if known is None or known.joined_on is None:
        return ""
    years = int((seat.today() - known.joined_on) / YEAR_DAYS)
    if years < 1:
        return gettext("Less than a year")
    return gettext("One year") if years == 1 else gettext("%(years)s years") % {"years": years}
