"""What an answer is read from: states, events and rows of one agency at one instant.

What must never happen here: a filter. What is read here goes to nobody before it went through the wall.
"""

from collections.abc import Sequence
from typing import Any

from solidground.app.handle import stream_of
from solidground.app.indexed import OF_MEMBERS, Entry, command_size, indexed, kept_of
from solidground.app.ports import Loaded, Said, Store, Witness
from solidground.app.rosters import Roster, Rosters
from solidground.core.care.decider import Event
from solidground.core.care.state import Case
from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Stream
from solidground.core.subject import CaseRow


class Reading:
    """One agency at one instant.

    ``still`` says that whoever asks changes nothing while he reads: what was read once is not read again.
    """

    __slots__ = (
        "_cases",
        "_command_size",
        "_events",
        "_looked",
        "_people",
        "_roster",
        "_rosters",
        "_shared",
        "_states",
        "agency",
        "now",
        "still",
        "store",
        "witness",
    )

    def __init__(
        self,
        store: Store,
        rosters: Rosters,
        agency: AgencyId,
        now: Instant,
        witness: Witness | None = None,
        *,
        still: bool = False,
    ) -> None:
        """Take where to read, and the instant that counts as now. ``witness`` reads what proves the logs."""
        self.store = store
        self.witness = witness
        self.still = still
        self._people: Roster | None = None
        self._rosters = rosters
        self.agency = agency
        self.now = now
        self._roster: Roster | None = None
        self._states: dict[Stream, Loaded] = {}
        self._events: dict[CaseId, list[Event]] = {}
        self._cases: dict[PersonId, list[tuple[CaseId, CaseRow]]] = {}
        self._command_size: int | None = None
        self._shared: dict[PersonId, dict[CaseId, str]] = {}
        self._looked: dict[PersonId, frozenset[tuple[PersonId, str]]] = {}

    def roster(self) -> Roster:
        """Return the people of the agency as today sees them."""
        if self._roster is None:
            with self.store.moment() as unit:
                if self.still and self._people is not None:
                    self._roster = self._rosters.carried(unit, self.agency)
                    # How far care has come was read for it, and with that how far command has.
                    self._command_size = unit.log_size(self.agency, "command")
                else:
                    self._roster = self._rosters.of(unit, self.agency, self.now)
        return self._roster

    def people(self) -> Roster:
        """Return the same people without what they carry: all that a question of command's may know of them."""
        if self._people is None:
            with self.store.moment() as unit:
                self._people = self._rosters.of(unit, self.agency, self.now, carrying=False)
        return self._people

    def command_size(self) -> int:
        """Return how far command has come; it is asked once."""
        if self._command_size is None or not self.still:
            self._command_size = command_size(self.store, self.agency)
        return self._command_size

    def indexed(self, subject: str) -> dict[str, Entry]:
        """Return every stream of a subject of command's by its id."""
        return indexed(self.store, self.agency, subject, self.command_size())

    def afresh(self) -> "Reading":
        """Return a reading of the same agency that takes nothing from what this one has read."""
        return Reading(self.store, self._rosters, self.agency, self.now)

    def state(self, name: str) -> Any:  # noqa: ANN401 - the state of any subject
        """Return the state of one stream; its subject's first state where it is not there."""
        return self.states([stream_of(self.agency, name)])[0]

    def states(self, streams: list[Stream]) -> list[Any]:
        """Return the states of streams, in order."""
        return [loaded.state for loaded in self.loaded(streams)]

    def loaded(self, streams: list[Stream]) -> list[Loaded]:
        """Return the states of streams with how often anything happened to each, in order."""
        known = self._states if self.still else {}
        missing = [stream for stream in streams if stream not in known]
        if missing and self.still:
            missing = list(dict.fromkeys([*missing, *self._beside(missing[0])]))
        if missing:
            with self.store.moment() as unit:
                known.update(zip(missing, unit.load(missing), strict=True))
        return [known[stream] for stream in streams]

    def _beside(self, stream: Stream) -> list[Stream]:
        """Return what else is kept about the member of a stream of command's: a page that asks for it asks for more."""
        subject, _, name = stream.name.partition("/")
        if subject not in OF_MEMBERS or (one := self.indexed(subject).get(name)) is None:
            return []
        found = kept_of(self.store, self.agency, one.member, self._command_size)
        incidents = {row.incident for _, row in self._cases.get(one.member, ()) if row.incident is not None}
        found += [stream_of(self.agency, f"investigation/{incident}") for incident in sorted(incidents)]
        return [each for each in found if each not in self._states]

    def shared_with(self, person: PersonId, *seen_as: str) -> list[CaseId]:
        """Return the cases of which somebody sees something as one of these, in order of their ids."""
        if not self.still or person not in self._shared:
            with self.store.moment() as unit:
                self._shared[person] = unit.shared_with(self.agency, person)
        return [case for case, one in self._shared[person].items() if one in seen_as]

    def said(self, concern: str) -> Said:
        """Return what was said with a concern and is no matter of the log."""
        with self.store.moment() as unit:
            return unit.source(self.agency, concern)

    def case(self, case: CaseId) -> Case | None:
        """Return a case, or None where there is none."""
        state: Case = self.state(f"case/{case}")
        return state if state.status != "none" else None

    def cases(self, cases: Sequence[CaseId]) -> list[Case]:
        """Return cases that are there, in order, read together."""
        return self.states(self.streams(cases))

    def cases_of(self, member: PersonId) -> list[tuple[CaseId, CaseRow]]:
        """Return a member's cases as their rows show them, the oldest first."""
        if not self.still or member not in self._cases:
            with self.store.moment() as unit:
                self._cases[member] = unit.cases_of(self.agency, member=member)
        return self._cases[member]

    def looked(self, by: PersonId, since_at: Instant) -> frozenset[tuple[PersonId, str]]:
        """Return at whom somebody has looked since an instant, and at what."""
        if not self.still or by not in self._looked:
            with self.store.moment() as unit:
                found = unit.looked_since(self.agency, by, since_at)
            self._looked[by] = frozenset((look.member, look.what) for look in found)
        return self._looked[by]

    def streams(self, cases: Sequence[CaseId]) -> list[Stream]:
        """Return the streams of cases, in order."""
        return [stream_of(self.agency, f"case/{case}") for case in cases]

    def events_of(self, cases: Sequence[CaseId]) -> list[list[Event]]:
        """Return everything that happened in several cases, in order, read together."""
        streams = self.streams(cases)
        found = self.store.events_of(streams)
        return [found[stream] for stream in streams]

    def events(self, case: CaseId) -> list[Event]:
        """Return everything that happened in a case."""
        if not self.still or case not in self._events:
            self._events[case] = self.store.events(stream_of(self.agency, f"case/{case}"))
        return self._events[case]
