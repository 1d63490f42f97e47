"""Where somebody who has signed in begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from solidground.web.gate import account_of, seat_of
from solidground.web.kept import by_night
from solidground.web.panes import WAYS
from solidground.web.ways import BEGINS, first


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead somebody to the page of what he is here for; the first time to what he sees, and what he never sees.

    A member is led to the night page by night, and finds his ground from there.
    """
    seat = seat_of(request)
    hall = seat.house.hall
    if hall is not None and not account_of(request).introduced:
        hall.accounts.introduced(account_of(request))
        return redirect("/about")
    begins = first(request.META[WAYS])
    return redirect("/night" if begins == BEGINS["member"] and by_night(seat) else begins)
