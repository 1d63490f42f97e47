"""Decisions and leave: what was delivered, and nothing before that.

What must never happen here: a draft, a decision that is held, or a word about care.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from solidground.app.asking.questions import Delivered
from solidground.core.wall import Role
from solidground.web.gate import answered, seat_of
from solidground.web.panes import pane
from solidground.web.reach import reach


@require_safe
def hr(request: HttpRequest) -> HttpResponse:
    """Show HR what was delivered."""
    seat = seat_of(request)
    return pane(request, "hr", {"delivered": answered(seat, Delivered()), "reach": reach(Role.HR)}, role="hr")
