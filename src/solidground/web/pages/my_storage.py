"""A weapon of a member's own, kept elsewhere for a while: the terms of return first, then where it is, for him alone.

What must never happen here: a name, a look of command's, or a word that asks why.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.questions import MyStorage
from solidground.app.ids import RandomIds
from solidground.app.storage import UNCLEAR, end, keep
from solidground.core.care.storage import Stored
from solidground.core.kernel import Refusal
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.property_forms import Field, Form
from solidground.web.storage_words import BACKS, HOLDERS, back_of, law_of, line_of
from solidground.web.tongue import why
from solidground.web.typed import Choice, day_typed

HERE: Final = "/me/storage"
NEW: Final = "new"
SAID: Final = {"keep": gettext_noop("It stands here, for you alone."), "end": gettext_noop("It is off this page.")}
FIELD_OF: Final = {
    "DayImpossible": "on",
    "NoBackDay": "back_on",
    "BackDayMissing": "back_on",
    "BackDayImpossible": "back_on",
    "Unclear": "holder",
}
"""Where in the form an error stands."""


class Place(NamedTuple):
    """One place as it is read."""

    place: str
    line: str
    back: str
    word: str
    """On what word it comes back, as the sheet to sign says it."""


@require_http_methods(["GET", "HEAD", "POST"])
def my_storage(request: HttpRequest) -> HttpResponse:
    """Show a member where he keeps something of his own, note another place, or take one off."""
    seat = seat_of(request)
    if request.method != "POST":
        return did(request, pane(request, "my_storage", _shown(request, seat), role="member"))
    choice = request.POST.get("choice", "")
    refusal = _said(request, seat)
    if refusal is None:
        return done(HERE, choice)
    field = FIELD_OF.get(refusal.reason)
    wrong = {"error": why(refusal), "field": f"{field}-keep" if field else "places"}
    return pane(request, "my_storage", {**_shown(request, seat), **wrong}, role="member", status=422)


def _said(request: HttpRequest, seat: Seat) -> Refusal | None:
    """Note a place, or take one off."""
    typed: Any = request.POST
    if typed.get("choice") == "end":
        end(seat.house.store, seat.house.agency, seat.viewer.person, typed.get("place", ""))
        return None
    holder, back = typed.get("holder", ""), typed.get("back", "")
    if holder not in HOLDERS or back not in BACKS:
        return UNCLEAR
    stored = Stored(typed.get("token", ""), holder, day_typed(request, "on") or 0, back, day_typed(request, "back_on"))
    house = seat.house
    return keep(house.store, house.rosters, house.agency, seat.viewer.person, stored, seat.today())


def _shown(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    found: tuple[Stored, ...] = answered(seat, MyStorage())
    said = SAID.get(request.COOKIES.get(DID, ""))
    return {
        "places": [Place(one.place, line_of(one), back_of(one), gettext(BACKS[one.back])) for one in found],
        "law": law_of(seat.house.jurisdiction),
        "form": _form(request, seat),
        "token": request.POST.get("token") or RandomIds().new("storage", ""),
        "did": gettext(said) if said else "",
    }


def _form(request: HttpRequest, seat: Seat) -> Form:
    typed, today = request.POST, date.fromordinal(seat.today())
    holder, back = gettext("Who holds it?"), gettext("In writing: when do you get it back?")
    fields = (
        _choice("holder", holder, HOLDERS, typed),
        _day("on", gettext("Since when?"), typed.get("on", today.isoformat()), today),
        _choice("back", back, BACKS, typed),
        _day("back_on", gettext("The day, if you wrote one down"), typed.get("back_on", ""), None),
    )
    return Form("keep", "", gettext("Keep it here, for me alone"), "", fields, opened=True, quiet=False)


def _choice(name: str, label: str, words: Mapping[str, str], typed: Mapping[str, str]) -> Field:
    options = tuple([Choice(value, gettext(says), value == typed.get(name)) for value, says in words.items()])
    return Field(name, f"{name}-keep", label, "", is_day=False, most=None, options=options)


def _day(name: str, label: str, value: str, most: date | None) -> Field:
    return Field(name, f"{name}-keep", label, value, is_day=True, most=most, options=())
