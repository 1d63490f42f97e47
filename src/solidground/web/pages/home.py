"""Where somebody who has signed in begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from solidground.web.gate import seat_of
from solidground.web.panes import WAYS
from solidground.web.ways import first


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead somebody to the page of what he is here for."""
    seat_of(request)
    return redirect(first(request.META[WAYS]))
