"""The first page of an account: whoever was asked in says who he is, and comes in once.

What must never happen here: an account for whoever holds the link of another, or a word about who was asked.
"""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from solidground.app.entering import by_letter, is_past, let_in
from solidground.app.limits import allowed, caller_of
from solidground.core.kernel import Refusal
from solidground.core.notice.token import EXPIRED, open_token
from solidground.core.roster.account.decider import INVITATION_PAST
from solidground.web.callers import over, too_often
from solidground.web.gate import BEGIN
from solidground.web.house import house_of
from solidground.web.panes import pane
from solidground.web.sitting import sit_down
from solidground.web.tongue import why

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Ask who somebody is, and let him in."""
    house = house_of(request)
    if house.hall is None:
        raise Http404
    now = house.clock.now()
    claim = open_token(house.keys, token, now)
    if isinstance(claim, Refusal) or claim.purpose != "invite":
        guessed = None if claim == EXPIRED else over(request, house, "token", now)
        if guessed is not None:
            return guessed
        text = claim.text if isinstance(claim, Refusal) else ""
        return pane(request, "closed", {"text": gettext(text)} if text else {}, status=404)
    if request.method != "POST" and is_past(house.hall, claim, now):
        return pane(request, "closed", {"text": why(INVITATION_PAST), "enters": True}, status=404)
    seen = {"token": token, "asks_code": by_letter(house.store, claim)}
    if request.method != "POST":
        return pane(request, "welcome", seen)
    if seen["asks_code"] and not allowed(
        house.store, "sign_in", caller_of(claim.key, house.agency, claim.obligation), now
    ):
        # The digits are six: who holds the letter alone must not try them all, from however many places.
        return too_often(request, house)
    typed = (request.POST.get("person", ""), request.POST.get("digits", ""))
    came = let_in(house.hall, house.keys, token, typed, now)
    if isinstance(came, Refusal):
        wrong = {"error": why(came), "person": typed[0], "digits": typed[1]}
        return pane(request, "welcome", {**seen, **wrong}, status=422)
    login(request, came.account, backend=BACKEND)
    # Who has just come in need not say again who he is while he sets up how he signs in.
    record_authentication(request, came.account, method="code", reauthenticated=True)
    sit_down(request, now)
    return redirect(BEGIN)
