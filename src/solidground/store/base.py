"""What every store over a database does in the same way: reading the log, sealing it, and its units' beginning and end.

What must never happen here: a statement of one database only.
"""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from solidground.core.kernel import SIDES, AgencyId, CaseId, Instant, Side, Stream
from solidground.core.record import Dial, Recorded, Tally, Walked
from solidground.core.subject import CaseRow, Subject
from solidground.store.codec import Codec, Readers
from solidground.store.desk import CASE_FIELDS, case_row
from solidground.store.fault import StoreError
from solidground.store.held import CACHE_STREAMS_MOST, Cache
from solidground.store.proof import PURGED, SALT_BYTES
from solidground.store.seal import Signer
from solidground.store.sealer import seal
from solidground.store.session import Row, Session
from solidground.store.tally import tallies
from solidground.store.unit import BufferedUnit
from solidground.store.walk import misheld, walk

Salts = Callable[[], bytes]
SALTS_AT_ONCE = 256


class _RandomSalts:
    """Salts nobody can guess, each given once; drawn from the system many at a time, for that costs nearly the same."""

    def __init__(self) -> None:
        """Begin with none drawn."""
        self._left: list[bytes] = []

    def __call__(self) -> bytes:
        """Return the next one."""
        try:
            return self._left.pop()
        except IndexError:
            drawn = secrets.token_bytes(SALT_BYTES * SALTS_AT_ONCE)
            fresh = [drawn[place : place + SALT_BYTES] for place in range(0, len(drawn), SALT_BYTES)]
            salt = fresh.pop()
            self._left.extend(fresh)
            return salt


RANDOM_SALTS: Salts = _RandomSalts()

ALL = 1 << 62
"""More events than any log has."""

TIME_OF = "time "
"""Before the name of a machine's start: the key under which its time is noted."""

STARTS_MOST = 64
"""So many starts of machines are remembered, those whose times were noted last."""

NEVER = Dial(0, "", 0)

LOG_FIELDS = "position, agency, side, stream, version, type, schema, at, by, body"


class SqlStore(ABC):
    """A store over a database of rows."""

    def __init__(
        self,
        subjects: Mapping[str, Subject],
        signer: Signer,
        *,
        salts: Salts = RANDOM_SALTS,
        readers: Readers | None = None,
        cached: int = CACHE_STREAMS_MOST,
    ) -> None:
        """Take the registry of subjects, the key for checkpoints and where salts come from."""
        self.subjects = subjects
        self.codec = Codec(subjects, readers)
        self._signer = signer
        self._salts = salts
        self._cache = Cache(cached)

    @abstractmethod
    def session(self) -> AbstractContextManager[Session]:
        """Begin a writing transaction and commit it when the block ends well."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Session]:
        """Begin a reading transaction: one moment of the whole database."""

    @abstractmethod
    def wait_at_most(self, seconds: float) -> None:
        """Wait so long for another writer, and no longer."""

    @abstractmethod
    def stream_rows(self, statement: str, row: tuple[Any, ...] = (), *, tolerant: bool = False) -> Iterator[Row]:
        """Run a long reading statement beside everything else; one moment, a few rows in memory at a time.

        ``tolerant`` reads text that is no text, for who checks a log that a foreign hand may have changed.
        """

    @abstractmethod
    def is_missing(self, error: StoreError) -> bool:
        """Return whether a fault means that a table or a column is not there."""

    @abstractmethod
    def copy_to(self, path: Path) -> int:
        """Write one moment of the whole database to a new SQLite file; return how many events it holds."""

    def is_only_clock(self) -> bool:
        """Be counted among the clocks; tell whether no other is there. Of a file the lock of its directory says so."""
        return True

    @abstractmethod
    def tidy(self) -> None:
        """Clear away what a catch-up or a purge left behind."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the database."""

    @contextmanager
    def transaction(self) -> Iterator[BufferedUnit]:
        """Begin a writing transaction; it commits when the block ends well."""
        with self.session() as session:
            unit = self.unit(session)
            yield unit
            unit.write()
        unit.settle()

    @contextmanager
    def moment(self) -> Iterator[BufferedUnit]:
        """Read one moment through a unit that writes nothing: whoever writes meanwhile is not waited for."""
        with self.reading() as session:
            unit = self.unit(session)
            yield unit
        unit.settle()

    def unit(self, session: Session) -> BufferedUnit:
        """Begin a unit of work in a session's transaction; who asks for one ends it."""
        return BufferedUnit(session, self.codec, self._cache, self._salts)

    def forget(self, stream: Stream) -> None:
        """Hold no copy of a stream's state any more."""
        self._cache.forget(stream)

    def next_wake(self) -> Instant | None:
        """Return the earliest instant at which a case may be claimed."""
        with self.reading() as session:
            return session.next_wake()

    def is_urgent(self, now: Instant) -> bool:
        """Tell whether anything urgent is due: a case, or a notification."""
        with self.reading() as session:
            return session.is_urgent(now)

    def streams(self, agency: AgencyId, subject: str) -> list[Stream]:
        """Return the streams of one subject, in order of name."""
        side = self.subjects[subject].side
        with self.reading() as session:
            rows = session.run(
                "SELECT stream FROM snapshot WHERE agency = ? AND stream >= ? AND stream < ? ORDER BY stream",
                (agency, subject + "/", subject + "0"),
            )
        return [Stream(agency, side, row[0]) for row in rows]

    def events(self, stream: Stream) -> list[Any]:
        """Return the events of one stream, decoded, in order; those whose details were purged are not among them."""
        with self.reading() as session:
            rows = session.events(stream)
        return [self.codec.decode(stream.name, *row) for row in rows if row[0] != PURGED]

    def history(self, stream: Stream) -> list[Recorded]:
        """Return the events of one stream as the log holds them, in order; of purged ones what is left."""
        with self.reading() as session:
            rows = session.run(
                f"SELECT {LOG_FIELDS} FROM event WHERE agency = ? AND stream = ? ORDER BY version",  # noqa: S608 our names
                (stream.agency, stream.name),
            )
        return [Recorded._make(row) for row in rows]

    def events_of(self, streams: Sequence[Stream]) -> dict[Stream, list[Any]]:
        """Return the events of several streams of one agency, in one statement."""
        found: dict[Stream, list[Any]] = {stream: [] for stream in streams}
        if not streams:
            return found
        names = {stream.name: stream for stream in streams}
        marks = ", ".join("?" * len(names))
        with self.reading() as session:
            rows = session.run(
                f"SELECT stream, type, schema, body FROM event WHERE agency = ? AND stream IN ({marks})"  # noqa: S608 our names
                " ORDER BY stream, version",
                (streams[0].agency, *names),
            )
        for name, *row in rows:
            if row[0] != PURGED:
                found[names[name]].append(self.codec.decode(name, *row))
        return found

    def log(self, agency: AgencyId | None = None, side: Side | None = None, after: int = 0) -> Iterator[Recorded]:
        """Stream the log: agencies in order, command before care, by position."""
        return map(Recorded._make, self.log_rows(LOG_FIELDS, agency, side, after))

    def log_rows(
        self, fields: str, agency: AgencyId | None = None, side: Side | None = None, after: int = 0
    ) -> Iterator[Row]:
        """Stream columns of the log, in the order of ``log``."""
        for each in self.agencies() if agency is None else [agency]:
            for one in SIDES if side is None else (side,):
                yield from self.stream_rows(
                    f"SELECT {fields} FROM event WHERE agency = ? AND side = ? AND position > ? ORDER BY position",  # noqa: S608 our names
                    (each, one, after),
                )

    def rows(self, agency: AgencyId, status: str | None = None) -> Iterator[tuple[CaseId, CaseRow]]:
        """Stream the case rows, in order of case."""
        only, row = (" AND status = ?", (agency, status)) if status else ("", (agency,))
        statement = f"SELECT {CASE_FIELDS} FROM case_row WHERE agency = ?{only} ORDER BY case_id"  # noqa: S608 our names
        yield from map(case_row, self.stream_rows(statement, row))

    def agencies(self) -> list[AgencyId]:
        """Return all agencies, in order."""
        with self.reading() as session:
            return [AgencyId(row[0]) for row in session.run("SELECT DISTINCT agency FROM head ORDER BY agency")]

    def walk(self, subject: str = "") -> Iterator[tuple[BufferedUnit, list[Walked]]]:
        """Walk the streams of one subject, or of all; each batch comes with a unit that reads the same moment."""
        return walk(self, subject)

    def misheld(self) -> list[Stream]:
        """Return the cases of which the way from a roster event to them is not what their rows say."""
        return misheld(self)

    def tallies(self, now: Instant) -> list[Tally]:
        """Return how many cases and notifications of each agency stand how."""
        return tallies(self.stream_rows, now)

    def seal(self, at: Instant, most: int = ALL) -> bool:
        """Sign a checkpoint of every log that has grown since its last, over at most so many new events of each.

        Return whether everything is covered now.
        """
        return seal(self, self._signer, at, most)

    @property
    def public(self) -> bytes:
        """The public half of the key that signs checkpoints now."""
        return self._signer.public

    def noted_time(self, boot: str = "") -> Dial | None:
        """Return when a machine's time was last noted as right: since its start ``boot``, else by any machine.

        What nobody can read was not noted.
        """
        with self.reading() as session:
            rows = session.run("SELECT key, value FROM meta WHERE key IN ('time', ?)", (TIME_OF + boot,))
        found = {key: dial for key, value in rows if (dial := _dial(value)) is not None}
        return found.get(TIME_OF + boot, found.get("time"))

    def note_time(self, dial: Dial) -> None:
        """Note that a machine's time is right; of starts that are long over, forget."""
        value = msgspec.json.encode(dial).decode()
        with self.session() as session:
            for key in ("time", TIME_OF + dial.boot):
                session.change(
                    "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    (key, value),
                )
            rows = session.run("SELECT key, value FROM meta WHERE key LIKE ?", (TIME_OF + "%",))
            newest = sorted(((_dial(value) or NEVER).at, key) for key, value in rows)
            for _, key in newest[:-STARTS_MOST]:
                session.change("DELETE FROM meta WHERE key = ?", (key,))

    def note_late(self, *, late: bool) -> None:
        """Note whether the clock is behind with what is due."""
        with self.session() as session:
            session.change(
                "INSERT INTO meta VALUES ('late', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (str(int(late)),),
            )

    def noted_late(self) -> bool:
        """Return whether the clock was behind when it last said so."""
        with self.reading() as session:
            return session.run("SELECT value FROM meta WHERE key = 'late'") == [("1",)]

    def last_at(self) -> Instant | None:
        """Return when the last events of the logs were."""
        with self.reading() as session:
            rows = session.run(
                "SELECT max(event.at) FROM head JOIN event ON event.agency = head.agency"
                " AND event.side = head.side AND event.position = head.size"
            )
        last_at: Instant | None = rows[0][0]
        return last_at


def _dial(value: str) -> Dial | None:
    try:
        return msgspec.json.decode(value, type=Dial)
    except msgspec.MsgspecError:
        return None
