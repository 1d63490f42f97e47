"""Who can see what of a member's case, by name and from the wall; and who looked at what, and when."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from solidground.app.asking.looks import LookSeen
from solidground.app.asking.questions import WhoLooked
from solidground.web.gate import answered, seat_of
from solidground.web.pages.my_ground import my_case
from solidground.web.panes import pane
from solidground.web.tongue import when
from solidground.web.wall_words import LOOKED, line_of

SHOWN_MOST = 50
"""So many looks are shown here; all of them are in what a member can keep."""


class Look(NamedTuple):
    """One look in words."""

    at: str
    by: str
    what: str


@require_safe
def my_sight(request: HttpRequest) -> HttpResponse:
    """Show a member who may know what of his case, and who looked."""
    seat = seat_of(request)
    seen = my_case(seat)
    looks: tuple[LookSeen, ...] = answered(seat, WhoLooked())
    zone = seen.zone if seen is not None else seat.house.zone
    shown = {
        "lines": [line_of(sight) for sight in (seen.who_sees or () if seen is not None else ())],
        "looks": [
            Look(when(look.at, seat.now, zone), look.by, gettext(LOOKED[look.what])) for look in looks[:SHOWN_MOST]
        ],
        "more": len(looks) > SHOWN_MOST,
    }
    return pane(request, "my_sight", shown, role="member")
