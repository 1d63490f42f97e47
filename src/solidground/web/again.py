"""What was typed is kept: where somebody was signed out meanwhile, or a form is older than its page.

What must never happen here: a form of another place that is sent on with one tap, or a password in a page.
"""

from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from solidground.web.panes import pane

SECRET: Final = (
    "password",
    "oldpassword",
    "password1",
    "password2",
    "code",
    "credential",
    "csrfmiddlewaretoken",
    "digits",
)
"""Fields that are never shown again."""

MARK: Final = "csrfmiddlewaretoken"
SECRET_EVERYWHERE: Final = frozenset(SECRET) - {MARK, "code"}
"""Such fields on any page. Where nobody signs in, a code is that of a concern: with it the concern is raised once."""

SIGNING: Final = ("/sign-in", "/account")
"""Where one signs in, and changes how."""


def again(request: HttpRequest, where: str) -> HttpResponse:
    """Show that somebody was signed out, with all that he typed."""
    return pane(request, "again", {"fields": _typed(request), "where": where}, status=401)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - as the library calls it
    """Answer a form whose token does not fit. One of our own pages may be sent again; one of another place may not."""
    if not _ours(request):
        return pane(request, "missing", status=403)
    return pane(request, "again", {"fields": _typed(request), "where": ""}, status=403)


def typed(request: HttpRequest, path: str) -> list[tuple[str, str]]:
    """Return what was typed into a form of ours, for a page, that can be sent once more with one tap; else nothing.

    What is never shown again, or was handed in as a file, would be missing.
    """
    if not _ours(request) or request.FILES or path.startswith(SIGNING) or SECRET_EVERYWHERE & set(request.POST):
        return []
    return [(name, value) for name in request.POST if name != MARK for value in request.POST.getlist(name)]


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name in request.POST if name not in SECRET for value in request.POST.getlist(name)]


def _ours(request: HttpRequest) -> bool:
    said = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(said).netloc == request.get_host()
