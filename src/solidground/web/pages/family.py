"""The page of a family contact: her own person, what somebody shares with her, what to expect, her days.

What must never happen here: anything about the incident that was not shared, or a word about how somebody is.
"""

from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from solidground.app.asking.family import FamilySeen, Shown
from solidground.app.asking.questions import MyDuties, SharedWithMe
from solidground.core.hours import local_day
from solidground.web.duty_words import standing_words
from solidground.web.gate import Seat, answered, seat_of
from solidground.web.news_words import pairs
from solidground.web.pages.help_now import lines
from solidground.web.pages.help_now import shown as lines_for
from solidground.web.panes import pane
from solidground.web.property_words import Pair
from solidground.web.sharing import SharedLine, shared_line
from solidground.web.tongue import when

TIMES: Final = (7, 60, 365)
"""Days after which the first days, the first weeks and the first year are over."""


class Line(NamedTuple):
    """What one member shares, as it is drawn."""

    shown: Shown
    told: SharedLine
    duty: str
    news: tuple[Pair, ...]


@require_safe
def family(request: HttpRequest) -> HttpResponse:
    """Show somebody of the family her page."""
    seat = seat_of(request)
    seen: FamilySeen = answered(seat, SharedWithMe())
    return pane(request, "family", _shown(seat, seen), role="family")


def _shown(seat: Seat, seen: FamilySeen) -> dict[str, Any]:
    now, zone = seat.now, seen.zone
    since = None if seen.began_at is None else local_day(now, zone) - local_day(seen.began_at, zone)
    return {
        "seen": seen,
        "asked": bool(answered(seat, MyDuties())),
        "lines": [_line(seat, one) for one in seen.shared],
        "days": [(day.words, when(day.due_at, now, zone)) for day in seen.days],
        "now": "" if since is None else str(sum(since >= days for days in TIMES)),
        "help": lines_for(seat.house.jurisdiction).home,
        "confirmed_on": min(line.checked_on for line in lines()),
    }


def _line(seat: Seat, one: Shown) -> Line:
    told = shared_line(one, one.taken, seat.now, one.zone)
    duty = standing_words(one.duty, local_day(seat.now, one.zone), mine=False)
    return Line(one, told, duty, pairs(seat, one.known))
