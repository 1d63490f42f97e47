"""The audit: of each thing command owed, how often it was done on time, late, or not; and for one incident, to whom.

What must never happen here: a look at care, somebody of command by name, or one unit beside another.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from solidground.app.asking.audit import AuditSeen
from solidground.app.asking.questions import AuditOfIncident, AuditOfYear
from solidground.core.duty.audit import Line, counted
from solidground.core.hours import to_local
from solidground.core.kernel import Refusal
from solidground.web.audit_words import is_open, row_of, step_pair
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.named import kind_words, part_words
from solidground.web.owed_words import has_said, place_of, said, tasks_of
from solidground.web.panes import pane
from solidground.web.property_words import Pair
from solidground.web.tongue import when, why

WRITTEN: Final = "audit_written"
FIRST_YEAR, LAST_YEAR = 1970, 2200
INCIDENTS_MOST: Final = 100
"""Incidents listed beneath a year, the newest ones; all of them are counted."""

PIECE: Final = 16


class Listed(NamedTuple):
    """One incident beneath the table, and of how many things nothing is written down."""

    incident: str
    kind: str
    at: str
    open: int


class Proof(NamedTuple):
    """What shows a step: a stream, and the hash of its last event, in pieces so that a small page can break it."""

    stream: str
    pieces: tuple[str, ...]


class Shown(NamedTuple):
    """What was owed to one person, step by step; the stream that shows it stands beside each."""

    member: str
    part: str
    pairs: tuple[Pair, ...]
    proof: tuple[Proof, ...]


@require_safe
def audit(request: HttpRequest, year: int = 0) -> HttpResponse:
    """Show the chief a year."""
    seat = seat_of(request)
    year = year or to_local(seat.now, seat.house.zone).year
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise Http404
    seen: AuditSeen = answered(seat, AuditOfYear(year, seat.house.duty))
    rows = [row_of(name, *counts) for name, counts in counted(seen.lines).items() if counts.owed]
    shown: dict[str, Any] = {
        "year": year,
        "years": [one for one in seen.years if one != year],
        "rows": rows,
        "incidents": _listed(seat, seen),
        "paper": f"/audit/{year}/paper",
    }
    return pane(request, "audit", shown, role="chief")


def _listed(seat: Seat, seen: AuditSeen) -> list[Listed]:
    of: dict[str, list[Line]] = {}
    for line in seen.lines:
        of.setdefault(line.incident, []).append(line)
    found = [(incident, kind, of[incident]) for incident, kind in reversed(seen.incidents) if incident in of]
    return [
        Listed(
            incident,
            kind_words(kind),
            when(lines[0].occurred_at, seat.now, lines[0].zone),
            sum(is_open(one, line.zone) for line in lines for one in line.steps.values()),
        )
        for incident, kind, lines in found[:INCIDENTS_MOST]
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def audit_of(request: HttpRequest, name: str) -> HttpResponse:
    """Show the chief one incident, or take down what he did himself."""
    seat = seat_of(request)
    question = AuditOfIncident(name, seat.house.duty)
    seen: AuditSeen = answered(seat, question)
    if request.method != "POST":
        return did(request, pane(request, "audit_of", _of(request, seat, seen, {}), role="chief"))
    outcome = said(request, seat)
    if not isinstance(outcome, Refusal):
        return done(f"/audit/of/{name}", WRITTEN)
    wrong = {"error": why(outcome), "field": place_of(request, outcome.reason)}
    return pane(request, "audit_of", {**_of(request, seat, seen, request.POST), **wrong}, role="chief", status=422)


def _of(request: HttpRequest, seat: Seat, seen: AuditSeen, typed: Mapping[str, str]) -> dict[str, Any]:
    (_, kind), at = seen.incidents[0], seen.occurred_at
    tasks = [task for one in seen.owed for task in tasks_of(seat, one, typed)]
    return {
        "kind": kind_words(kind),
        "at": when(at, seat.now, seat.house.zone),
        "people": [_shown(one, seen.hashes) for one in seen.lines],
        "open": sum(is_open(found, line.zone) for line in seen.lines for found in line.steps.values()),
        "tasks": tasks,
        "has_said": has_said(tasks),
        "did": gettext("Written down. No message goes out.") if request.COOKIES.get(DID) == WRITTEN else "",
    }


def _shown(line: Line, hashes: Mapping[str, str]) -> Shown:
    pairs = tuple([step_pair(name, found, line.zone) for name, found in line.steps.items()])
    streams = dict.fromkeys(found.stream for found in line.steps.values() if found.stream)
    return Shown(line.member, part_words(line.part), pairs, tuple([_proof(one, hashes) for one in streams]))


def _proof(stream: str, hashes: Mapping[str, str]) -> Proof:
    known = hashes.get(stream, "")
    return Proof(stream, tuple([known[at : at + PIECE] for at in range(0, len(known), PIECE)]))
