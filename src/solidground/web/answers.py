"""What every answer of the pages carries: it is kept nowhere, it tells no other place where it came from.

What must never happen here: a line in a log. Who looked at a page, and when, is nobody's business.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

Answering = Callable[[HttpRequest], HttpResponse]

ALWAYS: Final = {
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def quiet(get_response: Answering) -> Answering:
    """Add what every answer carries, where the page has not chosen otherwise."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        return response

    return answer
