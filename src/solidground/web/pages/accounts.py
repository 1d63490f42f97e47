"""Asking people in, and what takes two: a role, an address, a letter. For coordinator, deputy and administrator.

What must never happen here: a case, a list of who is cared for, or both halves of a letter before one person.
"""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.entering import (
    IN_ROSTER,
    ROLES,
    Hall,
    Standing,
    ask_second,
    awaited,
    code_of,
    decide,
    end_account,
    end_role,
    granting,
    invite,
    knows_accounts,
    knows_helpers,
    letter,
    standing,
)
from solidground.app.handle import Outcome
from solidground.app.ports import Second
from solidground.core.kernel import PersonId, Refusal
from solidground.core.roster.account.commands import EndAccount, InvitePerson
from solidground.web.gate import DID, DID_SECONDS, Seat, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.tongue import why

ABOUT: Final = "about"
"""Whom something was just done about, for the page that says so: a reference is in no address."""

SAID: Final = {
    "asked_in": gettext_noop("Asked in. Where this takes a second person, somebody else decides on this same page."),
    "invited": gettext_noop("Invited. The link goes out by the next message."),
    "asked": gettext_noop("Asked. A second person decides, on this same page."),
    "agreed": gettext_noop("Done: two people have agreed."),
    "refused": gettext_noop("Taken out. Nothing was changed."),
    "ended": gettext_noop("Ended, at once."),
}
NOBODY: Final = Refusal("PersonUnknown", gettext_noop("Nobody is called so here. Look at the badge number again."))
UNCLEAR: Final = Refusal("Unclear", gettext_noop("Choose one of what is offered."))
DECIDING: Final = ("agree", "refuse")
NUMBER_DIGITS_MOST: Final = 18
ROLE_WORDS: Final = {
    "coordinator": gettext_noop("coordinator"),
    "deputy": gettext_noop("deputy coordinator"),
    "clinician": gettext_noop("clinician"),
    "chaplain": gettext_noop("chaplain"),
    "family_liaison": gettext_noop("family liaison"),
    "liaison": gettext_noop("liaison for investigations"),
    "hr": gettext_noop("human resources"),
    "chief": gettext_noop("chief"),
    "administrator": gettext_noop("administrator"),
    "cosigner": gettext_noop("cosigner"),
    "family_contact": gettext_noop("family contact"),
    "property_officer": gettext_noop("property officer"),
    "peer": gettext_noop("peer"),
    "supervisor": gettext_noop("supervisor"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """Find somebody, ask him in, give or take a role; decide what somebody else has asked for."""
    seat = seat_of(request)
    hall = seat.house.hall
    if hall is None or seat.viewer.person not in granting(seat.reading.people()).granting:
        raise Http404
    if request.method != "POST":
        return _forgotten(request, did(request, _page(request, seat, hall, request.COOKIES.get(ABOUT, ""))))
    word, about = request.POST.get("choice", ""), request.POST.get("person", "").strip()
    if word == "find":
        return _page(request, seat, hall, about)
    outcome = _done(request, seat, hall, word)
    if not isinstance(outcome, Refusal):
        # Who decides names nobody: what stands in his form beside the number is nobody's reference.
        return _remembered(done("/accounts", str(outcome)), "" if word in DECIDING else about)
    seen = _shown(request, seat, hall, about)
    wrong = {"error": why(outcome), "field": "waiting" if word in DECIDING and seen["waiting"] else "person"}
    return pane(request, "accounts", {**seen, **wrong}, role=_role(seat), status=422)


def _page(request: HttpRequest, seat: Seat, hall: Hall, about: str) -> HttpResponse:
    return pane(request, "accounts", _shown(request, seat, hall, about), role=_role(seat))


def _remembered(response: HttpResponse, about: str) -> HttpResponse:
    """Let the page that comes next be about the same person, once."""
    if about:
        response.set_cookie(ABOUT, about, max_age=DID_SECONDS, path="/accounts", httponly=True, samesite="Strict")
    return response


def _forgotten(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if ABOUT in request.COOKIES:
        response.delete_cookie(ABOUT, path="/accounts", samesite="Strict")
    return response


def _role(seat: Seat) -> str:
    return "administrator" if "administrator" in seat.viewer.roles else "coordinator"


def _done(request: HttpRequest, seat: Seat, hall: Hall, word: str) -> str | Refusal:
    by, now = seat.viewer.person, seat.now
    if word in DECIDING:
        number = request.POST.get("number", "")
        if not number.isdecimal() or len(number) > NUMBER_DIGITS_MOST:
            return UNCLEAR
        settled = decide(hall, int(number), seat.viewer, now, yes=word == "agree")
        return settled if isinstance(settled, Refusal) else "agreed" if word == "agree" else "refused"
    found = standing(hall, PersonId(request.POST.get("person", "").strip()), now)
    if found is None:
        return NOBODY
    role = next((role for role in ROLES if role == request.POST.get("role")), None)
    match word:
        case "invite":
            asked = _invited(hall, found, by, seat)
            # Whether a second person is needed says whether somebody has an account.
            return asked if isinstance(asked, Refusal) or knows_accounts(seat.viewer) else "asked_in"
        case "grant" if role is not None:
            return ask_second(hall, "role", found.person, role, by, now) or "asked"
        case "end_role" if role is not None:
            return _or(end_role(hall, found.person, role, by, now), "ended")
        case "end_account":
            return _or(end_account(hall, EndAccount(now, by), found.person), "ended")
        case _:
            return UNCLEAR


def _invited(hall: Hall, found: Standing, by: PersonId, seat: Seat) -> str | Refusal:
    if found.sent_by is not None and not found.has and seat.house.sends:
        return _or(invite(hall, InvitePerson(seat.now, by, found.sent_by), found.person), "invited")
    # A letter passes through hands, and who has an account could be pushed out of it: two people.
    how = found.sent_by if found.sent_by is not None and seat.house.sends else "letter"
    return ask_second(hall, "invitation", found.person, how, by, seat.now) or "asked"


def _or(outcome: Outcome, word: str) -> str | Refusal:
    return outcome if isinstance(outcome, Refusal) else word


def _shown(request: HttpRequest, seat: Seat, hall: Hall, wanted: str) -> dict[str, Any]:
    me = seat.viewer.person
    found = standing(hall, PersonId(wanted), seat.now) if wanted else None
    return {
        "typed": wanted,
        "found": found,
        "knows": knows_accounts(seat.viewer),
        "nobody": bool(wanted) and found is None,
        "knows_helpers": knows_helpers(seat.viewer),
        "letter": _letter(request, seat, found),
        "only_here": not seat.house.link,
        "code": _code(seat, found),
        "held": [(role, ROLE_WORDS[role]) for role in ROLES if found is not None and role in found.roles],
        "listed": _listed(seat, found),
        "roles": [(role, ROLE_WORDS[role]) for role in ROLES if found is not None and role not in found.roles],
        "waiting": [_said(one, me) for one in awaited(hall, seat.viewer, seat.now)],
        "did": gettext(SAID[word]) if (word := request.COOKIES.get(DID, "")) in SAID else "",
    }


def _listed(seat: Seat, found: Standing | None) -> list[str]:
    """Return the roles that stand in the roster alone, to who may know who helps."""
    if found is None or not knows_helpers(seat.viewer):
        return []
    return [ROLE_WORDS[role] for role in IN_ROSTER if role in found.roles]


def _said(one: Second, me: PersonId) -> dict[str, Any]:
    way, _, address = one.what.partition(" ")
    return {
        "number": one.number,
        "kind": one.kind,
        "person": one.person,
        "role": ROLE_WORDS.get(one.what, ""),
        "by_letter": one.what == "letter",
        "way": way,
        "address": address,
        "by": one.asked_by,
        "mine": one.asked_by == me,
    }


def _letter(request: HttpRequest, seat: Seat, found: Standing | None) -> str:
    if found is None or not found.waits or found.letter_by != seat.viewer.person:
        return ""
    key = max(seat.house.keys.values(), key=lambda key: key.number)
    token = letter(key, seat.house.agency, found.person, found.number, seat.now)
    return f"{seat.house.link}/{token}" if seat.house.link else request.build_absolute_uri(f"/{token}")


def _code(seat: Seat, found: Standing | None) -> str:
    if found is None or not found.waits or found.code_by != seat.viewer.person:
        return ""
    key = max(seat.house.keys.values(), key=lambda key: key.number)
    return code_of(key, seat.house.agency, found.person, found.number)
