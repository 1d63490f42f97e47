"""My ground: how things stand for a member, what is next, and what he may decide.

What must never happen here: a word about how he is, or a choice that is hidden, weighed or asked for a reason.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from solidground.app.acts import OfMembers, choose, tap
from solidground.app.answers import NOBODY_ANSWERS, SAID, UNCLEAR
from solidground.app.asking.one_case import CaseSeen
from solidground.app.asking.questions import MyCases, OneCase
from solidground.app.handle import Outcome
from solidground.app.links import question, until_of
from solidground.app.taps import CHOICES, MEMBERS, NO_DAY, Tap
from solidground.core.care.choice.commands import (
    AdviseNoContact,
    ResumeContact,
    RuleOut,
    StopContact,
)
from solidground.core.care.commands import SlowDown
from solidground.core.care.keeping.commands import ChangePeer
from solidground.core.ground import rows
from solidground.core.hours import local_day, to_local
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.house import line_of, rings
from solidground.web.panes import pane

WIDTHS: Final = (("narrow", 320), ("wide", 496))
"""How wide the line is drawn, on a phone and elsewhere."""

CHOSEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{str(word): text for word, text in SAID.items()},
        "slower": "Noted. What is ahead is spread wider from today.",
        "somebody_else": "Noted. Somebody else comes, and nobody is told why.",
        "rule_out": "Noted. That person is never asked, and is never told.",
        "no_contact": "Noted. All contact rests. In a while one question comes: does it still hold?",
        "resume": "Noted. Contact goes on.",
        "stop": "Noted. The schedule ends. The offer stands, any day.",
    }
)
PLAIN: Final[Mapping[str, Callable[[Instant, PersonId], OfMembers]]] = MappingProxyType(
    {
        "slower": SlowDown,
        "somebody_else": ChangePeer,
        "no_contact": AdviseNoContact,
        "resume": ResumeContact,
        "stop": StopContact,
    }
)


@require_http_methods(["GET", "HEAD", "POST"])
def my_ground(request: HttpRequest) -> HttpResponse:
    """Show a member his newest case, or do what he chose."""
    seat = seat_of(request)
    cases: tuple[CaseId, ...] = answered(seat, MyCases())
    if not cases:
        return pane(request, "my_ground_empty", role="member")
    seen: CaseSeen = answered(seat, OneCase(cases[0]))
    if request.method != "POST":
        return did(request, pane(request, "my_ground", _shown(request, seat, seen), role="member"))
    word = request.POST.get("choice", "")
    outcome = _done(request, seat, seen, word)
    if not isinstance(outcome, Refusal):
        return done("/me", word)
    wrong = {"error": gettext(outcome.text), "choosing": outcome == NO_DAY}
    return pane(request, "my_ground", {**_shown(request, seat, seen), **wrong}, role="member", status=422)


def _done(request: HttpRequest, seat: Seat, seen: CaseSeen, word: str) -> Outcome:
    house, by, now = seat.house, seat.viewer.person, seat.now
    answer = next((one for one in CHOICES if one == word and one in MEMBERS), None)
    if answer is not None:
        until_at = until_of(request.POST.get("until", ""), seen.zone, now)
        asked = seen.asks[0].obligation if seen.asks else ""
        tapped = Tap(answer, asked, by, now, now, until_at)
        return tap(house.store, house.rosters, house.agency, seen.case, tapped)
    command = _command(request, seat, seen, word)
    return UNCLEAR if command is None else choose(house.store, house.rosters, house.agency, seen.case, command)


def _command(request: HttpRequest, seat: Seat, seen: CaseSeen, word: str) -> OfMembers | None:
    if word == "rule_out":
        person = PersonId(request.POST.get("person", ""))
        return RuleOut(seat.now, seat.viewer.person, person) if person in seen.helpers else None
    plain = PLAIN.get(word)
    return None if plain is None else plain(seat.now, seat.viewer.person)


def _shown(request: HttpRequest, seat: Seat, seen: CaseSeen) -> dict[str, Any]:
    ground, zone = seen.ground, seen.zone
    assert ground is not None, "a member sees his own line"
    asks, choices = question(seen.asks[0].key) if seen.asks else ("how", ("call_me",))
    title, word = gettext("Your ground line"), request.COOKIES.get(DID, "")
    rung = seen.rings and rings(seat.house, seat.now)
    said = NOBODY_ANSWERS if word == "call_me" and not rung else CHOSEN.get(word, "")
    return {
        "seen": seen,
        "rings": rung,
        "asks": asks,
        "choices": choices,
        "day": local_day(seat.now, zone) - local_day(ground.began_at, zone),
        "lines": [(look, seat.house.draw(ground, title, width)) for look, width in WIDTHS],
        "rows": [(row.kind, to_local(row.at, zone)) for row in rows(ground)],
        "did": gettext(said) if said else "",
        "line": line_of(seat.house) if seen.called else None,
    }
