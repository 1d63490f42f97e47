"""What was taken from a member: where it is, by when he hears more, and his own word that it was handed over.

What must never happen here: a word that sounds like guilt, or anything of what others wait for.
"""

from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from solidground.app.asking.property import ThingSeen
from solidground.app.asking.questions import MyProperty
from solidground.core.kernel import Refusal
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.pages.property import forms_of, said
from solidground.web.panes import pane
from solidground.web.property_forms import Form
from solidground.web.property_words import PLACES, Pair, day_words, kind_of, pairs
from solidground.web.tongue import why

CONFIRMED: Final = "confirmed"


class Mine(NamedTuple):
    """One thing of a member's: in one line, in full, and what he may confirm of it."""

    thing: str
    kind: str
    line: str
    late: bool
    pairs: tuple[Pair, ...]
    seen: int
    forms: tuple[Form, ...]
    paper: str
    """Where the paper of it is."""


@require_http_methods(["GET", "HEAD", "POST"])
def my_property(request: HttpRequest) -> HttpResponse:
    """Show a member what was taken from him, or take his word that it was handed over."""
    seat = seat_of(request)
    if request.method != "POST":
        return did(request, pane(request, "my_property", _shown(request, seat), role="member"))
    outcome = said(request, seat)
    if not isinstance(outcome, Refusal):
        return done("/me/property", CONFIRMED)
    shown = {**_shown(request, seat), "error": why(outcome)}
    return pane(request, "my_property", shown, role="member", status=422)


def _shown(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    thanks = gettext("Thank you. Both of you see it.") if request.COOKIES.get(DID) == CONFIRMED else ""
    return {"things": taken_things(seat), "did": thanks}


def taken_things(seat: Seat) -> tuple[Mine, ...]:
    """Return what was taken from whoever asks, as he reads it."""
    found: tuple[ThingSeen, ...] = answered(seat, MyProperty())
    return tuple([_mine(seat, one) for one in found])


def _mine(seat: Seat, one: ThingSeen) -> Mine:
    state = one.whole
    assert state is not None, "a member sees the whole of his own"
    forms = forms_of(seat, one, {})
    said_so = {"kind": kind_of(one.kind), "place": gettext(PLACES[state.place]), "day": day_words(state.next_on)}
    if not state.is_kept:
        line = gettext("%(kind)s: you have it back.") % said_so
    elif one.late:
        line = (
            gettext("%(kind)s: %(place)s. You were to hear more by %(day)s; somebody is asked to tell you.") % said_so
        )
    else:
        line = gettext("%(kind)s: %(place)s. You hear more by %(day)s.") % said_so
    said, paper = pairs(one, mine=True), f"/me/property/{one.thing}/paper"
    return Mine(one.thing, kind_of(one.kind), line, one.late, said, state.changed_at, forms, paper)
