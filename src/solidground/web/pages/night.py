"""The night page of a phone that keeps it: three targets, no sign-in, no link, nothing to type.

What must never happen here: a name, a word about care, or anything that tells who found the phone how a case stands.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.answers import SAID, TAKING_BACK
from solidground.app.calls import asked
from solidground.app.devices import Holder
from solidground.app.links import OFFERS, until_of
from solidground.app.taps import UNDOES
from solidground.core.care.choice.resting import TOO_LATE
from solidground.core.hours import to_local
from solidground.core.kernel import Instant
from solidground.web.gate import DID, did, done
from solidground.web.house import House, house_of
from solidground.web.kept import Asker, for_member, place_of
from solidground.web.pages.help_now import shown
from solidground.web.panes import pane

HERE: Final = "night"
"""Where its forms are sent."""

UNHEARD: Final = "unheard"
"""What a call leaves to be said that reached nobody."""

CHOSEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ok": SAID["ok"],
        "not_now": gettext_noop("Noted. Nobody rings before that time, and then somebody does."),
        "nobody": gettext_noop("That could not be set up. Have someone call you now, or call a line under Help now."),
        "undo_ok": SAID["undo_ok"],
        "undo_not_now": SAID["undo_not_now"],
        "undo_late": TOO_LATE.text,
        "kept": gettext_noop("This phone keeps the night page now."),
    }
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def night(request: HttpRequest, asker: Asker | None) -> HttpResponse:
    """Show the night page to a phone that keeps it or to who is signed in; to anybody else who answers now."""
    house = house_of(request)
    if asker is None:
        return nobody(request, house)
    now = house.clock.now()
    if request.method == "POST":
        return _tapped(request, house, asker.who, now)
    page = "link" if "day" in request.GET else "night"
    seen = {**_seen(request, asker.who, now), "choosing": page == "link", "signed_in": asker.seat is not None}
    return did(request, pane(request, page, seen))


def nobody(request: HttpRequest, house: House) -> HttpResponse:
    """Say who answers now, and how this phone comes to keep the page."""
    seen = {"lines": shown(house.jurisdiction).home, "night": True, "ringing": request.path == "/ring"}
    if request.method == "POST":
        # It may have been ended from elsewhere: whoever tapped must not wait.
        return pane(request, "unsent", {**seen, "tapped": True, "ended": True}, status=403)
    return pane(request, "night_none", seen)


def _tapped(request: HttpRequest, house: House, who: Holder, now: Instant) -> HttpResponse:
    word = request.POST.get("choice", "")
    if word == "call_me":
        return redirect("/ring") if asked(place_of(house), who, "call_me", now) else done("/ring", UNHEARD)
    if word == "ok":
        asked(place_of(house), who, "ok", now)
        return done("/night", "ok")
    back = next((one for one in TAKING_BACK if one == word), None)
    if back is not None:
        return done("/night", back if asked(place_of(house), who, back, now) else "undo_late")
    until_at = until_of(request.POST.get("until", ""), who.night.zone, now, who.night.ends_at)
    if word == "not_now" and until_at is not None:
        return done("/night", "not_now" if asked(place_of(house), who, "not_now", now, until_at) else "nobody")
    wrong = gettext("Say until when: a day is enough.") if word == "not_now" else gettext("Choose one of the answers.")
    seen = {"error": wrong, "choosing": word == "not_now", "day_error": wrong if word == "not_now" else ""}
    seen["picked"] = request.POST.get("until", "")
    return pane(request, "link", {**_seen(request, who, now), **seen}, status=422)


def _seen(request: HttpRequest, who: Holder, now: Instant) -> dict[str, Any]:
    here, after = to_local(now, who.night.zone), to_local(who.night.ends_at, who.night.zone)
    word = request.COOKIES.get(DID, "")
    said = CHOSEN.get(word, "")
    return {
        "token": HERE,
        "asks": "how",
        "choices": OFFERS["answer"],
        "night": True,
        "phone": True,
        "time": f"{here.hour}:{here.minute:02}",
        "after": f"{after.hour}:{after.minute:02}".removesuffix(":00"),
        "did": gettext(said) if said else "",
        # A call is taken back on the page of the ring.
        "undo": UNDOES[word] if word in ("ok", "not_now") else "",
    }
