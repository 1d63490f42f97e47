"""Signing: a member types his name, and may draw it too, after he has shown once more who he is. It sends nothing.

What must never happen here: a name that is kept in the log, or a signature by somebody who found the page open.
"""

from typing import Any, Final

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.decisions import DecisionSeen
from solidground.app.asking.questions import MyDecision
from solidground.app.decisions import NAME, sign
from solidground.app.handle import Outcome
from solidground.core.desk.commands import SignDecision
from solidground.core.desk.signature import (
    POINTS_MOST,
    STROKES_MOST,
    TYPED_MOST,
    Signature,
    Strokes,
    drawn_of,
    strokes_of,
)
from solidground.core.desk.state import State
from solidground.core.kernel import Refusal
from solidground.web.desk_words import column_of, common, day_said, desk_of, drawn
from solidground.web.gate import Seat, answered, done, seat_of
from solidground.web.pages.my_decision import HERE
from solidground.web.panes import pane
from solidground.web.tongue import when, why
from solidground.web.typed import seen_typed

SIGN: Final = "/me/decision/sign"
AGAIN: Final = f"/account/again?{urlencode({'next': SIGN})}"
NOT_SHOWN: Final = Refusal(
    "PersonUnproven", gettext_noop("Show once more that it is you. Then type your name again; nothing was signed.")
)

NOT_DRAWN: Final = Refusal(
    "DrawingUnclear",
    gettext_noop("What you drew did not arrive whole. Draw it again, or leave it empty: the typed name is enough."),
)


@require_http_methods(["GET", "HEAD", "POST"])
def my_signing(request: HttpRequest) -> HttpResponse:
    """Show what would be signed, or take the signature."""
    seat = seat_of(request)
    seen: DecisionSeen = answered(seat, MyDecision())
    state = seen.state
    if request.method != "POST":
        if state.stage != "draft" or state.option in (None, "stay") or state.last_on is None:
            return redirect(HERE)
        return (
            pane(request, "my_signing", _shown(seat, state), role="member")
            if _is_he(request, seat)
            else redirect(AGAIN)
        )
    name, strokes = request.POST.get("name", "")[: TYPED_MOST + 1], strokes_of(request.POST.get("drawn", ""))
    shown = _is_he(request, seat)
    outcome = _signed(request, seat, name, strokes) if shown else NOT_SHOWN
    if not isinstance(outcome, Refusal):
        return done(HERE, "signed")
    field = {NAME: "name", NOT_DRAWN: "by-hand"}.get(outcome, "signing")
    kept = {"name": name, "typed": drawn_of(strokes or ()), "drawn": drawn(strokes or ())}
    wrong = {"error": why(outcome), "field": field, "again": "" if shown else AGAIN, **kept}
    after: DecisionSeen = answered(seat, MyDecision())
    return pane(request, "my_signing", {**_shown(seat, after.state), **wrong}, role="member", status=422)


def _signed(request: HttpRequest, seat: Seat, name: str, strokes: Strokes | None) -> Outcome:
    if strokes is None:
        return NOT_DRAWN
    command = SignDecision(seat.now, seat.viewer.person)
    return sign(desk_of(seat), command, Signature(name, strokes), seen_typed(request.POST))


def _is_he(request: HttpRequest, seat: Seat) -> bool:
    """Tell whether somebody has shown a moment ago who he is; where nobody has an account, as in the demo, he sits."""
    return seat.house.hall is None or bool(did_recently_reauthenticate(request))


def _shown(seat: Seat, state: State) -> dict[str, Any]:
    pause_for = seat.house.options.pause_for
    return {
        "state": state,
        "column": column_of(seat, state.option) if state.option is not None else None,
        "last_on": day_said(state.last_on) if state.last_on is not None else "",
        "drawn": drawn(()),
        "strokes_most": STROKES_MOST,
        "points_most": POINTS_MOST,
        "today": day_said(seat.today()),
        "until": when(seat.now + pause_for, seat.now, seat.house.zone) if pause_for else "",
        **common(seat),
    }
