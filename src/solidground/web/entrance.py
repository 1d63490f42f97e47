"""What stands before every page: the method it is asked by, and whether anybody can sign in here at all.

What must never happen here: an answer that differs by what an address names.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Final, TypeAlias

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.http import require_http_methods

from solidground.web.answers import Answering
from solidground.web.house import house_of

Page: TypeAlias = Callable[..., HttpResponse]

NONE_SUCH: Final = "NONE"
"""A method that no page takes."""


class ByMethod:
    """Answers a method that a page does not take before anything else is looked at, its token included."""

    def __init__(self, get_response: Answering) -> None:
        """Take what answers everything else."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, page: Page, *_: object) -> HttpResponse | None:
        """Say which methods a page takes, where it is asked by another."""
        taken = methods_of(page)
        return None if request.method in taken else HttpResponseNotAllowed(taken)


@cache
def methods_of(page: Page) -> tuple[str, ...]:
    """Return what a page takes: it says so itself, to who asks by a method that there is not."""
    asking = HttpRequest()
    asking.method = NONE_SUCH
    return tuple(page(asking)["Allow"].split(", "))


def entrance(page: Any) -> Page:  # noqa: ANN401 - the library has no types
    """Return a page of the library for signing in, which is none where nobody has an account."""

    @require_http_methods(["GET", "HEAD", *(["POST"] if hasattr(page.view_class, "post") else [])])
    @wraps(page)
    def answer(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:  # noqa: ANN401 - as above
        if house_of(request).hall is None:
            raise Http404
        answered: HttpResponse = page(request, *given, **named)
        return answered

    return answer
