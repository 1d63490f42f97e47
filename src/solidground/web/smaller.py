"""Pages are sent compressed where the browser takes that, and only where nothing of the request can be in them.

What must never happen here: a page in which what somebody else made the browser send stands beside what is secret. The
length of such a page, compressed, tells by and by what the secret is.
"""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

from solidground.web.answers import Answering

LEAST_BYTES: Final = 1_400
"""What fits into one packet is not made smaller."""


def smaller(get_response: Answering) -> Answering:
    """Compress what was asked for plainly: by its address alone, without anything handed in.

    The library adds up to a hundred bytes by chance, so that two pages of one length do not look so either.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        plain = request.method == "GET" and not request.META.get("QUERY_STRING")
        if not plain or response.streaming or len(response.content) < LEAST_BYTES:
            return response
        made: Any = GZipMiddleware(lambda _: response)(request)
        packed: HttpResponse = made
        return packed

    return answer
