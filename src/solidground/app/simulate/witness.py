"""Who sees everything that was committed, and nothing else: folds each event once, and counts the years of the cases.

What must never happen here: a look at what a program has in mind.
"""

from collections import Counter, defaultdict
from typing import Any, NamedTuple

from solidground.app.simulate.machine import Machine
from solidground.core.care.state import Case
from solidground.core.kernel import DAY, AgencyId, Instant, PersonId, Span, Stream
from solidground.core.roster.state import State
from solidground.core.subjects import subject_of

YEAR_FOR: Span = 365 * DAY + DAY // 4


class Seen(NamedTuple):
    """One event, with the state of its stream before and after it."""

    stream: Stream
    before: Any
    event: Any
    after: Any


class Flawed(NamedTuple):
    """One row of the log that is not as it should be."""

    stream: Stream
    why: str


class Glance(NamedTuple):
    """What one look found."""

    seen: list[Seen]
    flawed: list[Flawed]


class Helping:
    """What was seen of the people of one agency: their states by stream, and whose case is active."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.people: dict[str, State] = {}
        self.changes = 0
        self.active: Counter[PersonId] = Counter()


class Witness:
    """Reads the log as it grows."""

    def __init__(self, machine: Machine) -> None:
        """Begin with nothing seen."""
        self._machine = machine
        self.states: dict[Stream, Any] = {}
        self.open: dict[Stream, Case] = {}
        self.helping: dict[AgencyId, Helping] = defaultdict(Helping)
        self.events = 0
        self._began: dict[Stream, tuple[str, Instant]] = {}
        self._spans: dict[str, Span] = {"active": 0, "standing": 0}

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return sum(stream.name.startswith("case/") for stream in self.states)

    def look(self) -> Glance:
        """Read what was committed since the last look."""
        seen: list[Seen] = []
        flawed: list[Flawed] = []
        for written in self._machine.read_on():
            stream = written.stream
            if written.flaw:
                flawed.append(Flawed(stream, written.flaw))
            if written.event is None:
                continue
            subject = subject_of(stream.name)
            before = self.states.get(stream, subject.initial)
            after = self.states[stream] = subject.evolve(before, written.event)
            seen.append(Seen(stream, before, written.event, after))
            if isinstance(after, Case):
                self._note(stream, before, after)
            elif isinstance(after, State):
                helping = self.helping[stream.agency]
                helping.people[stream.name] = after
                helping.changes += 1
        self.events += len(seen)
        return Glance(seen, flawed)

    def _note(self, stream: Stream, before: Case, after: Case) -> None:
        if after.status in ("active", "standing"):
            self.open[stream] = after
        else:
            self.open.pop(stream, None)
        if before.status != after.status:
            active = self.helping[stream.agency].active
            active[after.head.member] += int(after.status == "active") - int(before.status == "active")
            if not active[after.head.member]:
                del active[after.head.member]
            self._count(stream, after.last_at)
            self._began[stream] = (after.status, after.last_at)

    def _count(self, stream: Stream, at: Instant) -> None:
        status, since_at = self._began.get(stream, ("none", at))
        if status in self._spans:
            self._spans[status] += max(0, at - since_at)

    def finish(self, at: Instant) -> None:
        """Count what is open until an instant."""
        for stream in self.open:
            self._count(stream, at)

    @property
    def active_years(self) -> float:
        """Years in which cases were active."""
        return round(self._spans["active"] / YEAR_FOR, 2)

    @property
    def open_years(self) -> float:
        """Years in which cases were active, or stood open."""
        return round(sum(self._spans.values()) / YEAR_FOR, 2)
