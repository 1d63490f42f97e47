"""How a page is answered: drawn from its template, with the role that sees it and its own name."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NOBODY = "nobody"
"""The role of whoever has no account here."""

WAYS = "solidground.ways"
"""Where a request carries the pages that whoever is signed in can go to."""


def outside(request: HttpRequest) -> dict[str, Any]:
    """Return what a page needs that was not drawn here: those for signing in are a library's."""
    return {"page": "account", "role": NOBODY, "ways": (), "here": request.path}


def pane(
    request: HttpRequest, page: str, seen: dict[str, Any] | None = None, *, role: str = NOBODY, status: int = 200
) -> HttpResponse:
    """Draw one page. ``page`` names its template, and stands in it as ``data-page``."""
    context = {"night": page == "night", **(seen or {}), "page": page, "role": role, "here": request.path}
    context["ways"] = () if role == NOBODY else request.META.get(WAYS, ())
    return render(request, f"{page}.html", context, status=status)
