"""What stands before every page: the method it is asked by, and whether anybody can sign in here at all.

What must never happen here: an answer that differs by what an address names.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Final, TypeAlias

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_http_methods

from solidground.web.answers import Answering
from solidground.web.house import house_of

Page: TypeAlias = Callable[..., HttpResponse]

NONE_SUCH: Final = "NONE"
"""A method that no page takes."""


def by_method(get_response: Answering) -> Answering:
    """Answer a method that a page does not take before anything else is looked at, the token of a form included."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            taken = methods_of(resolve(request.path_info).func)
        except Resolver404:
            return get_response(request)
        return get_response(request) if request.method in taken else HttpResponseNotAllowed(taken)

    return answer


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
