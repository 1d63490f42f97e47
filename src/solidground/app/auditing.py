"""The audit of a year, or of one incident: what command owed everybody who took part, read from its own side alone.

What must never happen here: a look at care, somebody of command named, or a figure of care: those are released apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from solidground.app.handle import stream_of
from solidground.app.indexed import Entry, indexed
from solidground.app.ports import Store
from solidground.core.duty.audit import Kept, Line, counted, fired, line
from solidground.core.duty.terms import Terms
from solidground.core.hours import local_day
from solidground.core.incident.decider import State as Incident
from solidground.core.kernel import AgencyId, Instant, PersonId, Stream

States: TypeAlias = Callable[[list[Stream]], list[Any]]
"""Reads the states of streams, in order."""


class Audit(NamedTuple):
    """What was owed after the incidents of one year, by the local date of each."""

    year: int
    incidents: int
    lines: tuple[Line, ...]

    def figures(self) -> dict[str, Any]:
        """Return the counts, ready for JSON: pairs of incident and person."""
        return {
            "year": self.year,
            "incidents": self.incidents,
            "involved": len(self.lines),
            "fired": fired(self.lines),
            "steps": {name: counts._asdict() for name, counts in counted(self.lines).items()},
        }


def audit(store: Store, agency: AgencyId, year: int, terms: Terms, now: Instant) -> Audit:
    """Return the audit of a year."""
    property_kept = indexed(store, agency, "property")
    with store.moment() as unit:

        def states(streams: list[Stream]) -> list[Any]:
            return [one.state for one in unit.load(streams)]

        names = [stream.name.partition("/")[2] for stream in unit.streams(agency, "incident")]
        found = of_year(incidents(states, agency, names), year)
        return Audit(year, len(found), lines_of(states, agency, property_kept, found, terms, now))


def incidents(states: States, agency: AgencyId, names: Iterable[str]) -> list[Incident]:
    """Return some incidents."""
    return states([stream_of(agency, f"incident/{name}") for name in names])


def of_year(found: Iterable[Incident], year: int) -> list[Incident]:
    """Return those that were in a year, each by the calendar of where it was."""
    return [one for one in found if date.fromordinal(local_day(one.occurred_at, one.zone)).year == year]


def lines_of(
    states: States,
    agency: AgencyId,
    property_kept: Mapping[str, Entry],
    found: Iterable[Incident],
    terms: Terms,
    now: Instant,
) -> tuple[Line, ...]:
    """Return a line for everybody who took part in some incidents, in the order of time and of reference."""
    ordered = sorted(found, key=lambda one: (one.occurred_at, one.incident))
    pairs = [(one, member, part) for one in ordered for member, part in sorted(one.involved)]
    taken: defaultdict[PersonId, list[str]] = defaultdict(list)
    for name, entry in property_kept.items():
        taken[entry.member].append(f"property/{name}")
    owed = [f"owed/{one.incident}/{member}" for one, member, _ in pairs]
    things = {name for _, member, _ in pairs for name in taken.get(member, ())}
    since = {f"{subject}/{member}" for _, member, _ in pairs for subject in ("session", "returned", "status")}
    inquiries = {f"investigation/{one.incident}" for one in ordered}
    names = [*owed, *sorted(things), *sorted(since), *sorted(inquiries)]
    known = dict(zip(names, states([stream_of(agency, name) for name in names]), strict=True))
    return tuple(
        [
            line(
                Kept(
                    one.incident,
                    member,
                    part,
                    one.occurred_at,
                    one.zone,
                    terms,
                    known[stream],
                    tuple([(name, known[name]) for name in sorted(taken.get(member, ()))]),
                    known[f"session/{member}"],
                    known[f"returned/{member}"],
                    known[f"investigation/{one.incident}"],
                    known[f"status/{member}"],
                ),
                now,
            )
            for (one, member, part), stream in zip(pairs, owed, strict=True)
        ]
    )
