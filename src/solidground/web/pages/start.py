"""Where the pages begin: for who opened the address without a link."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from solidground.web.again import typed
from solidground.web.gate import signed_in
from solidground.web.house import house_of
from solidground.web.kept import phone_of
from solidground.web.pages.help_now import shown
from solidground.web.panes import DARK, INSTEAD, pane

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
    """Say that a page failed, that a tap may be lost, and who answers all the same; nothing of what failed.

    What was typed is kept, to be sent once more with one tap.
    """
    return _failed(request, request.path, 500)


# It does nothing with what was sent but show it to who sent it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def late(request: HttpRequest) -> HttpResponse:
    """Say the same in the place of a page that did not come in time."""
    if INSTEAD not in request.META:
        raise Http404
    return _failed(request, request.META[INSTEAD], 503)


def _failed(request: HttpRequest, path: str, status: int) -> HttpResponse:
    house = house_of(request)
    seen = {
        "line": house.line,
        "lines": () if house.line is not None else shown(house.jurisdiction).home,
        "tapped": request.method == "POST",
        "again": path,
        "fields": typed(request, path) if request.method == "POST" else [],
        "night": path in NIGHT or request.META.get(DARK, False),
    }
    return pane(request, "broken", seen, status=status)
