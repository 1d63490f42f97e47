"""A store in one SQLite file: write-ahead log, synchronous FULL, one writer at a time.

What must never happen here: a commit that a power cut could take back.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, TypeAlias

from solidground.core.subject import Subject
from solidground.store.base import RANDOM_SALTS, Salts, SqlStore
from solidground.store.codec import Readers
from solidground.store.fault import StoreError
from solidground.store.held import CACHE_STREAMS_MOST
from solidground.store.migration import create, is_current, migrate
from solidground.store.seal import KeptSeal, Signer, make_seal
from solidground.store.session import Row, Session
from solidground.store.sqlite_fault import faults, no_room
from solidground.store.sqlite_session import SqliteSession

FILE = "solidground.sqlite3"
BUSY_FOR_SECONDS = 10.0
"""How long a writer waits for another one."""

ASKED_EVERY_SECONDS = 0.0005
"""How often a waiting writer asks again. SQLite itself would ask ever more seldom, and seldom meet the short gap
between two transactions of a clock that catches up.
"""

IN_VAIN_SECONDS = 0.25
"""How long a writer waits after one that waited in vain: behind it others stand in line, and who only reads as well."""

MILLISECONDS = 1_000

CHECKPOINT_PAGES = 8000
"""Pages in the write-ahead log before it is copied back: a larger number helps catching up."""

CACHE_KIB = 8_000
HURRIED = ("PRAGMA synchronous = OFF", "PRAGMA journal_mode = MEMORY", "PRAGMA cache_size = -8000")
"""Every page is written once and waits for nothing; a commit that is cut off leaves a file nobody can use."""

STREAMED_ROWS = 1000
"""Rows of a long reading held in memory at a time."""
STREAMED_KIB = 4_000
"""What such a reading keeps of the file: it goes through once and comes back to little."""

LOG = "-wal"
"""What SQLite calls the file beside a database in which the newest of it is."""

_Node: TypeAlias = tuple[int, int]
"""What tells one file from another of the same name: on which disk it is, and where."""

Connect = Callable[[Path], sqlite3.Connection]


def plain(path: Path) -> sqlite3.Connection:
    """Open a connection without settings: to a copy that nobody else uses."""
    return sqlite3.connect(path, isolation_level=None)


def connect(path: Path) -> sqlite3.Connection:
    """Open one connection the way this store needs it."""
    connection = sqlite3.connect(path, timeout=BUSY_FOR_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA secure_delete = ON")  # what a purge takes away is not left in the file
    return connection


def _node(name: str) -> _Node | None:
    try:
        found = Path(name).stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _any_text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


class SqliteStore(SqlStore):
    """One file, one writer. Threads take turns."""

    def __init__(
        self,
        path: Path,
        subjects: Mapping[str, Subject],
        signer: Signer,
        *,
        salts: Salts = RANDOM_SALTS,
        readers: Readers | None = None,
        cached: int = CACHE_STREAMS_MOST,
        connect: Connect = connect,
    ) -> None:
        """Open or make the file; an older one is migrated, a newer one refused."""
        super().__init__(subjects, signer, salts=salts, readers=readers, cached=cached)
        self.path = path
        self.place = f'The database "{path}"'
        self._connect = connect
        self._turn = RLock()
        self._in_vain = False
        self._files: dict[str, _Node] = {}
        if not path.parent.is_dir():
            sentence = f'The folder "{path.parent}" is not there. Make it with "solidground init", or name another.'
            raise StoreError(sentence)
        with faults(self.place):
            self.connection = connect(path)
            (self._patience,) = self.connection.execute("PRAGMA busy_timeout").fetchone()
            try:
                self._prepare()
            except BaseException:
                self.connection.close()
                raise
            self._files = self._found()

    def _prepare(self) -> None:
        self.connection.execute("PRAGMA journal_mode = WAL")
        with self.reading() as session:
            if session.run("SELECT 1 FROM sqlite_master WHERE name = 'meta'") and is_current(session):
                return
        with self.session() as session:
            if session.run("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
                migrate(session, self.place)
            elif session.run("SELECT 1 FROM sqlite_master LIMIT 1"):
                sentence = f"{self.place} holds something else. Name another folder, or restore a backup."
                raise StoreError(sentence)
            else:
                create(session, "sqlite")

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Begin a writing transaction and commit it when the block ends well."""
        with self._turn, faults(self.place):
            self._must_be_there()
            self._begin()
            try:
                self._be_patient()
                yield SqliteSession(self.connection)
                self.connection.execute("COMMIT")
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def _found(self) -> dict[str, _Node]:
        """Return which files this database is in."""
        names = (str(self.path), f"{self.path}{LOG}")
        return {name: node for name in names if (node := _node(name)) is not None}

    def _must_be_there(self) -> None:
        """Refuse to work on files that nobody finds any more: what is written to them is lost, and looks as if kept."""
        if any(_node(name) != node for name, node in self._files.items()):
            sentence = (
                f"{self.place} was moved, replaced or taken away in part while this program used it."
                " Put it back as it was, or stop all programs on it and start them again."
            )
            raise StoreError(sentence)

    def _begin(self) -> None:
        """Begin to write, when whoever writes now has ended."""
        until = time.monotonic() + (IN_VAIN_SECONDS if self._in_vain else self._patience / MILLISECONDS)
        self.connection.execute("PRAGMA busy_timeout = 0")
        while True:
            try:
                self.connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if getattr(error, "sqlite_errorname", "") != "SQLITE_BUSY" or time.monotonic() > until:
                    self._in_vain = True
                    self._be_patient()
                    raise
                time.sleep(ASKED_EVERY_SECONDS)
            else:
                self._in_vain = False
                return

    def wait_at_most(self, seconds: float) -> None:
        """Wait so long for another writer, and no longer."""
        with self._turn:
            self._patience = int(seconds * MILLISECONDS)
            self._be_patient()

    def _be_patient(self) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {self._patience}")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read one moment; inside a writing transaction of the same thread, that one."""
        with self._turn, faults(self.place):
            if self.connection.in_transaction:
                yield SqliteSession(self.connection)
                return
            self._must_be_there()
            self.connection.execute("BEGIN")
            try:
                yield SqliteSession(self.connection)
            finally:
                self.connection.execute("ROLLBACK")

    def stream_rows(self, statement: str, row: tuple[Any, ...] = (), *, tolerant: bool = False) -> Iterator[Row]:
        """Run a long reading statement on a connection of its own."""
        with faults(self.place):
            connection = self._connect(self.path)
            if tolerant:
                connection.text_factory = _any_text
            try:
                connection.execute("PRAGMA query_only = ON")
                connection.execute(f"PRAGMA cache_size = -{STREAMED_KIB}")
                cursor = connection.execute(statement, row)
                while rows := cursor.fetchmany(STREAMED_ROWS):
                    yield from rows
            finally:
                connection.close()

    def copy_to(self, path: Path) -> int:
        """Write one moment of the whole database to a new file, while others go on writing."""
        with faults(self.place):
            source = self._copied()
            target = sqlite3.connect(path)
            try:
                with no_room(f'The file "{path}"'):
                    source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")
                return int(target.execute("SELECT count(*) FROM event").fetchone()[0])
            finally:
                target.close()
                if source is not self.connection:
                    source.close()

    def _copied(self) -> sqlite3.Connection:
        """Return a connection to copy from: one of its own, so that the writer need not wait."""
        return self._connect(self.path)

    def is_missing(self, error: StoreError) -> bool:
        """Return whether a fault means that a table or a column is not there."""
        return "no such " in str(error.__cause__)

    def tidy(self) -> None:
        """Copy the write-ahead log back and look at the indexes, after a large catch-up."""
        with self._turn, faults(self.place):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.connection.execute("PRAGMA optimize")

    def hurry(self) -> None:
        """Let no commit wait for the disk: for a log that is nobody's until it is whole. ``settle_down`` ends it."""
        with self._turn, faults(self.place):
            for pragma in HURRIED:
                self.connection.execute(pragma)
            self._files = self._found()

    def settle_down(self) -> None:
        """Bring everything written in a hurry to the disk, and let commits wait for it again."""
        with self._turn, faults(self.place):
            self.connection.execute("PRAGMA synchronous = FULL")
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            # What was written before now was not waited for.
            with self.path.open("rb") as file:
                os.fsync(file.fileno())
            self._files = self._found()

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self.connection.close()


SMALLEST_BYTES = 512
"""No SQLite database is smaller: one page of the smallest size."""


def open_sqlite(
    directory: Path,
    subjects: Mapping[str, Subject],
    *,
    create: bool = False,
    salts: Salts = RANDOM_SALTS,
    readers: Readers | None = None,
    cached: int = CACHE_STREAMS_MOST,
) -> SqliteStore:
    """Open the data directory's database with its key; ``create`` makes what is missing."""
    path = directory / FILE
    if create:
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            sentence = f'The folder "{directory}" could not be made: {error.strerror}.'
            raise StoreError(sentence) from error
    elif not path.is_file():
        sentence = f'There is no database in "{directory}". Make one with "solidground init", or name another folder.'
        raise StoreError(sentence)
    elif path.stat().st_size < SMALLEST_BYTES:
        # SQLite would take what is left of a cut file for a new one, and write over it.
        sentence = f'"{path}" is cut off or empty: it is no database any more. Restore a backup into an empty folder.'
        raise StoreError(sentence)
    if create:
        make_seal(directory)
    return SqliteStore(path, subjects, KeptSeal(directory), salts=salts, readers=readers, cached=cached)
