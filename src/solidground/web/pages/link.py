"""A link from a message: what was asked, and the answers to it, each one tap. By night it is the night page.

Opening it does nothing; only a tap does. What must never happen here: a name, or a tap that stands in for a human
contact.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from solidground.app.answers import ALREADY, LATE, NOBODY, NOBODY_ANSWERS, SAID, UNCLEAR, Answered, answer
from solidground.app.links import OF_A_MEMBER, Offered, offered, until_of
from solidground.app.taps import CHOICES, NO_DAY, UNDOES, Choice
from solidground.core.care.ask.decider import NOT_ASKED
from solidground.core.hours import Quiet, is_quiet, to_local
from solidground.core.kernel import Instant, Refusal
from solidground.core.notice.token import EXPIRED
from solidground.core.roster.night import NIGHT_MINUTES
from solidground.web.callers import over
from solidground.web.house import House, house_of, line_of, rings
from solidground.web.pages.ring import ring_by_link
from solidground.web.panes import DARK, pane

ASKED_AGAIN = (NO_DAY[0], UNCLEAR[0])
"""Why nothing was done yet: the page is shown again, with what is missing."""

NOBODY_HERE = (NOBODY[0], NOT_ASKED[0])
"""Why nothing was done where somebody may still want a person: the staffed line is shown with it."""


# A link is itself what lets its holder act: nobody can send this form who has not the link.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link offers, or do what was tapped."""
    house = house_of(request)
    now = house.clock.now()
    request.META[DARK] = is_quiet(Quiet(house.zone, *NIGHT_MINUTES), now)
    found = offered(house.store, house.keys, token, now, house.zone)
    if isinstance(found, Refusal):
        # One that was ours once is no guess. Whoever holds one that is right is never refused, nor is what he taps:
        # at a station many come from one address.
        guessed = None if found in (EXPIRED, NOT_ASKED) else over(request, house, "token", now)
        return guessed or _closed(request, house, token, found, now)
    request.META[DARK] = found.after_at is not None
    if found.asks == "enter":
        return redirect(f"/welcome/{token}")
    if request.method == "POST":
        return _tapped(request, house, token, found, now)
    if "keep" in request.GET and found.asks in OF_A_MEMBER:
        return pane(
            request, "keep", {"link": token, "night": found.after_at is not None, "kept": False, "seated": False}
        )
    if "ring" in request.GET and found.asks in OF_A_MEMBER:
        return ring_by_link(request, house, token, now, night=found.after_at is not None)
    if found.did is not None and found.asks not in OF_A_MEMBER and "again" not in request.GET:
        return pane(request, "answered", _again(found.did, token, late=found.late))
    seen = {**_seen(found, token, now), "choosing": "day" in request.GET}
    return pane(request, _page(found, request), seen)


def _tapped(request: HttpRequest, house: House, token: str, found: Offered, now: Instant) -> HttpResponse:
    word = request.POST.get("choice", found.choices[0] if len(found.choices) == 1 else "")
    choice = next((one for one in CHOICES if one == word), None)
    until_at = until_of(request.POST.get("until", ""), found.zone, now, found.after_at)
    did = answer(house.store, house.rosters, house.keys, token, choice, now, until_at=until_at, opening=house.opening)
    if did.did in ASKED_AGAIN:
        error, choosing = gettext(did.text), did.did == NO_DAY[0]
        picked = request.POST.get("until", "")
        seen = {"error": error, "choosing": choosing, "day_error": error if choosing else "", "picked": picked}
        return pane(request, "link", {**_seen(found, token, now), **seen}, status=422)
    undo = next((UNDOES[one] for one in ("ok", "not_now") if one == did.did), "") if found.asks in OF_A_MEMBER else ""
    seen = _after(house, did, token, now, night=found.after_at is not None)
    return pane(request, "answered", {**seen, "undo": undo})


def _closed(request: HttpRequest, house: House, token: str, why: Refusal, now: Instant) -> HttpResponse:
    """Say that it is over, and who answers; a call counts also where all that it was about is deleted."""
    text = why.text
    if why == NOT_ASKED and request.method == "POST" and request.POST.get("choice") == "call_me":
        did = answer(house.store, house.rosters, house.keys, token, "call_me", now, opening=house.opening)
        if did.did == "call_me":
            return pane(request, "answered", _after(house, did, token, now, night=False))
        text = did.text
    line = line_of(house) if why == NOT_ASKED else None
    return pane(request, "closed", {"text": gettext(text), "line": line, "night": request.META[DARK]}, status=404)


def _page(found: Offered, request: HttpRequest) -> str:
    """Return the night page by night, unless somebody asked for all that there is to choose."""
    return "night" if found.after_at is not None and found.asks == "how" and "day" not in request.GET else "link"


def _seen(found: Offered, token: str, now: Instant) -> dict[str, Any]:
    here = to_local(now, found.zone)
    after = None if found.after_at is None else to_local(found.after_at, found.zone)
    return {
        "token": token,
        # A member's link stays open, for a call counts at any time; it says what he answered.
        "did": _did(found.did, late=found.late) if found.did is not None else "",
        "asks": found.asks,
        "choices": found.choices,
        "night": found.after_at is not None,
        "keeps": found.asks in OF_A_MEMBER,
        "time": f"{here.hour}:{here.minute:02}",
        "after": None if after is None else f"{after.hour}:{after.minute:02}".removesuffix(":00"),
    }


def _again(did: Choice, token: str, *, late: bool) -> dict[str, Any]:
    """Show what a helper's link did when it was used."""
    return {"token": token, "text": _did(did, late=late), "done": True, "rings": False, "line": None, "night": False}


def _did(did: Choice, *, late: bool) -> str:
    return _said(Answered(did, LATE if late else SAID[did], again=True))


def _said(did: Answered) -> str:
    if not did.again:
        return gettext(did.text)
    return f"{gettext(ALREADY.strip())} {gettext(did.text.removeprefix(ALREADY))}"


def _after(house: House, did: Answered, token: str, now: Instant, *, night: bool) -> dict[str, Any]:
    called = did.did == "call_me"
    # What is asked for is kept; but who waits for a ring must know where nothing would let it ring.
    text = gettext(NOBODY_ANSWERS) if called and not rings(house, now) else _said(did)
    return {
        "token": token,
        "text": text,
        "done": did.did in SAID,
        "rings": called,
        "line": line_of(house) if called or did.did in NOBODY_HERE else None,
        "night": night,
    }
