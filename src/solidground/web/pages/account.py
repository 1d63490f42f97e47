"""One's own account: how one signs in, where one is signed in, and where one is reached.

What must never happen here: anybody else's account.
"""

from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.entering import Hall, ask_second, standing
from solidground.core.kernel import PersonId, Refusal
from solidground.core.protocol.plan import Way
from solidground.web.gate import DID, account_of, did, done, seat_of
from solidground.web.house import house_of
from solidground.web.panes import pane
from solidground.web.tongue import when, why

ADDRESS_CHARACTERS_MOST: Final = 200
WAYS: Final[tuple[Way, ...]] = ("mail", "text", "phone")
SAID: Final = {
    "left": gettext_noop("Signed out there."),
    "asked": gettext_noop("Asked. A second person agrees before anything is sent there."),
}
NO_ADDRESS: Final = gettext_noop("Write the address or number, such as 555-0100 or name@example.org.")


class Place(NamedTuple):
    """One place where somebody is signed in, as it is shown."""

    place: str
    device: str
    seen: str
    here: bool


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show one's own account, end one of its sessions, or ask for another address."""
    seat = seat_of(request)
    hall = seat.house.hall
    mine = account_of(request)
    assert hall is not None, "an account was found in it"
    if request.method != "POST":
        return did(request, pane(request, "account", _shown(request, hall, mine), role="member"))
    if request.POST.get("choice") == "leave":
        hall.accounts.leave(mine, request.POST.get("place", ""))
        return done("/account", "left")
    way = next((way for way in WAYS if way == request.POST.get("way")), None)
    address = request.POST.get("address", "").strip()
    refused: Any = gettext(NO_ADDRESS)
    if way is not None and 0 < len(address) <= ADDRESS_CHARACTERS_MOST and address.isprintable():
        person = seat.viewer.person
        outcome = ask_second(hall, "address", person, f"{way} {address}", person, seat.now)
        if outcome is None:
            return done("/account", "asked")
        refused = why(outcome)
    wrong = {"error": refused, "address": address, "way": way}
    return pane(request, "account", {**_shown(request, hall, mine), **wrong}, role="member", status=422)


def _shown(request: HttpRequest, hall: Hall, mine: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's own
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - a table, which only a ready Django loads

    house = house_of(request)
    now = house.clock.now()
    ways = list(Authenticator.objects.filter(user=mine).order_by("pk"))
    current = _hashed(request)
    places = [
        Place(one.place, one.device, when(one.seen_at or one.begun_at or now, now, house.zone), one.place == current)
        for one in hall.accounts.seated(mine)
    ]
    found = standing(hall, PersonId(mine.person), now)
    return {
        "keys": [one.wrap() for one in ways if one.type == "webauthn"],
        "app": any(one.type == "totp" for one in ways),
        "spare": any(one.type == "recovery_codes" for one in ways),
        "password": mine.has_usable_password(),
        "places": places,
        "reached": found.ways if found is not None else (),
        "did": gettext(SAID[word]) if (word := request.COOKIES.get(DID, "")) in SAID else "",
    }


def _hashed(request: HttpRequest) -> str:
    hashed = getattr(request.session, "hashed_key", None)
    return str(hashed or "")


@require_http_methods(["GET", "HEAD"])
def begin(request: HttpRequest) -> HttpResponse:
    """Let whoever came in choose how he signs in from now on."""
    hall = house_of(request).hall
    mine = account_of(request)
    assert hall is not None, "an account was found in it"
    if hall.accounts.is_kept(mine):
        # Whoever has just come in for the first time is told what he sees here, and who sees what he does.
        return redirect("/about")
    return pane(request, "begin", {"password": mine.has_usable_password()})


def refusal_of(outcome: object) -> str:
    """Return why something was refused, in the reader's language, or nothing."""
    return why(outcome) if isinstance(outcome, Refusal) else ""
