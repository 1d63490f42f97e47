"""My ground: how things stand for a member, what is asked now, what was done, and where the rest is.

What must never happen here: a word about how he is, or a choice that is hidden, weighed or asked for a reason.
"""

from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.answers import NOBODY_ANSWERS
from solidground.app.asking.one_case import CaseSeen, Contact
from solidground.app.asking.questions import MyCases, OneCase
from solidground.app.links import question
from solidground.app.taps import NO_DAY, UNDOES
from solidground.core.ground import rows
from solidground.core.hours import local_day
from solidground.core.kernel import CaseId, Refusal
from solidground.core.protocol.terms import Notice
from solidground.web.choosing import CHOSEN, chosen, contact_id, notice_of
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.house import line_of, rings
from solidground.web.news_words import my_news
from solidground.web.pages.my_along import waits
from solidground.web.pages.my_duty import standing
from solidground.web.pages.my_property import taken_things
from solidground.web.pages.my_return import return_line
from solidground.web.panes import pane
from solidground.web.tongue import tell, when, why

WIDTHS: Final = (("narrow", 320), ("wide", 496))
"""How wide the line is drawn, on a phone and elsewhere."""

LATEST: Final = 3
"""So many contacts are shown at once; the earlier ones are one tap away."""

SIGHT: Final = "/me/sight"
"""Who sees what is in reach whatever else is asked."""

FURTHER: Final = (
    ("/me/choices", gettext_noop("Change who, where, how and how often")),
    (SIGHT, gettext_noop("Who can see what, and who looked")),
    ("/me/shares", gettext_noop("What I share, and with whom")),
    ("/me/storage", gettext_noop("A gun of my own, kept somewhere else")),
    ("/me/return", gettext_noop("Back to work, in steps of my own")),
    ("/me/tell", gettext_noop("Tell them for me")),
    ("/me/ways", gettext_noop("Leave, another post, going: every way, side by side")),
    ("/me/decision", gettext_noop("What I think over about the job")),
    ("/beside", gettext_noop("Stand beside somebody who signs")),
    ("/me/everything", gettext_noop("Everything about me, to keep")),
)
"""The member's other pages, where there is such a page."""


class Told(NamedTuple):
    """One contact as a member reads it, with what a form calls it."""

    contact: Contact
    id: str
    at: str


def my_case(seat: Seat) -> CaseSeen | None:
    """Return a member's newest case as he sees it; None where he has none."""
    cases: tuple[CaseId, ...] = answered(seat, MyCases())
    if not cases:
        return None
    seen: CaseSeen = answered(seat, OneCase(cases[0]))
    return seen


@require_http_methods(["GET", "HEAD", "POST"])
def my_ground(request: HttpRequest) -> HttpResponse:
    """Show a member his newest case, or do what he chose."""
    seat = seat_of(request)
    seen = my_case(seat)
    if seen is None:
        empty = {
            "may_ring": not seat.viewer.serves_command,
            "things": taken_things(seat),
            "duty": standing(seat),
            "along": waits(seat),
            "news": my_news(seat),
        }
        return pane(request, "my_ground_empty", empty, role="member")
    if request.method != "POST":
        return did(request, pane(request, "my_ground", _shown(request, seat, seen), role="member"))
    outcome = chosen(request, seat, seen)
    if not isinstance(outcome, Refusal):
        return done("/me", request.POST["choice"])
    wrong = {"error": why(outcome), "choosing": outcome == NO_DAY, "picked": request.POST.get("until", "")}
    return pane(request, "my_ground", {**_shown(request, seat, seen), **wrong}, role="member", status=422)


def _shown(request: HttpRequest, seat: Seat, seen: CaseSeen) -> dict[str, Any]:
    ground, zone, mine = seen.ground, seen.zone, seen.mine
    assert ground is not None, "a member sees his own line"
    assert mine is not None, "and what he chose"
    asks, choices = question(seen.asks[0].key) if seen.asks else ("how", ("call_me",))
    title, word = gettext("Your ground line"), request.COOKIES.get(DID, "")
    rung = seen.rings and rings(seat.house, seat.now)
    said = NOBODY_ANSWERS if word == "call_me" and not rung else CHOSEN.get(word, "")
    told = [_told(seat, seen, contact) for contact in reversed(seen.contacts or ())]
    offered = mine.status != "closed" and mine.offer != "accepted"
    further = [(address, gettext(words)) for address, words in FURTHER if _is_there(address)]
    # What is asked now comes first, and the rest of the page is short until it is answered.
    is_open = offered and mine.offer != "declined"
    behind = [one for one in further if is_open and one[0] != SIGHT]
    return {
        "seen": seen,
        "rings": rung,
        "asks": asks,
        "choices": choices,
        "day": local_day(seat.now, zone) - local_day(ground.began_at, zone),
        "lines": [(look, seat.house.draw(ground, title, width, tell)) for look, width in WIDTHS],
        "rows": [(row.kind, when(row.at, seat.now, zone)) for row in rows(ground)],
        "did": gettext(said) if said else "",
        "undo": UNDOES[word] if word in ("ok", "not_now") else "",
        "line": line_of(seat.house) if seen.called else None,
        "latest": told[:LATEST],
        "earlier": told[LATEST:],
        "offered": offered,
        "open": is_open,
        "further": [one for one in further if one not in behind],
        "behind": behind,
        "things": taken_things(seat),
        "return_line": return_line(seat),
        "along": waits(seat),
        "duty": standing(seat),
        "news": my_news(seat),
        **limits(seat, seen),
    }


def limits(seat: Seat, seen: CaseSeen) -> dict[str, Any]:
    """Return the limits notice of a member's plan, and when one was given to him last."""
    assert seen.mine is not None, "a member sees what he was told"
    notice: Notice | None = notice_of(seat, seen)
    given = seen.mine.given
    return {"notice": notice, "given": when(given.at, seat.now, seen.zone) if given is not None else ""}


def _told(seat: Seat, seen: CaseSeen, contact: Contact) -> Told:
    return Told(contact, contact_id(contact), when(contact.at, seat.now, seen.zone))


def _is_there(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True
