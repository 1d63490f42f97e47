"""The way back to work: one step a card, in the member's own order and pace, and who goes with him.

What must never happen here: a day that is late, a count of steps, or a confirmation before he saw who learns of it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.questions import MyReturn
from solidground.app.asking.returning import WayBack
from solidground.app.handle import Outcome
from solidground.app.returning import Said, say
from solidground.app.typed import reference_of
from solidground.core.care.returning.commands import (
    Command,
    ConfirmReturnStep,
    PlanReturnStep,
    PutOffReturnStep,
    TakeBackReturnStep,
)
from solidground.core.care.state import ReturnStep
from solidground.core.kernel import Day, PersonId, Refusal
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.return_words import (
    GOES_AS,
    done_words,
    is_followed,
    learns,
    plan_words,
    step_words,
    steps_of,
)
from solidground.web.tongue import why
from solidground.web.typed import Choice, day_typed, seen_typed

HERE: Final = "/me/return"
UNCLEAR: Final = Refusal("Unclear", gettext_noop("Choose one of what is offered."))
NO_CASE: Final = Refusal("NoCase", gettext_noop("Nothing is open for you here. Tell your coordinator, any day."))

FIELD_OF: Final[Mapping[str, str]] = {
    "DayImpossible": "on",
    "PersonUnknown": "person",
    "Self": "person",
    "RuledOut": "person",
    "ServesCommand": "person",
}
"""Where in a form an error stands; any other is about the step itself."""

SAID: Final[Mapping[str, str]] = {
    "planned": gettext_noop("Planned. You can change it on any day."),
    "not_now": gettext_noop("Not now. Nothing asks you for it."),
    "taken_back": gettext_noop("Taken back. No reason is asked."),
    "confirmed": gettext_noop("Noted. It counts when both of you have said it."),
}


class Card(NamedTuple):
    """One step as its member reads it. ``order`` puts what he planned first, the soonest before the others."""

    step: str
    words: str
    line: str
    person: str
    on: str
    done_on: str
    seen: int
    is_planned: bool
    is_done: bool
    corrects: bool
    """Whether it was done, and another day of it waits to be confirmed: nothing else of it is to be said."""
    may_confirm: bool
    ripe: bool
    """Whether its day has come, or one of the two has said that it is done: then that is asked first."""
    learns: str
    goes_as: tuple[Choice, ...]
    order: tuple[bool, bool, Day]
    open: str
    """The form of it that was not taken, and stands open."""


@require_http_methods(["GET", "HEAD", "POST"])
def my_return(request: HttpRequest) -> HttpResponse:
    """Show a member his way back, or do what he decided about a step."""
    seat = seat_of(request)
    if request.method != "POST":
        return did(request, pane(request, "my_return", _shown(request, seat, {}), role="member"))
    word, outcome = _said(request, seat)
    if not isinstance(outcome, Refusal):
        return done(HERE, word)
    typed = request.POST
    field = FIELD_OF.get(outcome.reason)
    place = f"{field}-{typed.get('choice', '')}-{typed.get('step', '')}" if field else "steps"
    shown = {**_shown(request, seat, typed), "error": why(outcome), "field": place}
    return pane(request, "my_return", shown, role="member", status=422)


def _said(request: HttpRequest, seat: Seat) -> tuple[str, Outcome]:
    """Do what was chosen; return what is said of it afterwards."""
    found: WayBack = answered(seat, MyReturn())
    if found.case is None:
        return "", NO_CASE
    typed, now, me = request.POST, seat.now, seat.viewer.person
    step, on = typed.get("step", ""), day_typed(request, "on")
    named = typed.get("person", "").strip()
    person = (reference_of(named) or PersonId("?")) if named else None
    goes_as: Any = typed.get("goes_as", "")
    made: dict[str, tuple[str, Command]] = {
        "plan": ("planned", PlanReturnStep(now, me, step, steps_of(seat), on, person, goes_as)),
        "not_now": ("not_now", PutOffReturnStep(now, me, step)),
        "take_back": ("taken_back", TakeBackReturnStep(now, me, step)),
        "done": ("confirmed", ConfirmReturnStep(now, me, step, on or 0, is_followed(seat, step))),
    }
    choice = typed.get("choice", "")
    if choice not in made or (choice == "plan" and goes_as not in GOES_AS):
        return "", UNCLEAR
    word, command = made[choice]
    house = seat.house
    said = Said(found.case, command, seen_typed(typed), mine=True)
    return word, say(house.store, house.rosters, house.agency, seat.viewer, said)


def _shown(request: HttpRequest, seat: Seat, typed: Mapping[str, str]) -> dict[str, Any]:
    found: WayBack = answered(seat, MyReturn())
    said = SAID.get(request.COOKIES.get(DID, ""), "")
    cards = cards_of(seat, found, typed)
    return {
        "has_case": found.case is not None,
        "cards": [card for card in cards if not card.is_done],
        "done_cards": [card for card in cards if card.is_done],
        "done": [done_words(seat, one) for one in found.done],
        "near": found.near,
        "least": date.fromordinal(seat.today()),
        "since": date.fromordinal(found.since_on) if found.case is not None else None,
        "did": gettext(said) if said else "",
    }


def cards_of(seat: Seat, found: WayBack, typed: Mapping[str, str]) -> list[Card]:
    """Return a card for each step: what is planned first, then the rest as the agency lists it."""
    if found.case is None:
        return []
    known = {one.step: one for one in found.steps}
    names = dict.fromkeys([*steps_of(seat), *known])
    cards = [_card(seat, name, known.get(name), found, typed) for name in names]
    return sorted(cards, key=lambda card: card.order)


def _card(seat: Seat, name: str, step: ReturnStep | None, found: WayBack, typed: Mapping[str, str]) -> Card:
    planned = step is not None and not step.taken_back
    wrong: Mapping[str, str] = typed if typed.get("step") == name else {}
    choice = wrong.get("choice", "")
    seen = step if step is not None and planned else None
    was = {"person": "", "on": "", "goes_as": "partner"}
    if seen is not None:
        was |= {"person": seen.person or "", "goes_as": seen.goes_as}
        was["on"] = date.fromordinal(seen.on).isoformat() if seen.on is not None and seen.on >= seat.today() else ""
    now = {field: wrong.get(field, "") if choice == "plan" else was[field] for field in was}
    done_on = date.fromordinal(_done_on(seat, seen)).isoformat()
    gone = seen is not None and seen.person in found.gone
    return Card(
        name,
        step_words(seat, name),
        plan_words(seen, gone=gone),
        now["person"],
        now["on"],
        wrong.get("on", "") if choice == "done" else done_on,
        step.changed_at if step is not None else 0,
        planned,
        seen is not None and seen.is_done,
        seen is not None and bool(seen.completed) and not seen.is_done,
        seen is not None and seen.person is not None and (bool(seen.confirmed) or not gone),
        seen is not None and is_ripe(seat, seen),
        learns(seen) if seen is not None else "",
        tuple([Choice(value, gettext(says), value == now["goes_as"]) for value, says in GOES_AS.items()]),
        (not planned, seen is None or seen.on is None, seen.on if seen is not None and seen.on is not None else 0),
        choice,
    )


def is_ripe(seat: Seat, step: ReturnStep) -> bool:
    """Tell whether a step's day has come, or one of the two has said that it is done."""
    return bool(step.confirmed) or (step.on is not None and step.on <= seat.today())


def _done_on(seat: Seat, step: ReturnStep | None) -> Day:
    """Return the day that a tap says where none was picked: the one that was said, else the planned one, else today."""
    today = seat.today()
    if step is None:
        return today
    return step.done_on or (step.on if step.on is not None and step.on <= today else today)


def return_line(seat: Seat) -> str:
    """Return the one line of it that stands on a member's ground: what he planned next, or nothing."""
    found: WayBack = answered(seat, MyReturn())
    cards = [card for card in cards_of(seat, found, {}) if card.is_planned and not card.is_done]
    return f"{cards[0].words}. {cards[0].line}" if cards else ""
