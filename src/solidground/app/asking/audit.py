"""The audit, to the chief alone: what command owed everybody who took part, and whether it was done.

What must never happen here: a look at care, a step that the wall does not show, or somebody of command by name.
"""

from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, date
from types import MappingProxyType
from typing import NamedTuple

from solidground.app.asking.bonds import towards
from solidground.app.asking.happened import all_incidents
from solidground.app.asking.owed import OwedSeen
from solidground.app.asking.questions import NOT_HERE, AuditOfIncident, AuditOfYear
from solidground.app.asking.reading import Reading
from solidground.app.auditing import incidents, lines_of, of_year
from solidground.app.handle import stream_of
from solidground.app.owed import owed_name
from solidground.core.duty.audit import STEPS, Line
from solidground.core.duty.owed.state import State
from solidground.core.duty.terms import Terms
from solidground.core.hours import at_minute, local_day
from solidground.core.incident.decider import State as Incident
from solidground.core.kernel import DAY, Instant, Refusal
from solidground.core.wall import Bond, Role, Viewer, What, sees


class AuditSeen(NamedTuple):
    """What the audit shows: the years there are, the incidents, the oldest first, and a line for each person."""

    years: tuple[int, ...]
    incidents: tuple[tuple[str, str], ...]
    """The id and the kind of each."""
    lines: tuple[Line, ...]
    owed: tuple[OwedSeen, ...] = ()
    """Of one incident alone: what of it a supervisor does, or the chief himself."""
    occurred_at: Instant = 0
    """Of one incident alone: when it was."""
    hashes: Mapping[str, str] = MappingProxyType({})
    """Of one incident alone: the hash of the last event of each stream that shows a step, never its place in a log."""


def audit_of_year(reading: Reading, viewer: Viewer, question: AuditOfYear) -> AuditSeen | Refusal:
    """Return the audit of one year."""
    if not may_audit(viewer):
        return NOT_HERE
    found = of_year(incidents(reading.states, reading.agency, near(reading, question.year)), question.year)
    years = {date.fromordinal(local_day(at, "UTC")).year for at in all_incidents(reading).values()} | {question.year}
    return _seen(reading, viewer, tuple(sorted(years)), found, question.terms)


def near(reading: Reading, year: int) -> list[str]:
    """Return every incident that can be in a year, by whatever calendar."""
    from_at, to_at = (at_minute(date(one, 1, 1).toordinal(), 0, "UTC") for one in (year, min(year + 1, MAXYEAR)))
    return [name for name, at in all_incidents(reading).items() if from_at - DAY <= at <= to_at + DAY]


def audit_of_incident(reading: Reading, viewer: Viewer, question: AuditOfIncident) -> AuditSeen | Refusal:
    """Return the audit of one incident."""
    if not may_audit(viewer) or question.incident not in all_incidents(reading):
        return NOT_HERE
    (found,) = incidents(reading.states, reading.agency, [question.incident])
    names = [owed_name(found.incident, member) for member, _ in found.involved if member != viewer.person]
    states: list[State] = reading.states([stream_of(reading.agency, f"owed/{name}") for name in names])
    owed = [OwedSeen(name, state) for name, state in zip(names, states, strict=True) if state.member]
    seen = _seen(reading, viewer, (), [found], question.terms)
    streams = {step.stream for line in seen.lines for step in line.steps.values() if step.stream}
    hashes = {} if reading.witness is None else reading.witness.last_hashes(reading.agency, sorted(streams))
    return seen._replace(owed=tuple(owed), occurred_at=found.occurred_at, hashes=MappingProxyType(hashes))


def may_audit(viewer: Viewer) -> bool:
    """Return whether the audit is somebody's to read."""
    return Role.CHIEF in viewer.roles and sees(What.INCIDENT, viewer, Bond())


def _seen(
    reading: Reading, viewer: Viewer, years: tuple[int, ...], found: Iterable[Incident], terms: Terms
) -> AuditSeen:
    shown = sorted(found, key=lambda one: (one.occurred_at, one.incident))
    lines = lines_of(reading.states, reading.agency, reading.indexed("property"), shown, terms, reading.now)
    kinds = tuple([(one.incident, one.kind) for one in shown])
    people = reading.people()
    shown_lines = [through(viewer, towards(viewer, line.member, people), line) for line in lines]
    return AuditSeen(years, kinds, tuple(shown_lines))


def through(viewer: Viewer, bond: Bond, line: Line) -> Line:
    """Return a line with the steps that the wall shows this viewer."""
    shown = {name: found for name, found in line.steps.items() if sees(STEPS[name].what, viewer, bond)}
    return line._replace(steps=MappingProxyType(shown))
