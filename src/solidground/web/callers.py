"""Who asks without an account, and what he reads who did something too often.

What must never happen here: an address that is kept, or a page that leaves somebody without a number to call.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from solidground.app.limits import Bounded, Caller, allowed, caller_of, plain_address
from solidground.core.kernel import Instant
from solidground.web.house import House
from solidground.web.pages.help_now import shown
from solidground.web.panes import pane

TOO_MANY: Final = 429
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def caller(request: HttpRequest, house: House) -> Caller:
    """Return who asks: the address that connects to us or, behind the agency's own servers, the one they vouch for."""
    key = house.keys[max(house.keys)]
    return caller_of(key, house.agency, address_of(request, house.proxies))


def address_of(request: HttpRequest, proxies: int) -> str:
    """Return the address that counts: see ``caller``."""
    connected = plain_address(str(request.META.get("REMOTE_ADDR", "")))
    if not proxies:
        return connected
    # Each of our servers adds at the end whom it was asked by; what stands before that anybody may have written.
    passed = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return plain_address(passed[-proxies]) if len(passed) >= proxies and passed[-proxies] else connected


def over(
    request: HttpRequest, house: House, what: Bounded, now: Instant, seen: Mapping[str, Any] = NOTHING
) -> HttpResponse | None:
    """Count one more of what is bounded; return the page for who did it too often, None where he may go on."""
    if allowed(house.store, what, caller(request, house), now):
        return None
    return too_often(request, house, seen)


def too_often(request: HttpRequest, house: House, seen: Mapping[str, Any] = NOTHING) -> HttpResponse:
    """Say that it was too often, and who answers meanwhile."""
    return pane(request, "too_often", {**seen, "shown": shown(house.jurisdiction)}, status=TOO_MANY)
