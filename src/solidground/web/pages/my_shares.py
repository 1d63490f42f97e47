"""What a member shares: who sees what, until when; share, renew, end. He alone decides.

What must never happen here: a reason asked, or a word to anybody that a share ended.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.acts import choose
from solidground.app.answers import UNCLEAR
from solidground.app.asking.questions import CouldShare, MyShares
from solidground.app.asking.shares import CouldSee, Given, SharesSeen
from solidground.app.handle import Outcome
from solidground.core.care.share.commands import EndShare, GiveShare, RenewShare
from solidground.core.care.share.things import Thing
from solidground.core.hours import to_local
from solidground.core.kernel import CaseId, PersonId, Refusal
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.tongue import why

HERE: Final = "/me/shares"
REFERENCE_MOST: Final = 64

IN_WORDS: Final[Mapping[Thing, str]] = MappingProxyType(
    {
        "incident": gettext_noop("What happened: its kind and its day"),
        "case_follows": gettext_noop("That you have people here since then"),
        "contacts": gettext_noop("Who owes you a talk, and who was in touch"),
        "answers": gettext_noop("What you tap: I\u2019m OK, call me, not now"),
        "duty": gettext_noop("Your duty status and leave"),
        "property": gettext_noop("What is held of yours, and when you hear more"),
        "storage": gettext_noop("What you store outside the agency"),
        "investigation": gettext_noop("How the investigation stands, once you know it"),
        "draft": gettext_noop("What you are thinking of deciding about the job"),
        "exposure": gettext_noop("How much you have been through in the job"),
    }
)
"""What can be shared, as its owner calls it."""

SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "given": gettext_noop("Shared. It ends by itself, unless you renew it."),
        "renewed": gettext_noop("Renewed, from today."),
        "ended": gettext_noop("Ended. Nobody is told."),
    }
)


class Line(NamedTuple):
    """One person, and what he sees."""

    given: Given
    things: tuple[str, ...]
    ends_on: date


@require_http_methods(["GET", "HEAD", "POST"])
def my_shares(request: HttpRequest) -> HttpResponse:
    """Show a member what he shares, or do what he decided about it."""
    seat = seat_of(request)
    seen: SharesSeen = answered(seat, MyShares())
    if request.method != "POST":
        return did(request, pane(request, "my_shares", _shown(request, seen), role="member"))
    person = PersonId((request.POST.get("near") or request.POST.get("person", "")).strip()[:REFERENCE_MOST])
    match request.POST.get("choice", ""):
        case "renew":
            return _after(request, seen, "renewed", _all(seat, seen, RenewShare(seat.now, _me(seat), person)))
        case "end":
            return _after(request, seen, "ended", _all(seat, seen, EndShare(seat.now, _me(seat), person)))
        case "give" | "who" as choice:
            return _share(request, seat, seen, answered(seat, CouldShare(person)), give=choice == "give")
        case _:
            return _after(request, seen, "", UNCLEAR)


def _share(request: HttpRequest, seat: Seat, seen: SharesSeen, could: CouldSee, *, give: bool) -> HttpResponse:
    """Show what a person could see, or share it with him."""
    if could.refused is not None:
        return _after(request, seen, "", could.refused)
    things = tuple([thing for thing in could.things if thing in request.POST.getlist("thing")])
    page: dict[str, Any] = {"could": could, "things": _choices(could, things if give else could.sees)}
    if not give:
        return pane(request, "share_with", page, role="member")
    command = GiveShare(seat.now, _me(seat), could.person, could.seen_as, things)
    outcome = _do(seat, seen.case, command)
    if isinstance(outcome, Refusal):
        return pane(request, "share_with", {**page, "error": why(outcome)}, role="member", status=422)
    return done(HERE, "given")


def _choices(could: CouldSee, picked: tuple[Thing, ...]) -> list[tuple[Thing, str, bool]]:
    return [(thing, gettext(IN_WORDS[thing]), thing in picked) for thing in could.things]


def _me(seat: Seat) -> PersonId:
    return seat.viewer.person


def _all(seat: Seat, seen: SharesSeen, command: RenewShare | EndShare) -> Outcome:
    """Do it to everything that somebody sees, of whichever case: the first that is refused says why."""
    cases = [one.case for one in seen.shares if one.person == command.person] or [seen.case]
    outcomes = [_do(seat, case, command) for case in cases]
    return next((one for one in outcomes if isinstance(one, Refusal)), outcomes[-1])


def _do(seat: Seat, case: CaseId, command: GiveShare | RenewShare | EndShare) -> Outcome:
    house = seat.house
    return choose(house.store, house.rosters, house.agency, case, command)


def _after(request: HttpRequest, seen: SharesSeen, word: str, outcome: Outcome) -> HttpResponse:
    if not isinstance(outcome, Refusal):
        return done(HERE, word)
    wrong = {"error": why(outcome), "typed": request.POST.get("person", "")[:REFERENCE_MOST]}
    return pane(request, "my_shares", {**_shown(request, seen), **wrong}, role="member", status=422)


def _shown(request: HttpRequest, seen: SharesSeen) -> dict[str, Any]:
    said = SAID.get(request.COOKIES.get(DID, ""), "")
    lines = [_line(given, seen.zone) for given in seen.shares]
    return {
        "lines": lines,
        "people": list(dict.fromkeys(line.given.person for line in lines if not line.given.over)),
        "near": seen.near,
        "did": gettext(said) if said else "",
    }


def _line(given: Given, zone: str) -> Line:
    things = tuple([gettext(IN_WORDS[thing]) for thing in given.things])
    return Line(given, things, to_local(given.ends_at, zone).date())
