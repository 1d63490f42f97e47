"""My people: what is a supervisor's own after an incident, by when, whether he did it, and what not to ask.

What must never happen here: a look at care. What stands here follows from the incident, and from his own word.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from solidground.app.asking.duty import DutySeen
from solidground.app.asking.happened import Happened
from solidground.app.asking.owed import OwedSeen
from solidground.app.asking.property import ThingSeen
from solidground.app.asking.questions import MyOwed, MyPeople, OnDuty, PropertyKept
from solidground.core.duty.terms import FIRED
from solidground.core.hours import local_day
from solidground.core.kernel import Day, Refusal
from solidground.core.wall import Role
from solidground.web.delivered import delivered
from solidground.web.duty_words import attended, line
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.inquiry_words import told_pairs
from solidground.web.named import inquiry_words, kind_words, part_words
from solidground.web.owed_words import Task, has_said, place_of, said, tasks_of
from solidground.web.panes import pane
from solidground.web.property_words import Pair, day_words, kind_of, to_decide
from solidground.web.reach import reach
from solidground.web.return_words import returned_lines
from solidground.web.supervising import NOT_TO_ASK, ends, stretches
from solidground.web.tongue import when, why

WRITTEN: Final = "owed_written"


class Stands(NamedTuple):
    """How one inquiry stands, as it is read."""

    inquiry: str
    says: str
    on: date
    next_on: date | None
    late: bool = False


class Part(NamedTuple):
    """One of his people, and the part in it."""

    person: str
    words: str


class Owed(NamedTuple):
    """A stretch of time and what is the supervisor's in it: ``state`` is past, now or ahead."""

    name: str
    by: str
    steps: tuple[str, ...]
    state: str


class Card(NamedTuple):
    """One incident of his people."""

    kind: str
    at: str
    people: tuple[Part, ...]
    tasks: tuple[Task, ...]
    follows: bool
    stretches: tuple[Owed, ...]
    standing: tuple[Stands, ...]
    attended: tuple[str, ...]
    told: tuple[Pair, ...]

    @property
    def has_said(self) -> bool:
        """Return whether of anything that is owed it was said how it went."""
        return has_said(self.tasks)


@require_http_methods(["GET", "HEAD", "POST"])
def supervisor(request: HttpRequest) -> HttpResponse:
    """Show a supervisor what is his to do, or take down that he did it."""
    seat = seat_of(request)
    seen: tuple[Happened, ...] = answered(seat, MyPeople())
    if request.method != "POST":
        return did(request, pane(request, "supervisor", _shown(request, seat, seen, {}), role="supervisor"))
    outcome = said(request, seat)
    if not isinstance(outcome, Refusal):
        return done("/supervisor", WRITTEN)
    wrong = {"error": why(outcome), "field": place_of(request, outcome.reason)}
    shown = {**_shown(request, seat, seen, request.POST), **wrong}
    return pane(request, "supervisor", shown, role="supervisor", status=422)


def _shown(request: HttpRequest, seat: Seat, seen: tuple[Happened, ...], typed: Mapping[str, str]) -> dict[str, Any]:
    owed: tuple[OwedSeen, ...] = answered(seat, MyOwed())
    duty: tuple[DutySeen, ...] = answered(seat, OnDuty())
    things: tuple[ThingSeen, ...] = answered(seat, PropertyKept())
    cards = [_card(seat, one, owed, duty, typed) for one in seen]
    now = next((owed for card in cards for owed in card.stretches if owed.state == "now"), None)
    return {
        "cards": cards,
        "taken": _taken(seat, things),
        "to_decide": to_decide(seat, things),
        "returned": returned_lines(seat, seat.reading.people().people[seat.viewer.person].supervises),
        "away": _away(seat, duty),
        "papers": delivered(seat),
        "by": now.by if now is not None else "",
        "late": sum(task.late for card in cards for task in card.tasks),
        "not_to_ask": [gettext(words) for words in NOT_TO_ASK],
        "reach": reach(Role.SUPERVISOR),
        "did": gettext("Written down. No message goes out.") if request.COOKIES.get(DID) == WRITTEN else "",
    }


def _taken(seat: Seat, found: tuple[ThingSeen, ...]) -> list[tuple[str, bool]]:
    """Return a line for each thing that was taken from his people: by when they hear more, and whether it is late."""
    own = seat.reading.people().people[seat.viewer.person].supervises
    lines: list[tuple[str, bool]] = []
    for one in found:
        if one.member in own and one.whole is not None and one.whole.is_kept:
            said = {"person": one.member, "kind": kind_of(one.kind), "day": day_words(one.whole.next_on)}
            late = gettext("%(person)s, %(kind)s: they were to hear more by %(day)s. Tell them.")
            words = late if one.late else gettext("%(person)s, %(kind)s: they hear more by %(day)s.")
            lines.append((words % said, one.late))
    return lines


def _away(seat: Seat, found: tuple[DutySeen, ...]) -> list[tuple[str, str, bool]]:
    """Return of each of his people who is away: who it is, how he stands, and whether he waits too long for a word."""
    own = seat.reading.people().people[seat.viewer.person].supervises
    lines = [(one.member, line(one, seat.today(), mine=False), one.late) for one in found if one.member in own]
    return [one for one in lines if one[1]]


def since(seat: Seat, one: Happened, found: tuple[DutySeen, ...]) -> tuple[str, ...]:
    """Return who of an incident was at a required session since then."""
    return attended(found, [part.person for part in one.people], local_day(one.occurred_at, seat.house.zone))


def _card(
    seat: Seat, one: Happened, owed: tuple[OwedSeen, ...], duty: tuple[DutySeen, ...], typed: Mapping[str, str]
) -> Card:
    mine = [known for known in owed if known.whole.incident == one.incident]
    return Card(
        kind_words(one.kind),
        when(one.occurred_at, seat.now, seat.house.zone),
        tuple([Part(part.person, part_words(part.part)) for part in one.people]),
        tuple([task for known in mine for task in tasks_of(seat, known, typed)]),
        any(part.case_follows for part in one.people),
        _stretches(seat, one),
        stands(seat, one),
        since(seat, one, duty),
        told_pairs(one),
    )


def _stretches(seat: Seat, one: Happened) -> tuple[Owed, ...]:
    zone, terms = seat.house.zone, seat.house.duty
    if ends(one.occurred_at, zone) <= seat.now:
        return ()
    fired = any(part.part == FIRED for part in one.people)
    owed: list[Owed] = []
    for stretch in stretches(terms):
        until_at = stretch.until(one.occurred_at, zone)
        past = until_at <= seat.now
        state = "past" if past else "ahead" if any(known.state == "now" for known in owed) else "now"
        steps = [step.said(terms) for step in stretch.steps if fired or not step.fired]
        by = when(until_at, seat.now, zone)
        owed.append(Owed(gettext(stretch.name), by, tuple(steps), state))
    return tuple(owed)


def stands(seat: Seat, one: Happened) -> tuple[Stands, ...]:
    """Return how the inquiries after an incident stand, in the agency's words."""
    says, today = seat.house.statuses.said, seat.today()
    return tuple(
        [
            Stands(
                inquiry_words(known.inquiry),
                gettext(says(known.inquiry, known.status)),
                date.fromordinal(known.on),
                None if known.next_on is None else date.fromordinal(known.next_on),
                _late(known.next_on, today),
            )
            for known in one.standing or ()
        ]
    )


def _late(next_on: Day | None, today: Day) -> bool:
    return next_on is not None and next_on < today
