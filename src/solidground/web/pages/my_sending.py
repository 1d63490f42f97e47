"""Sending what is signed: one page that shows what it costs, and one tap. It works at once, alone, at any hour.

What must never happen here: a second question, a person who must agree, or a time that has to pass.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from solidground.app.asking.decisions import DecisionSeen
from solidground.app.asking.questions import MyDecision
from solidground.app.decisions import send
from solidground.app.ids import RandomIds
from solidground.core.desk.commands import SendDecision
from solidground.core.desk.state import State
from solidground.core.kernel import Refusal
from solidground.web.desk_words import column_of, common, day_said, desk_of
from solidground.web.gate import Seat, answered, done, seat_of
from solidground.web.pages.my_decision import HERE
from solidground.web.panes import pane
from solidground.web.tongue import when, why
from solidground.web.typed import seen_typed


@require_http_methods(["GET", "HEAD", "POST"])
def my_sending(request: HttpRequest) -> HttpResponse:
    """Show what it costs to send it, or send it."""
    seat = seat_of(request)
    if request.method != "POST":
        seen: DecisionSeen = answered(seat, MyDecision())
        if seen.state.stage != "held":
            return redirect(HERE)
        return pane(request, "my_sending", _shown(seat, seen.state), role="member")
    command = SendDecision(seat.now, seat.viewer.person, RandomIds().new("delivered", ""))
    outcome = send(desk_of(seat), command, seen_typed(request.POST))
    if not isinstance(outcome, Refusal):
        return done(HERE, "sent")
    after: DecisionSeen = answered(seat, MyDecision())
    shown = {**_shown(seat, after.state), "error": why(outcome), "field": "sending"}
    return pane(request, "my_sending", shown, role="member", status=422)


def _shown(seat: Seat, state: State) -> dict[str, Any]:
    back_for = seat.house.options.take_back_for
    return {
        "state": state,
        "column": column_of(seat, state.option) if state.option is not None else None,
        "last_on": day_said(state.last_on) if state.last_on is not None else "",
        "past": state.last_on is not None and state.last_on < seat.today(),
        "waits": when(state.until_at, seat.now, seat.house.zone) if seat.now < state.until_at else "",
        "back": when(seat.now + back_for, seat.now, seat.house.zone) if back_for else "",
        **common(seat),
    }
