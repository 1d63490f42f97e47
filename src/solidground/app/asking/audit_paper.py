"""The audit of a year as a paper shows it: every pair of incident and person, as the log stood at one instant.

Drawn again as of that instant it is the same, whatever was written since. What must never happen here: a look at care,
a step that the chief does not see, somebody of command by name, or the place of an event in its log.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from solidground.app.asking.audit import may_audit, near, through
from solidground.app.asking.paper_questions import AuditOnPaper
from solidground.app.asking.questions import NOT_HERE
from solidground.app.asking.reading import Reading
from solidground.app.auditing import incidents, lines_of, of_year
from solidground.app.ports import Witness
from solidground.core.duty.audit import Line
from solidground.core.duty.terms import Terms
from solidground.core.kernel import Instant, PersonId, Refusal, Stream, fold
from solidground.core.subjects import subject_of
from solidground.core.wall import Bond, Role, Viewer

THE_CHIEF: Final = Viewer(PersonId(""), frozenset({Role.CHIEF}))
"""For whom the paper is, whoever prints it: so it is the same on his page, on the machine, and when it is proved."""


class AuditAsOf(NamedTuple):
    """The audit of a year at an instant: its incidents, the oldest first, each by its id and kind, and every pair."""

    year: int
    at: Instant
    incidents: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    hashes: Mapping[str, str]
    """Of each stream that shows a step, the hash of its last event by then."""


def audit_on_paper(reading: Reading, viewer: Viewer, question: AuditOnPaper) -> AuditAsOf | Refusal:
    """Return the audit of a year as it stands now."""
    if not may_audit(viewer):
        return NOT_HERE
    return audit_as_of(reading, question.year, question.terms, reading.now) or NOT_HERE


def audit_as_of(reading: Reading, year: int, terms: Terms, at: Instant) -> AuditAsOf | None:
    """Return the audit of a year as it stood at an instant; None where nothing proves the log."""
    if reading.witness is None:
        return None
    then = _Then(reading, at)
    found = of_year(incidents(then.states, reading.agency, near(reading, year)), year)
    found = sorted((one for one in found if one.incident), key=lambda one: (one.occurred_at, one.incident))
    every = lines_of(then.states, reading.agency, reading.indexed("property"), found, terms, at)
    lines = tuple([through(THE_CHIEF, Bond(), line) for line in every])
    streams = sorted({step.stream for line in lines for step in line.steps.values() if step.stream})
    kinds = tuple([(one.incident, one.kind) for one in found])
    return AuditAsOf(year, at, kinds, lines, then.hashes(reading.witness, streams))


class _Then:
    """The log as it stood at an instant."""

    def __init__(self, reading: Reading, at: Instant) -> None:
        self._reading, self._at = reading, at
        self._known: dict[str, int] = {}
        """Of each stream to which something was added since, how many events it had by then."""

    def states(self, streams: list[Stream]) -> list[Any]:
        """Return the states of streams, in order."""
        events = self._reading.store.events_of(streams)
        states = dict(zip(streams, self._reading.states(streams), strict=True))
        for stream, every in events.items():
            # What was purged is in a state all the same: only where something was added since is it made anew.
            then = [event for event in every if event.at <= self._at]
            if len(then) < len(every):
                subject = subject_of(stream.name)
                self._known[stream.name] = len(then)
                states[stream] = fold(subject.evolve, subject.initial, then)
        return [states[stream] for stream in streams]

    def hashes(self, witness: Witness, streams: list[str]) -> dict[str, str]:
        """Return the hash of the last event of each stream."""
        agency = self._reading.agency
        found = witness.last_hashes(agency, streams)
        for name in self._known.keys() & found.keys():
            found[name] = witness.hashes(agency, name, whole=True)[self._known[name] - 1]
        return found
