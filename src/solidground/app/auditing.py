"""The audit of a year, or of one incident: what command owed everybody who took part, read from its own side alone.

What must never happen here: a look at care, somebody of command named, or a figure of care: those are released apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from solidground.app.handle import stream_of
from solidground.app.indexed import indexed
from solidground.app.ports import Store, Unit
from solidground.core.duty.audit import Kept, Line, counted, fired, line
from solidground.core.duty.terms import Terms
from solidground.core.hours import local_day
from solidground.core.incident.decider import State as Incident
from solidground.core.kernel import AgencyId, Instant, PersonId


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
    with store.moment() as unit:
        names = [stream.name.partition("/")[2] for stream in unit.streams(agency, "incident")]
        found = [one for one in _incidents(unit, agency, names) if year_of(one) == year]
    return Audit(year, len(found), lines_of(store, agency, found, terms, now))


def year_of(incident: Incident) -> int:
    """Return in which year an incident was, where it was."""
    return date.fromordinal(local_day(incident.occurred_at, incident.zone)).year


def _incidents(unit: Unit, agency: AgencyId, names: Sequence[str]) -> list[Incident]:
    return [one.state for one in unit.load([stream_of(agency, f"incident/{name}") for name in names])]


def lines_of(
    store: Store, agency: AgencyId, incidents: Iterable[Incident], terms: Terms, now: Instant
) -> tuple[Line, ...]:
    """Return a line for everybody who took part in some incidents, in the order of time and of reference."""
    ordered = sorted(incidents, key=lambda one: (one.occurred_at, one.incident))
    pairs = [(one, member, part) for one in ordered for member, part in sorted(one.involved)]
    taken: defaultdict[PersonId, list[str]] = defaultdict(list)
    for name, entry in indexed(store, agency, "property").items():
        taken[entry.member].append(f"property/{name}")
    things = sorted({name for _, member, _ in pairs for name in taken.get(member, ())})
    owed = [f"owed/{one.incident}/{member}" for one, member, _ in pairs]
    with store.moment() as unit:
        loaded = unit.load([stream_of(agency, name) for name in (*owed, *things)])
    states = dict(zip((*owed, *things), [one.state for one in loaded], strict=True))
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
                    states[f"owed/{one.incident}/{member}"],
                    tuple([(name, states[name]) for name in sorted(taken.get(member, ()))]),
                ),
                now,
            )
            for one, member, part in pairs
        ]
    )
