"""Where somebody who has signed in begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from solidground.app.asking.property import ThingSeen
from solidground.app.asking.questions import PropertyKept
from solidground.core.wall import Role
from solidground.web.gate import Seat, account_of, answered, seat_of
from solidground.web.kept import by_night
from solidground.web.panes import WAYS
from solidground.web.property_words import to_decide
from solidground.web.ways import BEGINS, first


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead somebody to the page of what he is here for; the first time to what he sees, and what he never sees.

    A member is led to the night page by night, and finds his ground from there; a chief to what he is to decide: the
    page he begins at is the same for everybody.
    """
    seat = seat_of(request)
    hall = seat.house.hall
    if hall is not None and not account_of(request).introduced:
        hall.accounts.introduced(account_of(request))
        return redirect("/about")
    if Role.CHIEF in seat.viewer.roles and _is_to_decide(seat):
        return redirect("/property")
    begins = first(request.META[WAYS])
    return redirect("/night" if begins == BEGINS["member"] and by_night(seat) else begins)


def _is_to_decide(seat: Seat) -> bool:
    found: tuple[ThingSeen, ...] = answered(seat, PropertyKept())
    return bool(to_decide(seat, found))
