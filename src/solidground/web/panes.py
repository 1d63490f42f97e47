"""How a page is answered: drawn from its template, with the role that sees it and its own name."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from solidground.web.house import house_of
from solidground.web.ways import NOWHERE, shown

NOBODY = "nobody"
"""The role of whoever has no account here."""

WAYS = "solidground.ways"
"""Where a request carries the pages that whoever is signed in can go to."""

INSTEAD = "solidground.instead"
"""Where a request says in the place of which page something is shown, because that did not come in time."""

DARK = "solidground.dark"
"""Where a request says that it is night for whoever asks: what fails then is said in the dark as well."""


def outside(request: HttpRequest) -> dict[str, Any]:
    """Return what a page needs that was not drawn here: those for signing in are a library's."""
    return {"page": "account", "role": NOBODY, "here": request.path, "nav": NOWHERE, "leave": "", "demo": False}


def pane(
    request: HttpRequest, page: str, seen: dict[str, Any] | None = None, *, role: str = NOBODY, status: int = 200
) -> HttpResponse:
    """Draw one page. ``page`` names its template, and stands in it as ``data-page``."""
    context = {"night": page == "night", **(seen or {}), "page": page, "role": role, "here": request.path}
    context["nav"] = NOWHERE if role == NOBODY else shown(request.META.get(WAYS, ()), request.path)
    context["prints"] = house_of(request).printing is not None
    context["demo"] = page != "demo" and house_of(request).move is not None
    return render(request, f"{page}.html", context, status=status)
