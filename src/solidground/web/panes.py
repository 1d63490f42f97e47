"""How a page is answered: drawn from its template, with the role that sees it and its own name."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NOBODY = "nobody"
"""The role of whoever has no account here."""


def pane(
    request: HttpRequest, page: str, seen: dict[str, Any] | None = None, *, role: str = NOBODY, status: int = 200
) -> HttpResponse:
    """Draw one page. ``page`` names its template, and stands in it as ``data-page``."""
    context = {"night": page == "night", **(seen or {}), "page": page, "role": role}
    return render(request, f"{page}.html", context, status=status)
