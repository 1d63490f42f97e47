"""A machine that breaks where a simulation says: one database, the programs that run on it, and an outside eye.

What must never happen here: a store other than the ones in service. Only what they stand on breaks.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Side, Stream
from solidground.core.subject import CaseRow
from solidground.core.subjects import SUBJECTS
from solidground.store.breaking import Breaking, Calm, KilledError, Trap
from solidground.store.desk import CASE_FIELDS, case_row
from solidground.store.fault import StoreError
from solidground.store.memory import MemoryStore
from solidground.store.proof import GENESIS, commitment, full_hash, kept_bytes, link
from solidground.store.refold import refold
from solidground.store.seal import make_seal, read_public
from solidground.store.session import Row
from solidground.store.sqlite import BUSY_FOR_SECONDS, FILE, SqliteStore
from solidground.store.verify import verify

ROOMY_PAGES = 1 << 30
"""Pages of a disk that is not full."""

EYE_CACHED = 1 << 12
"""Streams the eye remembers."""

_EVENTS = "SELECT position, stream, version, type, schema, at, by, body, salt, full_hash, commitment, chain FROM event"
WRITTEN = f"{_EVENTS} WHERE agency = ? AND side = ? AND position > ? ORDER BY position"
WRITTEN_OF = f"{_EVENTS} WHERE agency = ? AND stream = ? ORDER BY version"
HEAD = "SELECT size, chain FROM head WHERE agency = ? AND side = ?"
STATES = "SELECT stream, version, schema, state FROM snapshot WHERE agency = ? AND stream >= ? AND stream < ?"
ALL_STATES = (
    "SELECT s.stream, s.version, s.schema, s.state, p.version, p.body FROM snapshot s"
    " LEFT JOIN plan p ON p.agency = s.agency AND p.stream = s.stream WHERE s.agency = ?"
)
ROWS = f"SELECT {CASE_FIELDS} FROM case_row WHERE agency = ?"  # noqa: S608 our names

_decode = msgspec.json.Decoder().decode


class Written(NamedTuple):
    """One event as the eye found it. ``flaw`` says what is wrong with its row, and is empty where nothing is."""

    stream: Stream
    version: int
    event: Any
    flaw: str


class Posted(NamedTuple):
    """One row of the outbox as the eye found it."""

    number: int
    agency: AgencyId
    key: str
    recipient: PersonId
    obligation: str
    urgent: int
    status: str
    send_at: Instant
    ended_at: Instant | None


class Rig:
    """One database and everything that stands on it. Traps count over all programs, the eye is never caught."""

    fault = StoreError
    killed = KilledError

    def __init__(self, folder: Path, *, on_file: bool) -> None:
        """Make the database."""
        self.trap = Trap()
        self._folder, self._on_file = folder, on_file
        self._signer = make_seal(folder)
        self._open: list[sqlite3.Connection] = []
        self._seen: dict[tuple[str, Side], tuple[int, bytes]] = {}
        self._last: dict[str, tuple[int, Instant]] = {}
        self._read: dict[tuple[str, str], list[Row]] = {}
        """All rows that were read, by stream."""
        self._shown: dict[tuple[str, str], tuple[Row, CaseRow]] = {}
        self._rest = Trap()
        self._first = None if on_file else self._connect(Path(":memory:"))
        self.eye = self.boot()
        if on_file:
            self._own_connection().trap = self._rest

    def _connect(self, path: Path) -> sqlite3.Connection:
        connection: Breaking = sqlite3.connect(path, timeout=BUSY_FOR_SECONDS, isolation_level=None, factory=Breaking)
        connection.trap = self._rest
        # What is thrown away need not wait for the disk.
        connection.execute("PRAGMA synchronous = OFF")
        connection.trap = self.trap
        self._open.append(connection)
        return connection

    def boot(self) -> SqliteStore:
        """Start a program: its store, with nothing in mind."""
        if self._first is not None:
            first = self._first
            return MemoryStore(SUBJECTS, signer=self._signer, connect=lambda _: first)
        return SqliteStore(self._folder / FILE, SUBJECTS, self._signer, connect=self._connect, cached=EYE_CACHED)

    def _own_connection(self) -> Breaking:
        connection = self.eye.connection
        assert isinstance(connection, Breaking), "every connection of a rig breaks"
        return connection

    def end(self, store: SqliteStore) -> None:
        """End a program; the database stays."""
        if self._on_file:
            store.close()

    def calm(self) -> Calm:
        """Let nothing break while the eye looks, where it has no connection of its own."""
        return Calm(self.trap)

    def fill(self) -> None:
        """Let the disk be full: nothing more fits."""
        for connection in self._whole():
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages}")

    def make_room(self) -> None:
        """Let there be room again."""
        for connection in self._whole():
            connection.execute(f"PRAGMA max_page_count = {ROOMY_PAGES}")

    def _whole(self) -> Iterator[sqlite3.Connection]:
        with self.calm():
            for connection in list(self._open):
                try:
                    connection.execute("SELECT 1")
                except sqlite3.ProgrammingError:  # its program ended
                    self._open.remove(connection)
                    continue
                yield connection

    def waiting_at(self) -> Instant | None:
        """Return when something in the outbox is to be tried next."""
        with self.calm():
            found = self.eye.connection.execute(
                "SELECT min(next_try_at) FROM outbox WHERE next_try_at IS NOT NULL"
            ).fetchone()
        at: Instant | None = found[0]
        return at

    def posted(self, after: int) -> list[Posted]:
        """Return the rows of the outbox from a number on."""
        with self.calm():
            rows = self.eye.connection.execute(
                "SELECT number, agency, key, recipient, obligation, urgent, status, send_at, ended_at FROM outbox"
                " WHERE number > ? ORDER BY number",
                (after,),
            ).fetchall()
        return list(map(Posted._make, rows))

    def posted_rows(self) -> int:
        """Return how many rows the outbox has."""
        with self.calm():
            return int(self.eye.connection.execute("SELECT count(*) FROM outbox").fetchone()[0])

    def read_on(self) -> list[Written]:
        """Return what was committed since the last look, each row held against its chain, its stream and its codec."""
        found: list[Written] = []
        with self.calm():
            run = self.eye.connection.execute
            for agency, side, size in run("SELECT agency, side, size FROM head ORDER BY agency, side").fetchall():
                seen, chain = self._seen.get((agency, side), (0, GENESIS))
                if size < seen:
                    found.append(Written(Stream(agency, side, ""), 0, None, "the log has become shorter"))
                if size <= seen:
                    continue
                for row in run(WRITTEN, (agency, side, seen)).fetchall():
                    self._read.setdefault((agency, row[1]), []).append(row)
                    written, chain = self._written(agency, side, (seen := seen + 1), chain, row)
                    found.append(written)
                self._seen[agency, side] = (seen, chain)
        return found

    def _written(
        self, agency: str, side: Side, position: int, chain: bytes, row: tuple[Any, ...]
    ) -> tuple[Written, bytes]:
        there, name, version, kind, schema, at, by, body, salt, _, committed, chained = row
        codec = self.eye.codec
        event = codec.decode(name, kind, schema, body)
        step, role = _decode(body).get("step"), _decode(body).get("role")
        due = commitment(kept_bytes(at, step, role), full_hash(salt, kind, schema, at, by, body.encode()))
        linked = link(chain, agency, side, position, name, version, committed)
        before, before_at = self._last.get(f"{agency}/{name}", (0, 0))
        self._last[f"{agency}/{name}"] = (version, at)
        flaws = (
            ("stands at another position of the log", there != position),
            ("does not fit its chain", (due, linked) != (committed, chained)),
            ("skips a version of its stream", version != before + 1),
            ("lies before the one before it in its stream", at < before_at),
            ("is written otherwise by the codec that reads it", codec.encode(event) != (kind, schema, body.encode())),
        )
        flaw = next((said for said, wrong in flaws if wrong), "")
        return Written(Stream(AgencyId(agency), side, name), version, event, flaw), linked

    def rewritten(self) -> list[tuple[Stream, str]]:
        """Return the logs that are not any more, to the byte, what was read, or have an end that is not theirs."""
        found: list[tuple[Stream, str]] = []
        with self.calm():
            run = self.eye.connection.execute
            for (agency, side), (size, chain) in self._seen.items():
                stream, counted = Stream(AgencyId(agency), side, ""), Counter[str]()
                for row in run(WRITTEN, (agency, side, 0)):
                    read, place = self._read.get((agency, row[1]), []), counted[row[1]]
                    counted[row[1]] += 1
                    if place >= len(read) or read[place] != row:
                        found.append((stream, f"position {row[0]} is not what was read there"))
                if run(HEAD, (agency, side)).fetchone() != (size, chain) or counted.total() != size:
                    found.append((stream, "the log has another end than the one that was read"))
        return found

    def rewritten_of(self, streams: Iterable[Stream]) -> list[Stream]:
        """Return which streams are not any more, to the byte, what was read."""
        with self.calm():
            run = self.eye.connection.execute
            return [s for s in streams if run(WRITTEN_OF, s[::2]).fetchall() != self._read[s.agency, s.name]]

    def kept_states(self, agency: AgencyId, subject: str = "") -> dict[str, Row]:
        """Return what is kept of the state of every stream, to the byte; of one subject without what rarely changes."""
        statement, row = (STATES, (agency, f"{subject}/", f"{subject}0")) if subject else (ALL_STATES, (agency,))
        with self.calm():
            return {kept[0]: kept for kept in self.eye.connection.execute(statement, row)}

    def kept_rows(self, agency: AgencyId) -> dict[CaseId, CaseRow]:
        """Return the read row of every case; one whose bytes are what they were is the one it was."""
        found: dict[CaseId, CaseRow] = {}
        with self.calm():
            for row in self.eye.connection.execute(ROWS, (agency,)):
                shown = self._shown.get((agency, row[0]))
                if shown is None or shown[0] != row:
                    shown = self._shown[agency, row[0]] = (row, case_row(row)[1])
                found[CaseId(row[0])] = shown[1]
        return found

    def misheld(self) -> list[Stream]:
        """Return the cases of which the way from a roster event to them is not what their rows say."""
        with self.calm():
            found: list[Stream] = self.eye.misheld()
        return found

    def altered(self) -> str:
        """Check the whole log as an outsider would; return what is wrong with it."""
        with self.calm():
            bad = verify(self.eye, read_public(self._folder)).first_bad
        return "" if bad is None else f"position {bad.position} of {bad.side}'s log is not as it was written"

    def folded_otherwise(self) -> list[tuple[Stream, str]]:
        """Fold every stream again; return those whose kept state is another, and why."""
        with self.calm():
            return [(wrong.stream, wrong.why) for wrong in refold(self.eye).wrong]

    def close(self) -> None:
        """Throw everything away."""
        for connection in self._open:
            connection.close()
