"""My load and my leave: how much a helper carries and may carry, when he is away, his hours, his turns on call.

What must never happen here: what another carries, or anything said for somebody else.
"""

from collections.abc import Callable, Container, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.answers import UNCLEAR
from solidground.app.asking.my_load import LoadSeen, OnCall
from solidground.app.asking.questions import MyLoad
from solidground.app.handle import Outcome
from solidground.app.helping import leave_of, say_of_himself, say_of_turns, swap_of
from solidground.core.hours import to_local
from solidground.core.kernel import Day, Instant, Refusal
from solidground.core.roster.intervals import Interval
from solidground.core.roster.reach.commands import CancelLeave, SetCapacity, SetHours, ShareExperience
from solidground.core.roster.rota.commands import AgreeSwap, AskSwap, DeclineSwap
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.own_hours import hours_of, hours_seen, hours_typed
from solidground.web.panes import pane
from solidground.web.tongue import when, why

CAPACITY_MOST: Final = 12
"""The most cases that can be chosen here; a coordinator may set more."""

EXPERIENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "discharged_weapon": gettext_noop("I have fired my weapon"),
        "assaulted": gettext_noop("I was attacked"),
        "present": gettext_noop("I was there when it happened"),
        "partner": gettext_noop("My partner was in it"),
        "witness": gettext_noop("I saw it"),
        "dispatcher": gettext_noop("I was on the radio"),
        "supervisor": gettext_noop("I was in charge"),
        "family": gettext_noop("It was in my family"),
    }
)
"""What somebody may share of his own past, by the part it matches."""

SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "leave": gettext_noop("Noted. You are not asked in that time; below is what moves."),
        "cancel_leave": gettext_noop("Noted. You are there in that time after all."),
        "capacity": gettext_noop("Noted. Nobody asks you for more than that, while others are free."),
        "experience": gettext_noop("Noted. You are asked first where it helps."),
        "hours": gettext_noop("Noted. Only what is urgent reaches you then."),
        "ask_swap": gettext_noop("Asked. Your turn stays yours until they say yes."),
        "agree_swap": gettext_noop("Swapped. Both turns have changed hands."),
        "decline_swap": gettext_noop("Noted. Nothing has changed."),
    }
)


class Asked(NamedTuple):
    """What a form asks for, and where on the page it stands."""

    request: HttpRequest
    seat: Seat
    seen: LoadSeen


@require_http_methods(["GET", "HEAD", "POST"])
def my_load(request: HttpRequest) -> HttpResponse:
    """Show a helper what is his, or take down what he says of himself."""
    seat = seat_of(request)
    seen: LoadSeen = answered(seat, MyLoad())
    if request.method != "POST":
        return did(request, pane(request, "my_load", _shown(request, seat, seen), role="peer"))
    word = request.POST.get("choice", "")
    take = TAKES.get(word)
    outcome = UNCLEAR if take is None else take(Asked(request, seat, seen))
    if not isinstance(outcome, Refusal):
        return done("/list/me", word)
    wrong = {"error": why(outcome), "error_at": word if take is not None else "main", "at_fault": word}
    shown = {**_shown(request, seat, seen), **_typed(request, word), **wrong}
    return pane(request, "my_load", shown, role="peer", status=422)


def _himself(asked: Asked, command: Any) -> Outcome:  # noqa: ANN401 - any of what somebody says of himself
    house = asked.seat.house
    return say_of_himself(house.store, house.rosters, house.agency, command)


def _leave(asked: Asked) -> Outcome:
    form, seat = asked.request.POST, asked.seat
    days = (_day(form.get("from", "")), _day(form.get("until", "")))
    planned = leave_of(seat.viewer.person, seat.now, asked.seen.zone, *days)
    return planned if isinstance(planned, Refusal) else _himself(asked, planned)


def _day(word: str) -> Day | None:
    try:
        return date.fromisoformat(word).toordinal()
    except ValueError:
        return None


def _cancel_leave(asked: Asked) -> Outcome:
    word, seat = asked.request.POST.get("leave", ""), asked.seat
    leave = next((one for one in asked.seen.leaves if str(one.from_at) == word), None)
    if leave is None:
        return UNCLEAR
    return _himself(asked, CancelLeave(seat.now, seat.viewer.person, leave.from_at, leave.to_at))


def _capacity(asked: Asked) -> Outcome:
    word, seat = asked.request.POST.get("capacity", ""), asked.seat
    number = next((each for each in _capacities(asked.seen) if str(each) == word), None)
    return UNCLEAR if number is None else _himself(asked, SetCapacity(seat.now, seat.viewer.person, number))


def _capacities(seen: LoadSeen) -> range:
    return range(max(CAPACITY_MOST, seen.capacity) + 1)


def _experience(asked: Asked) -> Outcome:
    chosen = {tag for tag in asked.request.POST.getlist("tag") if tag in EXPERIENCES}
    kept = asked.seen.experience - set(EXPERIENCES)
    seat = asked.seat
    return _himself(asked, ShareExperience(seat.now, seat.viewer.person, tuple(sorted(chosen | kept))))


def _hours(asked: Asked) -> Outcome:
    seat = asked.seat
    quiet = hours_of(asked.request.POST, asked.seen.quiet, seat.now)
    return quiet if isinstance(quiet, Refusal) else _himself(asked, SetHours(seat.now, seat.viewer.person, quiet))


def _ask_swap(asked: Asked) -> Outcome:
    form, seat, seen = asked.request.POST, asked.seat, asked.seen
    given = next((turn for turn in _ahead(seen.turns, seat) if _name(turn) == form.get("given", "")), None)
    taken = next((turn for turn in _ahead(seen.others, seat) if _name(turn) == form.get("taken", "")), None)
    if given is None or taken is None or given.rota != taken.rota:
        return UNCLEAR
    me, times = seat.viewer.person, (Interval(given.from_at, given.to_at), Interval(taken.from_at, taken.to_at))
    command = AskSwap(seat.now, me, swap_of(me, taken.person, *times), taken.person, *times)
    return say_of_turns(seat.house.store, seat.house.rosters, seat.house.agency, given.rota, command)


def _ahead(turns: tuple[OnCall, ...], seat: Seat) -> list[OnCall]:
    """Return the turns that can still change hands: who is on call now stays so until the next handover."""
    return [turn for turn in turns if turn.from_at > seat.now]


def _name(turn: OnCall) -> str:
    return f"{turn.rota}/{turn.from_at}"


def _answer_swap(asked: Asked, command: type[AgreeSwap] | type[DeclineSwap]) -> Outcome:
    seat, word = asked.seat, asked.request.POST.get("swap", "")
    waits = next((one for one in asked.seen.swaps if one.swap.swap == word), None)
    if waits is None:
        return UNCLEAR
    house = seat.house
    return say_of_turns(
        house.store, house.rosters, house.agency, waits.rota, command(seat.now, seat.viewer.person, word)
    )


TAKES: Final[Mapping[str, Callable[[Asked], Outcome]]] = MappingProxyType(
    {
        "leave": _leave,
        "cancel_leave": _cancel_leave,
        "capacity": _capacity,
        "experience": _experience,
        "hours": _hours,
        "ask_swap": _ask_swap,
        "agree_swap": lambda asked: _answer_swap(asked, AgreeSwap),
        "decline_swap": lambda asked: _answer_swap(asked, DeclineSwap),
    }
)
"""What each form of the page does."""


def _typed(request: HttpRequest, word: str) -> dict[str, Any]:
    """Return what stands in a form that was not taken, where it begins otherwise."""
    form = request.POST
    match word:
        case "capacity":
            return {"capacity": form.get("capacity", "")}
        case "hours":
            return hours_typed(form)
        case "experience":
            return {"experiences": _experiences(form.getlist("tag"))}
        case _:
            return {"typed": form}


def _experiences(chosen: Container[str]) -> list[tuple[str, str, bool]]:
    return [(tag, words, tag in chosen) for tag, words in EXPERIENCES.items()]


def _shown(request: HttpRequest, seat: Seat, seen: LoadSeen) -> dict[str, Any]:
    zone, me, word = seen.zone, seat.viewer.person, request.COOKIES.get(DID, "")
    return {
        "seen": seen,
        "capacity": str(seen.capacity),
        "did": gettext(SAID[word]) if word in SAID else "",
        "capacities": [str(number) for number in _capacities(seen)],
        **hours_seen(seen.quiet, seat.now),
        "is_quiet": seen.quiet.from_minute != seen.quiet.to_minute,
        "experiences": _experiences(seen.experience),
        # A leave ends at midnight: its last day is the one before.
        "leaves": [
            (one, to_local(one.from_at, zone), to_local(one.to_at - 1, zone), one.from_at <= seat.now)
            for one in seen.leaves
        ],
        "turns": [(_name(turn), turn, *_span(seat, turn.from_at, turn.to_at)) for turn in seen.turns],
        "given": [(_name(turn), *_span(seat, turn.from_at, turn.to_at)) for turn in _ahead(seen.turns, seat)],
        "others": [(_name(turn), turn, *_span(seat, turn.from_at, turn.to_at)) for turn in _ahead(seen.others, seat)],
        "swaps": [
            (one.swap, one.swap.asker == me, _span(seat, *one.swap.given), _span(seat, *one.swap.taken))
            for one in seen.swaps
        ],
    }


def _span(seat: Seat, from_at: Instant, to_at: Instant) -> tuple[str, str]:
    zone = seat.house.zone
    return when(from_at, seat.now, zone), when(to_at, seat.now, zone)
