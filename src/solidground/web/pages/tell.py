"""Tell them for me: one short message of the member's own, to people he picks, so that he need not answer forty.

What must never happen here: words that he did not write, or that go out before he had time to take them back.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.answers import UNCLEAR
from solidground.app.asking.own_words import WordsSeen, Written
from solidground.app.asking.questions import MyWords
from solidground.app.handle import Outcome
from solidground.app.telling import CHARACTERS_MOST, MEANWHILE, NO_WORDS, TOO_LONG, take_back, write
from solidground.core.care.word.commands import TakeBackWord, WriteWord
from solidground.core.hours import to_local
from solidground.core.kernel import PersonId, Refusal
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.tongue import why

HERE: Final = "/me/tell"
NUMBER_DIGITS_MOST: Final = 6
OTHERS_CHARACTERS_MOST: Final = 2_000
ABOUT_THE_TEXT: Final = (NO_WORDS[0], TOO_LONG[0], MEANWHILE[0])

SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "written": gettext_noop("Written. Nobody is told for a minute: until then you can take it back."),
        "taken_back": gettext_noop("Taken back. Your words are deleted."),
    }
)


class Line(NamedTuple):
    """Words that can still be read."""

    written: Written
    until_on: date


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """Show a member what he wrote and let him write, or do what he tapped."""
    seat = seat_of(request)
    seen: WordsSeen = answered(seat, MyWords())
    if request.method != "POST":
        return did(request, pane(request, "tell", _shown(request, seen), role="member"))
    word = request.POST.get("number", "")
    number = int(word) if word.isdecimal() and len(word) <= NUMBER_DIGITS_MOST else 0
    match request.POST.get("choice", ""):
        case "write":
            did_word, outcome = "written", _write(request, seat, seen, number)
        case "take_back":
            did_word, outcome = "taken_back", _take_back(seat, seen, number)
        case _:
            did_word, outcome = "", UNCLEAR
    if not isinstance(outcome, Refusal):
        return done(HERE, did_word)
    wrong = {"error": why(outcome), "at_fault": "text" if outcome.reason in ABOUT_THE_TEXT else "others"}
    typed = {"text": request.POST.get("text", ""), "others": _others(request), "picked": request.POST.getlist("to")}
    return pane(request, "tell", {**_shown(request, seen), **typed, **wrong}, role="member", status=422)


def _others(request: HttpRequest) -> str:
    return request.POST.get("others", "")[:OTHERS_CHARACTERS_MOST]


def _write(request: HttpRequest, seat: Seat, seen: WordsSeen, number: int) -> Outcome:
    named = [*request.POST.getlist("to"), *_others(request).replace(",", " ").replace(";", " ").split()]
    people = tuple([PersonId(one) for one in dict.fromkeys(named)])
    command, house = WriteWord(seat.now, seat.viewer.person, number, people), seat.house
    return write(house.store, house.rosters, house.agency, seen.case, command, request.POST.get("text", ""))


def _take_back(seat: Seat, seen: WordsSeen, number: int) -> Outcome:
    house = seat.house
    command = TakeBackWord(seat.now, seat.viewer.person, number)
    return take_back(house.store, house.rosters, house.agency, seen.case, command)


def _shown(request: HttpRequest, seen: WordsSeen) -> dict[str, Any]:
    said = SAID.get(request.COOKIES.get(DID, ""), "")
    return {
        "lines": [Line(one, to_local(one.until_at, seen.zone).date()) for one in seen.words],
        "near": seen.near,
        "number": seen.next_number,
        "most": CHARACTERS_MOST,
        "did": gettext(said) if said else "",
    }
