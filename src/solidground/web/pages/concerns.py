"""Concerns that wait for who is signed in: what was said, what he may do, and how to go about it.

What must never happen here: a source who did not agree, or a page for anybody whom it does not wait for.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, get_args, get_type_hints

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from solidground.app.answers import UNCLEAR
from solidground.app.asking.concerns import ConcernSeen
from solidground.app.asking.questions import MyConcerns
from solidground.app.handle import Outcome
from solidground.app.links import until_of
from solidground.app.taps import NO_DAY
from solidground.app.worried import WRITTEN_MOST, look_after, match
from solidground.core.care.concern.commands import AcknowledgeConcern, FollowUpConcern
from solidground.core.care.concern.decider import UNMATCHED
from solidground.core.kernel import Refusal
from solidground.core.wall import Role
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.tongue import when, why

ACTS: Final = get_args(get_type_hints(FollowUpConcern)["act"])
SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "read": gettext_noop("Noted. Whoever worries sees that it was read, and when to look again."),
        "match": gettext_noop("Noted. It is about that person from now on."),
        **dict.fromkeys(ACTS, gettext_noop("Noted. It is off your list, and whoever worried sees that.")),
    }
)
SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "danger": gettext_noop("There may be danger to life now."),
        "not_himself": gettext_noop("Not themselves, for weeks."),
        "something_happened": gettext_noop("Something happened."),
        "other": gettext_noop("Something else."),
    }
)


class Card(NamedTuple):
    """One concern, as it is drawn."""

    seen: ConcernSeen
    sign: str
    unmatched: bool
    read: bool
    late: bool
    by: str


@require_safe
def read(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 Django hands it over
    """Lead from a message to what there is to read: the address in the message tells nothing."""
    return redirect("/concerns")


@require_http_methods(["GET", "HEAD", "POST"])
def concerns(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person, or take down what he did about one of it."""
    seat = seat_of(request)
    found: tuple[ConcernSeen, ...] = answered(seat, MyConcerns())
    if request.method != "POST":
        return did(request, pane(request, "concerns", _shown(request, seat, found), role=_role(seat)))
    one = next((one for one in found if one.concern == request.POST.get("concern")), None)
    word = request.POST.get("choice", "")
    outcome = UNCLEAR if one is None else _done(request, seat, one.concern, word)
    if not isinstance(outcome, Refusal):
        return done("/concerns", word)
    wrong = {
        "error": why(outcome),
        "at_fault": one.concern if one is not None else "",
        "field": {"match": "about", "read": "until"}.get(word, "concern"),
        "typed": request.POST.get("about", ""),
        "until": request.POST.get("until", ""),
    }
    return pane(request, "concerns", {**_shown(request, seat, found), **wrong}, role=_role(seat), status=422)


def _done(request: HttpRequest, seat: Seat, concern: str, word: str) -> Outcome:
    house, now, me = seat.house, seat.now, seat.viewer.person
    if word == "match":
        written = request.POST.get("about", "")[:WRITTEN_MOST]
        return match(house.store, house.rosters, seat.viewer, house.agency, concern, written, now)
    wanted: AcknowledgeConcern | FollowUpConcern
    if word == "read":
        until_at = until_of(request.POST.get("until", ""), house.zone, now)
        if until_at is None:
            return NO_DAY
        wanted = AcknowledgeConcern(now, me, until_at)
    else:
        act = next((act for act in ACTS if act == word), None)
        if act is None:
            return UNCLEAR
        wanted = FollowUpConcern(now, me, act)
    return look_after(house.store, house.rosters, seat.viewer, house.agency, concern, wanted)


def _role(seat: Seat) -> str:
    return "coordinator" if seat.viewer.roles & {Role.COORDINATOR, Role.DEPUTY} else "peer"


def _shown(request: HttpRequest, seat: Seat, found: tuple[ConcernSeen, ...]) -> dict[str, Any]:
    said = SAID.get(request.COOKIES.get(DID, ""), "")
    cards = [_card(seat, one) for one in found]
    return {"cards": cards, "did": gettext(said) if said else "", "most": WRITTEN_MOST}


def _card(seat: Seat, seen: ConcernSeen) -> Card:
    assert seen.next_at is not None, "what waits has a time"
    sign = gettext(SIGNS["danger" if seen.danger else seen.sign or "other"])
    by = when(seen.next_at, seat.now, seat.house.zone)
    read, late = seen.stands == "read by a person", seen.next_at < seat.now
    return Card(seen, sign, seen.about == UNMATCHED, read, late, by)
