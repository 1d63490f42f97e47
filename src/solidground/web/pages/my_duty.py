"""How a member stands on duty, by when he hears more, and what was passed on of him: all of it, and by whom.

What must never happen here: a word that sounds like guilt, or a form: it is written down by others, and read by him.
"""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from solidground.app.asking.duty import DutySeen
from solidground.app.asking.questions import MyDuty
from solidground.core.duty.session.decider import Attended
from solidground.web.duty_words import entry_words, line, now_of, pairs
from solidground.web.gate import Seat, answered, seat_of
from solidground.web.panes import pane
from solidground.web.property_words import Pair, day_words


class Mine(NamedTuple):
    """What a member reads of himself: how he stands, by when he hears more, all of it, and what was passed on."""

    stands: str
    line: str
    pairs: tuple[Pair, ...]
    passed_on: tuple[str, ...]


@require_safe
def my_duty(request: HttpRequest) -> HttpResponse:
    """Show a member how he stands."""
    seat = seat_of(request)
    shown: dict[str, Any] = {"duty": standing(seat)}
    return pane(request, "my_duty", shown, role="member")


def standing(seat: Seat) -> Mine | None:
    """Return how whoever asks stands, as he reads it; None where nothing was ever written down."""
    found: tuple[DutySeen, ...] = answered(seat, MyDuty())
    if not found:
        return None
    (one,), today = found, seat.today()
    now = now_of(one.status, today) if one.status is not None else None
    stands = entry_words(now) if now is not None else ""
    passed_on = tuple(map(_passed_on, one.passed_on))
    return Mine(stands, line(one, today, mine=True), pairs(one, today, mine=True), passed_on)


def _passed_on(one: Attended) -> str:
    said = {"person": one.by, "day": day_words(one.on)}
    if one.taken_back:
        return gettext("%(person)s passed on that you were at a required session on %(day)s, and took it back.") % said
    return gettext("%(person)s passed on that you were at a required session on %(day)s.") % said
