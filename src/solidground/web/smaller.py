"""Pages are sent compressed where the browser takes that, and only where nothing of the request can be in them.

What must never happen here: a page in which what somebody else made the browser send stands beside what is secret. The
length of such a page, compressed, tells by and by what the secret is.
"""

from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

LEAST_BYTES: Final = 1_400
"""What fits into one packet is not made smaller."""


class Smaller(GZipMiddleware):
    """Compresses what was asked for plainly: by its address alone, without anything handed in.

    The library adds up to a hundred bytes by chance, so that two pages of one length do not look so either.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Make an answer smaller, where it may be."""
        plain = request.method == "GET" and not request.META.get("QUERY_STRING")
        if not plain or response.streaming or len(response.content) < LEAST_BYTES:  # type: ignore[attr-defined]  # it has
            return response
        return super().process_response(request, response)  # type: ignore[arg-type,no-any-return,unused-ignore]
