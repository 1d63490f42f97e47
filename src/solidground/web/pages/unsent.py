"""What a phone shows without a connection: kept on it beforehand, the same for everybody, and about nobody.

What must never happen here: a word that makes somebody wait for a tap that nobody got.
"""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from solidground.web.house import house_of
from solidground.web.pages.help_now import leave_nothing, shown
from solidground.web.panes import pane

KINDS: Final = ("tap", "night-tap", "night")
"""A tap that did not get through, by day and by night; and the night page that cannot be loaded."""


@require_safe
def unsent(request: HttpRequest, kind: str) -> HttpResponse:
    """Show who answers by telephone."""
    leave_nothing(request)
    if kind not in KINDS:
        raise Http404
    seen = {"lines": shown(house_of(request).jurisdiction).home, "night": kind != "tap", "tapped": kind != "night"}
    return pane(request, "unsent", seen)
