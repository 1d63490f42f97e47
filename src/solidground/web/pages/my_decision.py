"""A member's own decision: begun, kept, put off to another night, thrown away; what is signed, and what he sent.

What must never happen here: a question why, a step that cannot be undone by one tap, or anything that is sent.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.decisions import DecisionSeen
from solidground.app.asking.questions import MyDecision
from solidground.app.decisions import act, code_of, take_back
from solidground.app.handle import Outcome
from solidground.app.options import OPTIONS
from solidground.core.desk.commands import AskBeside, BeginDraft, ChooseOption, DropDraft, TakeBackSignature
from solidground.core.desk.decider import LAST_DAY
from solidground.core.kernel import Day, Refusal
from solidground.web.delivered import lines
from solidground.web.desk_words import common, day_said, desk_of, drawn, name_of
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.property_forms import UNCLEAR
from solidground.web.tongue import when, why
from solidground.web.typed import day_typed, seen_typed

HERE: Final = "/me/decision"
TONIGHT: Final = "tonight"

SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "begin": gettext_noop("It is yours. Change it, leave it, or throw it away, at any hour."),
        "keep": gettext_noop("Kept. Nothing was sent."),
        TONIGHT: gettext_noop("Kept, and put away for tonight. Nothing was sent. It is here when you want it."),
        "drop": gettext_noop("Thrown away. Nothing was sent."),
        "ask_beside": gettext_noop("Here is a code for whoever is beside you. It is good for an hour."),
        "unsign": gettext_noop("Your signature is taken back. It is a draft again. Nothing was sent."),
        "signed": gettext_noop("Signed. Nothing was sent, and nothing is sent until you send it."),
        "sent": gettext_noop("Sent. HR, the chief and your supervisor have the paper now."),
        "take_back": gettext_noop("Taken back. It counts for nothing, and whoever had it reads that."),
    }
)


@require_http_methods(["GET", "HEAD", "POST"])
def my_decision(request: HttpRequest) -> HttpResponse:
    """Show a member his decision, or do what he chose about it."""
    seat = seat_of(request)
    if request.method != "POST":
        return did(request, pane(request, "my_decision", _shown(request, seat), role="member"))
    choice = request.POST.get("choice", "")
    outcome = _done(request, seat, choice)
    if not isinstance(outcome, Refusal):
        return done(HERE, choice)
    wrong = {"error": why(outcome), "field": "last_on" if outcome == LAST_DAY else "decision"}
    typed = {name: request.POST.get(name, "") for name in ("option", "last_on")}
    return pane(request, "my_decision", {**_shown(request, seat, typed), **wrong}, role="member", status=422)


def _done(request: HttpRequest, seat: Seat, choice: str) -> Outcome:
    at, me, desk, seen_at = seat.now, seat.viewer.person, desk_of(seat), seen_typed(request.POST)
    match choice:
        case "begin":
            return act(desk, BeginDraft(at, me), seen_at)
        case "keep":
            return act(desk, _chosen(request, seat), seen_at)
        case "tonight":
            return _tonight(request, seat)
        case "drop":
            return act(desk, DropDraft(at, me), seen_at)
        case "ask_beside":
            return act(desk, AskBeside(at, me), seen_at)
        case "unsign":
            return act(desk, TakeBackSignature(at, me), seen_at)
        case "take_back":
            return take_back(desk, request.POST.get("paper", ""), me, at)
        case _:
            return UNCLEAR


def _chosen(request: HttpRequest, seat: Seat) -> ChooseOption:
    option = request.POST.get("option", "")
    known = next((one for one in OPTIONS if one == option), None)
    return ChooseOption(seat.now, seat.viewer.person, known, day_typed(request, "last_on"))


def _tonight(request: HttpRequest, seat: Seat) -> Outcome:
    """Keep what can be kept of what stands on the page. Whoever puts it away is held up by nothing."""
    command, seen_at = _chosen(request, seat), seen_typed(request.POST)
    if "option" in request.POST and act(desk_of(seat), command, seen_at) == LAST_DAY:
        act(desk_of(seat), ChooseOption(command.at, command.by, command.option, None), seen_at)
    return ()


def _shown(request: HttpRequest, seat: Seat, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
    seen: DecisionSeen = answered(seat, MyDecision())
    state, word = seen.state, request.COOKIES.get(DID, "")
    option, last_on = state.option, state.last_on
    now = {"option": option or "", "last_on": _iso(last_on)}
    asked = state.asked if state.is_open and seat.now < state.join_until_at else 0
    me = seat.viewer.person
    return {
        "seen": seen,
        "state": state,
        "option": name_of(option) if option is not None else "",
        "last_on": day_said(last_on) if last_on is not None else "",
        "past": last_on is not None and last_on < seat.today(),
        "ready": state.stage == "draft" and option not in (None, "stay") and last_on is not None,
        "signed_on": day_said(state.signed_on) if state.signed_on is not None else "",
        "waits": when(state.until_at, seat.now, seat.house.zone) if seat.now < state.until_at else "",
        "options": [(one, name_of(one), one == (typed or now)["option"]) for one in OPTIONS],
        "typed": typed or now,
        "today": date.fromordinal(seat.today()),
        "beside_at": f"{request.get_host()}/beside",
        "code": code_of(seat.house.keys, seat.house.agency, me, asked) if asked else "",
        "drawn": drawn(seen.signature.strokes) if seen.signature.strokes else None,
        "papers": lines(seat, seen.papers),
        "did": gettext(SAID[word]) if word in SAID else "",
        "put_away": word == TONIGHT,
        **common(seat),
    }


def _iso(day: Day | None) -> str:
    return "" if day is None else date.fromordinal(day).isoformat()
