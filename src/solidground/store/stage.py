"""The places in which a measurement happens: prepared once, copied for every run.

What must never happen here: a setting that the stores in service do not have, or one of theirs left out.
"""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Generic, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict

from solidground.core.kernel import AgencyId, Instant, Span
from solidground.core.subject import Subject
from solidground.store.bare import Batch, Engine, bare_replay, bare_sweep, bare_taps, recorded
from solidground.store.bare_engines import PostgresqlEngine, SqliteEngine
from solidground.store.bare_walk import bare_audit, bare_idle, bare_walk
from solidground.store.base import SqlStore
from solidground.store.beside import Together, side_by_side
from solidground.store.filling import add_alike, add_waiting
from solidground.store.held import REPLAYED_STREAMS_MOST
from solidground.store.postgresql import OPTIONS, open_postgresql
from solidground.store.sqlite import FILE, HURRIED, connect, open_sqlite, plain
from solidground.store.throwaway import Server, fresh_database
from solidground.store.unit import BufferedUnit

Place = TypeVar("Place")


class Stage(ABC, Generic[Place]):
    """One database, prepared, and copies of it."""

    @abstractmethod
    def first(self) -> AbstractContextManager[SqlStore]:
        """Give the store in which everything is prepared."""

    @abstractmethod
    def copy(self) -> AbstractContextManager[Place]:
        """Give a copy of what was prepared."""

    @abstractmethod
    def open(self, place: Place) -> SqlStore:
        """Open a copy as the program does."""

    @abstractmethod
    def engine(self, place: Place) -> AbstractContextManager[Engine]:
        """Open a copy for a bare loop."""

    def batch(self) -> Batch:
        """Return a batch in which nothing is noted yet."""
        return Batch()

    def recorded(self, store: SqlStore, batch: Batch) -> AbstractContextManager[BufferedUnit]:
        """Give a unit of work whose writing is noted."""
        return recorded(store, batch)

    def bare_sweep(self, place: Place, batches: Sequence[Batch], now: Instant, most: int) -> float:
        """Write what was noted by hand into a copy; return the seconds."""
        with self.engine(place) as engine:
            return bare_sweep(engine, batches, now, most)

    def bare_taps(self, place: Place, batches: Sequence[Batch], now: Instant, send: Callable[[], None]) -> list[float]:
        """Write what taps wrote by hand into a copy, and hand one message over for each; return the seconds of each."""
        with self.engine(place) as engine:
            return bare_taps(engine, batches, now, send)

    def add_waiting(self, store: SqlStore, agency: AgencyId, count: int, from_at: Instant) -> None:
        """Add open cases in which nothing is due for long."""
        with store.session() as session:
            add_waiting(session, agency, count, from_at)

    def add_alike(self, store: SqlStore, agency: AgencyId, times: int) -> None:
        """Add cases like those there are, so many for each."""
        with store.session() as session:
            add_alike(session, agency, times)

    def hand_over(self, store: SqlStore, now: Instant) -> None:
        """Note that whatever waits in the outbox has left."""
        with store.transaction() as unit:
            unit.outbox_hand_over(now)

    def bare_walk(self, store: SqlStore) -> float:
        """Read by hand what checking every promise reads; return the seconds."""
        return bare_walk(store)

    def bare_audit(self, store: SqlStore, subjects: Sequence[str], times: int) -> float:
        """Read what is kept of some subjects, the first one as often as that; return the seconds."""
        return bare_audit(store, subjects, times)

    def bare_idle(self, engine: Engine, now: Instant, times: int) -> list[float]:
        """Claim by hand where nothing is due; return the seconds of each."""
        return bare_idle(engine, now, times)


class SqliteStage(Stage[Path]):
    """Files in one folder."""

    def __init__(self, folder: Path, subjects: Mapping[str, Subject]) -> None:
        """Take an empty folder."""
        self._folder = folder
        self._subjects = subjects
        self._number = 0

    @contextmanager
    def first(self) -> Iterator[SqlStore]:
        """Give the store in which everything is prepared."""
        with closing(open_sqlite(self._folder / "first", self._subjects, create=True)) as store:
            yield store
            store.tidy()

    @contextmanager
    def copy(self) -> Iterator[Path]:
        """Give a copy of what was prepared."""
        self._number += 1
        folder = self._folder / f"copy-{self._number}"
        shutil.copytree(self._folder / "first", folder)
        yield folder
        shutil.rmtree(folder)

    def open(self, place: Path) -> SqlStore:
        """Open a copy as the program does."""
        return open_sqlite(place, self._subjects)

    def open_hurried(self, place: Path) -> SqlStore:
        """Open a copy as a replay does: no commit waits for the disk."""
        store = open_sqlite(place, self._subjects, cached=REPLAYED_STREAMS_MOST)
        store.hurry()
        return store

    @contextmanager
    def engine(self, place: Path) -> Iterator[Engine]:
        """Open a copy for a bare loop."""
        with closing(connect(place / FILE)) as connection:
            yield SqliteEngine(connection)

    def bare_replay(self, source: Path, place: Path, day_for: Span) -> float:
        """Write the rows of a replay that is done by hand into a copy, as hurried as it was; return the seconds."""
        with closing(plain(source / FILE)) as rows, closing(connect(place / FILE)) as connection:
            for pragma in HURRIED:
                connection.execute(pragma)
            return bare_replay(rows, SqliteEngine(connection), day_for)


class PostgresqlStage(Stage[str]):
    """Databases of one server, made from a template."""

    def __init__(self, server: Server, template: str, folder: Path, subjects: Mapping[str, Subject]) -> None:
        """Take a server, the address of an empty database on it, and a folder for the key."""
        self._server = server
        self._template = template
        self._folder = folder
        self._subjects = subjects

    @contextmanager
    def first(self) -> Iterator[SqlStore]:
        """Give the store in which everything is prepared."""
        with closing(self.open(self._template)) as store:
            yield store
            store.tidy()

    @contextmanager
    def copy(self) -> Iterator[str]:
        """Give a copy of what was prepared."""
        name = conninfo_to_dict(self._template)["dbname"]
        with fresh_database(self._server.conninfo, str(name)) as address:
            yield address

    def open(self, place: str) -> SqlStore:
        """Open a copy as the program does."""
        return open_postgresql(place, self._folder, self._subjects)

    @property
    def folder(self) -> Path:
        """Where the key is."""
        return self._folder

    def side_by_side(self, act: Callable[..., float], given: Sequence[tuple[Any, ...]]) -> list[float]:
        """Call a function in programs of their own, begun together; return the seconds of each."""
        return side_by_side(act, given)

    def bare_pair(self, place: str, batches: Sequence[Batch], now: Instant, most: int) -> float:
        """Write what was noted by hand, by two programs side by side; return the seconds of the slower one."""
        halves = [(place, batches[number::2], now, most) for number in range(2)]
        return max(side_by_side(_bare_half, halves))

    @contextmanager
    def engine(self, place: str) -> Iterator[Engine]:
        """Open a copy for a bare loop."""
        with _connected(place) as engine:
            yield engine


@contextmanager
def _connected(place: str) -> Iterator[Engine]:
    options = f"{OPTIONS} -c search_path=solidground"
    with psycopg.connect(place, autocommit=True, options=options) as connection:
        yield PostgresqlEngine(connection)


def _bare_half(together: Together, place: str, batches: Sequence[Batch], now: Instant, most: int) -> float:
    with _connected(place) as engine:
        together.wait()
        return bare_sweep(engine, batches, now, most, alone=False)
