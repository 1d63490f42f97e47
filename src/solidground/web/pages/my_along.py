"""Steps of somebody's way back to work, for whoever goes along: yes, I cannot, and that it is done. One tap each.

What must never happen here: anything else of the one who is on the way, or why a step was taken back.
"""

from datetime import date
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.questions import MyAlong
from solidground.app.asking.returning import Along
from solidground.app.returning import Said, say
from solidground.core.care.returning.commands import AgreeReturnStep, Command, ConfirmReturnStep, LeaveReturnStep
from solidground.core.kernel import CaseId, Day, Refusal
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.pages.my_return import UNCLEAR, is_ripe
from solidground.web.panes import pane
from solidground.web.return_words import along_words, is_followed, step_words
from solidground.web.tongue import why
from solidground.web.typed import day_typed, seen_typed

HERE: Final = "/me/along"
SAID: Final = {
    "agreed": gettext_noop("Thank you. They see that you go along."),
    "left": gettext_noop("Noted. They choose somebody else; no reason is asked."),
    "confirmed": gettext_noop("Noted. It counts when both of you have said it."),
}


class Card(NamedTuple):
    """One step as whoever goes along reads it."""

    case: str
    member: str
    step: str
    words: str
    line: str
    seen: int
    on: str
    fixed: bool
    """Whether the member has said the day: then it is confirmed as he said it."""
    may_agree: bool
    may_confirm: bool
    ripe: bool
    """Whether its day has come, or it was said that it is done: then that is asked first."""
    may_leave: bool
    since: date


@require_http_methods(["GET", "HEAD", "POST"])
def my_along(request: HttpRequest) -> HttpResponse:
    """Show at which steps somebody goes along, or take his word of one."""
    seat = seat_of(request)
    if request.method != "POST":
        return did(request, pane(request, "my_along", _shown(request, seat), role="member"))
    word, outcome = _said(request, seat)
    if not isinstance(outcome, Refusal):
        return done(HERE, word)
    shown, typed = _shown(request, seat), request.POST
    place = f"on-{typed.get('case', '')}-{typed.get('step', '')}"
    there = [f"on-{card.case}-{card.step}" for card in shown["cards"] if card.may_confirm and not card.fixed]
    field = place if outcome.reason == "DayImpossible" and place in there else "steps"
    shown |= {"error": why(outcome), "field": field}
    return pane(request, "my_along", shown, role="member", status=422)


def _said(request: HttpRequest, seat: Seat) -> tuple[str, Any]:
    typed, now, me, house = request.POST, seat.now, seat.viewer.person, seat.house
    step, day = typed.get("step", ""), day_typed(request, "on") or 0
    made: dict[str, tuple[str, Command]] = {
        "agree": ("agreed", AgreeReturnStep(now, me, step)),
        "leave": ("left", LeaveReturnStep(now, me, step)),
        "done": ("confirmed", ConfirmReturnStep(now, me, step, day, is_followed(seat, step))),
    }
    choice = typed.get("choice", "")
    if choice not in made:
        return "", UNCLEAR
    word, command = made[choice]
    said = Said(CaseId(typed.get("case", "")), command, seen_typed(typed), mine=False)
    return word, say(house.store, house.rosters, house.agency, seat.viewer, said)


def _shown(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    said = SAID.get(request.COOKIES.get(DID, ""), "")
    return {
        "cards": [_card(seat, one, request) for one in along_of(seat)],
        "today": date.fromordinal(seat.today()),
        "did": gettext(said) if said else "",
    }


def along_of(seat: Seat) -> tuple[Along, ...]:
    """Return the steps at which somebody goes along."""
    found: tuple[Along, ...] = answered(seat, MyAlong())
    return found


def waits(seat: Seat) -> bool:
    """Tell whether a step waits for somebody who goes along, or lies ahead of him."""
    return any(not one.step.taken_back and not one.step.is_done for one in along_of(seat))


def _card(seat: Seat, one: Along, request: HttpRequest) -> Card:
    step, me, typed = one.step, seat.viewer.person, request.POST
    same = (typed.get("case"), typed.get("step"), typed.get("choice")) == (one.case, step.step, "done")
    over = step.taken_back or step.is_done
    fixed = step.done_on is not None and one.member in step.confirmed
    return Card(
        one.case,
        one.member,
        step.step,
        step_words(seat, step.step),
        along_words(step, one.member),
        step.changed_at,
        typed.get("on", "") if same else date.fromordinal(_day(seat, one)).isoformat(),
        fixed,
        not over and not step.agreed,
        not over and me not in step.confirmed,
        is_ripe(seat, step) or same,
        not over and not step.completed,
        date.fromordinal(one.since_on),
    )


def _day(seat: Seat, one: Along) -> Day:
    step, today = one.step, seat.today()
    return step.done_on or (step.on if step.on is not None and step.on <= today else today)
