"""One transaction: what it loaded, what it will write, and the writing of it in bulk at its end.

States loaded or changed in a unit are held by it, so that whatever is loaded again sees the unit's own changes. Events,
snapshots and plans wait for the end; what a later statement of the same unit has to find (case rows, notices) is
written before that statement. What must never happen here: a rule, or half of a change.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Side, Stream
from solidground.core.record import Boarded, Change, ConflictError, Loaded, Place, Taken
from solidground.core.subject import CaseRow, Subject
from solidground.store.board import answered_late, board
from solidground.store.codec import Codec
from solidground.store.desk import Desk
from solidground.store.devices import Devices
from solidground.store.elsewhere import Elsewhere
from solidground.store.held import Cache, Held
from solidground.store.proof import commit_to, link
from solidground.store.serials import Serials
from solidground.store.session import Beside, CaseKey, Row, Session, Shown, Snapshot
from solidground.store.sharing import Sharing
from solidground.store.signing import Signing

ROSTER = frozenset({"person", "rota"})
"""Subjects whose events make a copy of the roster old."""

_json = msgspec.json.Encoder().encode


class BufferedUnit(Desk, Sharing, Devices, Elsewhere, Signing, Serials):
    """A unit over a session of any database."""

    def __init__(self, session: Session, codec: Codec, cache: Cache, salts: Callable[[], bytes]) -> None:
        """Begin inside a session's transaction."""
        super().__init__(session, codec)
        self._cache = cache
        self._salts = salts
        self._held: dict[Stream, Held] = {}
        self._touched: dict[Stream, Held] = {}
        self._events: dict[tuple[AgencyId, str], list[Row]] = {}
        self._rows: dict[CaseKey, tuple[CaseRow, int]] = {}
        self._claimed: set[CaseKey] = set()
        self._idle: set[CaseKey] = set()
        self._keeping: dict[tuple[str, str, str], bool] = {}
        self._places: dict[tuple[AgencyId, PersonId], Place] = {}
        self._roster: dict[AgencyId, int] = {}
        self._roster_read: dict[AgencyId, int] = {}
        self._command_sizes: dict[AgencyId, int] = {}

    def claim(self, now: Instant, most: int) -> Sequence[tuple[AgencyId, CaseId]]:
        """Take due cases for this transaction alone: urgent ones first, then by time, agency and case."""
        self._write_rows()
        self._session.let_go(self._idle)
        found = self._session.claim(now, most)
        self._claimed.update(found)
        self._idle = set(found)
        return [(AgencyId(agency), CaseId(case)) for agency, case in found]

    def next_wake(self) -> Instant | None:
        """Return the earliest waking of all cases, this transaction's own included."""
        self._write_rows()
        self._session.let_go(self._idle)
        self._idle.clear()
        return self._session.next_wake()

    def put_off(self, agency: AgencyId, case: CaseId, until: Instant) -> None:
        """Claim a case no earlier than ``until``."""
        self._write_rows()
        self._idle.discard((agency, case))
        self._session.put_off(agency, case, until)

    def load(self, streams: Sequence[Stream]) -> list[Loaded]:
        """Return the states of streams, in order."""
        held = self._held
        missing = [stream for stream in streams if stream not in held]
        if missing:
            self._fetch(missing)
        return [Loaded(held[stream].state, held[stream].version) for stream in streams]

    def let_go(self, streams: Sequence[Stream]) -> None:
        """Hold no states of streams that were only read."""
        for stream in streams:
            if stream not in self._touched:
                self._held.pop(stream, None)

    def versions(self, agency: AgencyId, subject: str) -> dict[str, int]:
        """Return how many events each stream of one subject has, by name, this transaction's own included."""
        rows = self._session.run(
            "SELECT stream, version FROM snapshot WHERE agency = ? AND stream >= ? AND stream < ?",
            (agency, subject + "/", subject + "0"),
        )
        found: dict[str, int] = dict(rows)
        for stream, held in self._touched.items():
            if stream.agency == agency and stream.name.startswith(subject + "/"):
                found[stream.name] = held.version
        return found

    def streams(self, agency: AgencyId, subject: str) -> list[Stream]:
        """Return the streams of one subject, in order of name, this transaction's own included."""
        side = self._codec.subject(subject + "/").side
        return [Stream(agency, side, name) for name in sorted(self.versions(agency, subject))]

    def append(self, changes: Sequence[Change]) -> None:
        """Take changes in; they are written when the unit ends."""
        for change in changes:
            held = self._held.get(change.stream)
            if held is None:
                self._fetch([change.stream])
                held = self._held[change.stream]
            if held.version != change.version:
                raise _conflict(change.stream.name, f"has version {held.version}, not {change.version}")
            subject = self._codec.subject(change.stream.name)
            _assert_bounds(change, subject)
            self._take_events(change, held, subject)
            if change.row is not None:
                self._take_row(change, held, change.row)
            if change.notices:
                self.take_notices(change, subject)

    def take(self, places: Iterable[Taken]) -> None:
        """Change what people carry, each row locked."""
        wanted = list(places)
        self._lock(wanted)
        for place in wanted:
            load, asked, own = self._places[place.agency, place.person]
            after = load + place.load_change
            if place.capacity is not None and place.load_change > 0 and after > place.capacity:
                raise _conflict(place.person, "has no place left")
            if place.free and own > 0:
                raise _conflict(place.person, "has an active case")
            asked = asked if place.asked_at is None else max(asked, place.asked_at)
            self._places[place.agency, place.person] = Place(after, asked, own)

    def places(self, agency: AgencyId, people: Collection[PersonId] | None = None) -> dict[PersonId, Place]:
        """Return what people carry, by default everybody; who has no place row carries nothing."""
        rows = self._session.places(agency, people)
        found = {PersonId(person): Place(load, asked, own) for person, load, asked, own in rows}
        for (whose, person), place in self._places.items():
            if whose == agency and (people is None or person in people):
                found[person] = place
        return found

    def wake_keeper(self, agency: AgencyId, keeper: PersonId, at: Instant) -> int:
        """Bring forward the waking of all open cases this person keeps."""
        self._before_waking()
        return self._session.wake_keeper(agency, keeper, at)

    def wake_unheld(self, agency: AgencyId, at: Instant) -> int:
        """Bring forward the waking of all active cases that nobody holds, or that have no peer."""
        self._before_waking()
        return self._session.wake_unheld(agency, at)

    def board(
        self, agency: AgencyId, hidden: Collection[PersonId], worried: Collection[PersonId], skip: int, most: int
    ) -> Boarded:
        """Return a page of open cases, what needs somebody first; nobody's who is hidden."""
        self._write_rows()
        return board(self._session, agency, hidden, worried, skip, most)

    def answered_late(self, agency: AgencyId, hidden: Collection[PersonId], most: int) -> list[CaseId]:
        """Return cases with an answer that came after the end and that nobody has read; nobody's who is hidden."""
        self._write_rows()
        return answered_late(self._session, agency, hidden, most)

    def kept_by(self, agency: AgencyId, keeper: PersonId) -> list[CaseId]:
        """Return the cases of which somebody keeps something, in order."""
        self._write_rows()
        statement = "SELECT case_id FROM keeping WHERE agency = ? AND keeper = ? ORDER BY case_id"
        return [CaseId(row[0]) for row in self._session.run(statement, (agency, keeper))]

    def _before_waking(self) -> None:
        self._write_rows()
        self._session.let_go(self._idle)
        self._idle.clear()
        self._claimed.clear()

    def log_size(self, agency: AgencyId, side: Side) -> int:
        """Return how many events of one side were written before this transaction's own."""
        if side == "care":
            # Whoever may know how far care has come may know it of command as well, and mostly asks next: never the
            # other way round.
            both = "SELECT side, size FROM head WHERE agency = ? AND side IN ('care', 'command')"
            found = {str(one): int(size) for one, size in self._session.run(both, (agency,))}
            self._command_sizes[agency] = found.get("command", 0)
            return found.get("care", 0)
        if agency not in self._command_sizes:
            one = self._session.run("SELECT size FROM head WHERE agency = ? AND side = 'command'", (agency,))
            self._command_sizes[agency] = int(one[0][0]) if one else 0
        return self._command_sizes[agency]

    def roster_version(self, agency: AgencyId) -> int:
        """Return a number that grows with every event of a person or a rota."""
        if agency not in self._roster_read:
            self._roster_read[agency] = self._session.roster_version(agency)
        return self._roster_read[agency] + self._roster.get(agency, 0)

    def lend(self, borrower: AgencyId, lender: AgencyId, person: PersonId) -> None:
        """Note that somebody may be asked by another agency, whose copy of the roster is old by that."""
        super().lend(borrower, lender, person)
        self._roster[borrower] = self._roster.get(borrower, 0) + 1

    def write(self) -> None:
        """Write everything that waits: the last act before the commit."""
        self._write_states()
        self._write_rows()
        self._session.let_go(self._idle)
        self._idle.clear()
        self.write_notices()
        self._session.put_places([(*place, *who) for who, place in sorted(self._places.items())])
        for agency, grown in self._roster.items():
            self._session.grow_roster(agency, grown)
        self._roster.clear()
        self._write_events()

    def settle(self) -> None:
        """Offer what was committed to the next transactions."""
        for stream, held in self._held.items():
            if held.version:
                self._cache.put(stream, held)

    def _fetch(self, streams: list[Stream]) -> None:
        found = self._session.snapshots(streams)
        cold: list[Stream] = []
        for stream in streams:
            row = found.get(stream)
            if row is None:
                self._held[stream] = Held(self._codec.subject(stream.name).initial, 0, None)
                continue
            cached = self._cache.get(stream, row[0])
            if cached is None:
                cold.append(stream)
            else:
                self._held[stream] = Held(cached[1], cached[0], cached[2])
        if cold:
            self._warm(cold, found)

    def _warm(self, cold: list[Stream], found: dict[Stream, tuple[int, int, bytes]]) -> None:
        cases = {stream: case_of(stream) for stream in cold if self._codec.subject(stream.name).row}
        besides = self._session.besides(list(cases.values())) if cases else {}
        for stream in cold:
            version, schema, packed = found[stream]
            plan, shown = besides[cases[stream]] if stream in cases else Beside(None, None)
            state = self._codec.unpack(stream.name, schema, packed, plan)
            if state is None:
                state = self._codec.fold(stream.name, self._session.events(stream))
            held = self._held[stream] = Held(state, version, shown)
            held.rarely_changed = schema != self._codec.number(stream.name)

    def _take_events(self, change: Change, held: Held, subject: Subject) -> None:
        stream, version = change.stream, held.version
        encoded = []
        for event in change.events:
            kind, schema, body = self._codec.encode(event)
            salt = self._salts()
            version += 1
            committed = commit_to(event, kind, schema, body, salt)
            encoded.append((stream.name, version, kind, schema, event.at, event.by, body.decode(), salt, committed))
        if encoded:
            self._events.setdefault((stream.agency, stream.side), []).extend(encoded)
            if subject.name in ROSTER:
                self._roster[stream.agency] = self._roster.get(stream.agency, 0) + len(encoded)
        if subject.rarely and getattr(held.state, subject.rarely) is not getattr(change.state, subject.rarely):
            held.rarely_changed = True
        held.state, held.version = change.state, version
        if change.events:
            self._touched[stream] = held

    def _take_row(self, change: Change, held: Held, row: CaseRow) -> None:
        case = case_of(change.stream)
        self._rows[case] = (row, held.version)
        self._idle.discard(case)
        before = held.shown
        held.shown = Shown(row.status, row.member, row.keepers)
        if before is not None and before == held.shown:
            return
        was = set(before.keepers) if before else set()
        now = set(row.keepers)
        self._keeping.update({(case[0], keeper, case[1]): keeper in now for keeper in was ^ now})
        changed = int(row.status == "active") - int(before is not None and before.status == "active")
        if changed:
            person = (change.stream.agency, row.member)
            self._lock([Taken(*person, 0, None, None)])
            place = self._places[person]
            self._places[person] = place._replace(own_cases=place.own_cases + changed)

    def _lock(self, wanted: list[Taken]) -> None:
        missing = {(place.agency, place.person) for place in wanted} - self._places.keys()
        if missing:
            found = self._session.lock_places(sorted(missing))
            self._places.update({key: Place(*place) for key, place in found.items()})

    def _write_states(self) -> None:
        rows, plans = [], []
        for stream, held in self._touched.items():
            name = stream.name
            packed = self._codec.pack(name, held.state)
            number = self._codec.number(name)
            rows.append(Snapshot(stream.agency, name, held.stored, held.version, number, packed))
            if held.rarely_changed and self._codec.subject(name).rarely:
                plans.append((stream.agency, name, held.version, self._codec.pack_rarely(name, held.state)))
        if rows and not self._session.put_snapshots(rows):
            raise _conflict(rows[0].stream, "or another stream was written by somebody else first")
        if plans:
            self._session.put_plans(plans)
        self._touched.clear()

    def _write_rows(self) -> None:
        if not self._rows:
            return
        self._session.put_keeping(
            sorted(keeping for keeping, now in self._keeping.items() if not now),
            sorted(keeping for keeping, now in self._keeping.items() if now),
        )
        self._keeping.clear()
        self._session.put_cases(
            [
                case_values(case, version, row, claimed=case in self._claimed)
                for case, (row, version) in self._rows.items()
            ]
        )
        self._rows.clear()

    def _write_events(self) -> None:
        for (agency, side), waiting in self._events.items():
            size, chain = self._session.head(agency, side)
            rows = []
            for stream, version, *rest, committed in waiting:
                size += 1
                chain = link(chain, agency, side, size, stream, version, committed)
                rows.append((agency, side, size, stream, version, *rest, committed, chain))
            self._session.put_events(rows)
            self._session.put_head(agency, side, size, chain)
        self._events.clear()


def case_of(stream: Stream) -> CaseKey:
    """Return the case whose history a stream is."""
    return stream.agency, stream.name.partition("/")[2]


def case_values(case: CaseKey, version: int, row: CaseRow, *, claimed: bool) -> Row:
    """Return the columns of a case row, and whether its waking has done its work."""
    return (*case, version, *row[:6], int(row.urgent), *row[7:12], _json(row.keepers).decode(), row.needs, claimed)


def _assert_bounds(change: Change, subject: Subject) -> None:
    """Stop a bug at the case that has it, before anything of it is taken in: the rest of the unit is still good."""
    assert change.stream.side == subject.side, f"{subject.name} belongs to {subject.side}"
    assert change.row is None or subject.row is not None, f"{subject.name} has no read row"
    if change.row is not None:
        assert change.row.status in {"active", "standing", "closed"}, f"no case is {change.row.status}"
        assert change.row.status != "active" or change.row.wake_at is not None, "an active case wakes some day"
        assert change.row.status != "closed" or change.row.wake_at is None, "a closed case never wakes"


def _conflict(what: str, why: str) -> ConflictError:
    return ConflictError(f"{what} {why}")
