"""Where somebody is signed in: what his browser seems to be, since when, and when he was last there.

What must never happen here: a list of what he looked at.
"""

from django.http import HttpRequest

from solidground.core.kernel import MINUTE, Instant

KINDS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac", "Mac"))
"""What a browser says of its device, and what it is called in the list of sessions."""

SEEN_FOR = 10 * MINUTE
"""How exact the time is at which somebody was last there: no page writes it down each time."""


def device_of(request: HttpRequest) -> str:
    """Return what a device is called: enough to know one's own, and no more."""
    said = request.headers.get("User-Agent", "")
    return next((name for word, name in KINDS if word in said), "")


def sit_down(request: HttpRequest, now: Instant) -> None:
    """Note where a session begins."""
    request.session["device"] = device_of(request)
    request.session["begun_at"] = request.session["seen_at"] = now


def still_here(request: HttpRequest, now: Instant) -> None:
    """Note that somebody is there, now and then."""
    if now - int(request.session.get("seen_at", 0)) > SEEN_FOR:
        if not request.session.get("begun_at"):
            sit_down(request, now)
        request.session["seen_at"] = now
