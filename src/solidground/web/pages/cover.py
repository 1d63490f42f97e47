"""Gaps in cover ahead, and what closes them: a rota, somebody on call for a time, a leave that is known.

What must never happen here: a reason why somebody is away, or a word about how he does.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.ahead import CoverSeen
from solidground.app.asking.questions import CoverAhead
from solidground.app.covering import plan_leave, put_on_call, set_rota
from solidground.app.handle import Outcome
from solidground.app.typed import day_of, moment_of, reference_of
from solidground.core.hours import DAY_MINUTES, at_minute, local_day, to_local
from solidground.core.kernel import PersonId, Refusal
from solidground.core.roster.cover import Why
from solidground.core.roster.rota.state import Layer, Override
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.panes import pane
from solidground.web.tongue import when, why
from solidground.web.typed import seen_typed

UNPROCESSABLE: Final = 422

WHY: Final[Mapping[Why, str]] = MappingProxyType(
    {
        "nobody_on_call": gettext_noop("Nobody is on call"),
        "nobody_coordinating": gettext_noop("There is no coordinator and no deputy"),
        "too_few_peers": gettext_noop("No peer has room for a case"),
        "designation_runs_out": gettext_noop("A designation as peer runs out"),
        "training_runs_out": gettext_noop("A training runs out"),
    }
)
SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rota": gettext_noop("Noted. The turns below count from now on."),
        "on_call": gettext_noop("Noted. This person is on call for that time."),
        "leave": gettext_noop("Noted. Nobody asks this person in that time."),
    }
)
UNKNOWN: Final = Refusal(
    "PersonUnknown", gettext_noop("Nobody with this reference is in the roster. Check the number, or have them added.")
)
NO_TIME: Final = Refusal("NoTime", gettext_noop("Give a first and a last time that fit together."))
NO_ROTA: Final = Refusal("NoRota", gettext_noop("Give the rota a short name, in small letters, such as on-call."))
ROTA_CHARACTERS_MOST: Final = 32
EIGHT: Final = "08:00"
"""When a turn begins and ends, unless another time is chosen."""


@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest) -> HttpResponse:
    """Show the time ahead, or enter what closes a gap."""
    seat = seat_of(request)
    seen: CoverSeen = answered(seat, CoverAhead())
    if request.method != "POST":
        return did(request, pane(request, "cover", _shown(request, seat, seen), role="coordinator"))
    act = request.POST.get("act", "")
    enter = ACTS.get(act)
    outcome = NO_TIME if enter is None else enter(request.POST, seat)
    if not isinstance(outcome, Refusal):
        return done("/cover", act)
    field = FIELDS.get((act, outcome.reason), act if act in ACTS else "ahead")
    wrong = {"error": why(outcome), "field": field}
    again: CoverSeen = answered(seat, CoverAhead())
    shown = {**_shown(request, seat, again), **wrong}
    return pane(request, "cover", shown, role="coordinator", status=UNPROCESSABLE)


def _known(seat: Seat, word: str) -> PersonId | None:
    person = reference_of(word)
    return person if person in seat.reading.people().states else None


def _rota(form: QueryDict, seat: Seat) -> Outcome:
    name, zone = form.get("rota", "").strip(), seat.house.zone
    if not name.isascii() or not name.replace("-", "").isalnum() or len(name) > ROTA_CHARACTERS_MOST:
        return NO_ROTA
    people = [_known(seat, word) for word in form.get("people", "").split()]
    known = tuple(person for person in people if person is not None)
    if not known or len(known) != len(people):
        return UNKNOWN
    at = moment_of(to_local(seat.now, zone).date().isoformat(), form.get("clock", ""), zone)
    if at is None:
        return NO_TIME
    wall, today = to_local(at, zone), local_day(seat.now, zone)
    minute = (wall.hour * 60 + wall.minute) % DAY_MINUTES
    layer = Layer(known, "daily" if form.get("period") == "daily" else "weekly", minute, wall.weekday(), today)
    return set_rota(seat.reading, seat.house.rosters, seat.viewer, name, zone, layer, seen_typed(form))


def _on_call(form: QueryDict, seat: Seat) -> Outcome:
    person, zone = _known(seat, form.get("person", "")), seat.house.zone
    from_at = moment_of(form.get("from-day", ""), form.get("from-clock", ""), zone)
    to_at = moment_of(form.get("to-day", ""), form.get("to-clock", ""), zone)
    if person is None:
        return UNKNOWN
    if from_at is None or to_at is None or to_at <= seat.now:
        return NO_TIME
    rota, override = form.get("rota", ""), Override(person, from_at, to_at)
    return put_on_call(seat.reading, seat.house.rosters, seat.viewer, rota, override, seen_typed(form))


def _leave(form: QueryDict, seat: Seat) -> Outcome:
    person, zone = _known(seat, form.get("person", "")), seat.house.zone
    first, last = day_of(form.get("first", "")), day_of(form.get("last", ""))
    if person is None:
        return UNKNOWN
    if first is None or last is None or last < first or last < local_day(seat.now, zone):
        return NO_TIME
    from_at, to_at = at_minute(first, 0, zone), at_minute(last + 1, 0, zone)
    return plan_leave(seat.reading, seat.house.rosters, seat.viewer, person, from_at, to_at)


ACTS: Final[Mapping[str, Callable[[QueryDict, Seat], Outcome]]] = MappingProxyType(
    {"rota": _rota, "on_call": _on_call, "leave": _leave}
)


FIELDS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("rota", NO_ROTA.reason): "rota-name",
        ("rota", UNKNOWN.reason): "people",
        ("rota", NO_TIME.reason): "clock",
        ("on_call", UNKNOWN.reason): "on-person",
        ("on_call", NO_TIME.reason): "from-day",
        ("leave", UNKNOWN.reason): "away-person",
        ("leave", NO_TIME.reason): "first",
    }
)
"""What an error names; any other, the form as a whole."""


def _begun(form: QueryDict, today: str) -> dict[str, dict[str, str]]:
    """Return what stands in each form: what was typed in it, or what it begins with."""
    begin = {
        "on_call": {"from-day": today, "from-clock": EIGHT, "to-clock": EIGHT},
        "leave": {},
        "rota": {"rota": "on-call", "clock": EIGHT},
    }
    typed = {name: str(word) for name, word in form.items()}
    found = {act: typed if act == form.get("act") else words for act, words in begin.items()}
    return {act: {name.replace("-", "_"): word for name, word in words.items()} for act, words in found.items()}


def _shown(request: HttpRequest, seat: Seat, seen: CoverSeen) -> dict[str, Any]:
    zone, now, said = seat.house.zone, seat.now, SAID.get(request.COOKIES.get(DID, ""), "")
    today = to_local(now, zone).date().isoformat()
    return {
        "gaps": [
            (gettext(WHY[gap.why]), gap.person or gap.rota, when(gap.from_at, now, zone), when(gap.to_at, now, zone))
            for gap in seen.gaps
        ],
        "rotas": [
            (rota, [(turn.person, when(turn.from_at, now, zone), when(turn.to_at, now, zone)) for turn in rota.turns])
            for rota in seen.rotas
        ],
        "away": [(one.person, to_local(one.from_at, zone), to_local(one.to_at - 1, zone)) for one in seen.away],
        "seen": seen.changed_at,
        "today": today,
        "begun": _begun(request.POST, today),
        "did": gettext(said) if said else "",
    }
