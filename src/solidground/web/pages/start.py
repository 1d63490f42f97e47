"""Where the pages begin: for who opened the address without a link."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from solidground.web.gate import signed_in
from solidground.web.house import house_of
from solidground.web.kept import phone_of
from solidground.web.panes import DARK, pane

NIGHT: Final = ("/night", "/ring")
"""Where what fails is said in the dark as well."""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what this is, and where help is. A phone that keeps the night page is led there by night.

    Who is signed in is led to where he begins: the name above every page leads here.
    """
    house = house_of(request)
    phone = phone_of(request, house.clock.now())
    if phone is not None and phone.night.is_now:
        return redirect("/night")
    if signed_in(request) is not None:
        return redirect("/home")
    return pane(request, "start", {"signs_in": house.hall is not None})


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 Django hands it over
    """Say that nothing is here: the same for what never was and for what is not this reader's."""
    return pane(request, "missing", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that a page failed, that a tap may be lost, and who answers all the same; nothing of what failed."""
    seen = {"line": house_of(request).line, "tapped": request.method == "POST", "again": request.path}
    night = request.path in NIGHT or request.META.get(DARK, False)
    return pane(request, "broken", {**seen, "night": night}, status=500)
