"""A store on PostgreSQL: as many processes as wanted, fenced by versions and row locks.

What must never happen here: a connection used after it broke, or a password in a sentence.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

import psycopg
from psycopg import errors, pq, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from solidground.core.subject import Subject
from solidground.store.base import RANDOM_SALTS, Salts, SqlStore
from solidground.store.codec import Readers
from solidground.store.fault import StoreError
from solidground.store.held import CACHE_STREAMS_MOST
from solidground.store.migration import create, migrate
from solidground.store.postgresql_fault import faults, place_of
from solidground.store.postgresql_session import PostgresqlSession
from solidground.store.rows import COPIED, pour, selecting
from solidground.store.seal import KeptSeal, Signer, make_seal
from solidground.store.session import Row, Session
from solidground.store.sqlite import plain
from solidground.store.sqlite_fault import faults as sqlite_faults
from solidground.store.sqlite_session import SqliteSession

CONNECT_SECONDS = 10
MILLISECONDS = 1_000
SILENT = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000}
"""A machine that vanishes says no goodbye: it is given up after some 25 seconds, unless the address says otherwise.

Left to itself, the system waits for a quarter of an hour, and an urgent message with it."""

STREAMED_ROWS = 1000
"""Rows of a long reading held in memory at a time."""

LOCKED_SECONDS = 10.0
"""How long a statement waits for what another program holds: it may never let go."""

OPTIONS = "-c synchronous_commit=on -c jit=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off"
"""Every statement of the hot path looks rows up by key; a plan made from old statistics must not read a table."""

_CONTINUE = "SELECT setval(pg_get_serial_sequence('{0}', '{1}'), max({1})) FROM {0} HAVING max({1}) IS NOT NULL"
"""Goes on counting where the rows that were poured in end."""

COUNTED = (
    "WITH named AS MATERIALIZED (SELECT hashtext(%s) AS name),"
    " asked AS MATERIALIZED (SELECT name, pg_try_advisory_lock(name) AS alone FROM named),"
    " shared AS MATERIALIZED (SELECT name, alone, pg_advisory_lock_shared(name) FROM asked)"
    " SELECT alone, CASE WHEN alone THEN pg_advisory_unlock(name) END FROM shared"
)
"""One statement, which the server ends by itself: a clock that stands still in the middle would keep out all others."""

TUNING = (
    "ALTER TABLE case_row SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02)",
    "ALTER TABLE snapshot SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05)",
    "ALTER TABLE outbox SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02)",
)
"""Dead index entries left by a catch-up would slow the sweep that has nothing to do."""


class PostgresqlStore(SqlStore):
    """One schema of one database; this store holds one connection, and threads take turns."""

    def __init__(
        self,
        conninfo: str,
        subjects: Mapping[str, Subject],
        signer: Signer,
        *,
        schema: str = "solidground",
        salts: Salts = RANDOM_SALTS,
        readers: Readers | None = None,
        cached: int = CACHE_STREAMS_MOST,
    ) -> None:
        """Open or make the tables in a schema; older ones are migrated, newer ones refused."""
        super().__init__(subjects, signer, salts=salts, readers=readers, cached=cached)
        self.place = place_of(conninfo)
        given = conninfo_to_dict(conninfo)
        self._conninfo = make_conninfo(conninfo, **{name: how for name, how in SILENT.items() if name not in given})
        self._schema = schema
        self._turn = RLock()
        self._patience = LOCKED_SECONDS
        self._is_clock = False
        self.connection = self._connect()
        try:
            self._prepare()
        except BaseException:
            self.connection.close()
            raise

    def _connect(self) -> psycopg.Connection[Row]:
        with faults(self.place):
            connection = psycopg.connect(
                self._conninfo, autocommit=True, options=OPTIONS, connect_timeout=CONNECT_SECONDS
            )
            path = sql.SQL("SET search_path TO {}").format(sql.Identifier(self._schema))
            connection.execute(path)
            self._be_patient(connection)
            return connection

    def _be_patient(self, connection: psycopg.Connection[Row]) -> None:
        patience = sql.Literal(f"{int(self._patience * MILLISECONDS)}ms")
        connection.execute(sql.SQL("SET lock_timeout TO {}").format(patience))

    def wait_at_most(self, seconds: float) -> None:
        """Wait so long for what another program holds, and no longer."""
        with self._turn, faults(self.place):
            self._patience = seconds
            self._be_patient(self.connection)

    def _prepare(self) -> None:
        with self.session() as session:
            # Whoever makes or changes the tables may take long, and ends.
            self.connection.execute("SET LOCAL lock_timeout TO 0")
            session.run("SELECT pg_advisory_xact_lock(hashtext('solidground ' || ?))", (self._schema,))
            statement = sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(self._schema))
            self.connection.execute(statement)
            if session.run("SELECT 1 WHERE to_regclass('meta') IS NOT NULL"):
                migrate(session, self.place, "postgresql")
                return
            create(session, "postgresql")
            for tuning in TUNING:
                session.change(tuning)

    def is_only_clock(self) -> bool:
        """Be counted among the clocks as long as this is connected; tell whether no other is there."""
        with self._turn, faults(self.place):
            self._reconnect()
            self._is_clock = True
            return self._counted(self.connection)

    def _counted(self, connection: psycopg.Connection[Row]) -> bool:
        """Share the lock of the clocks: the server lets go of it when a program ends, however it does."""
        row = connection.execute(COUNTED, (f"solidground clock {self._schema}",)).fetchone()
        return row is not None and bool(row[0])

    def _anew(self) -> None:
        connection = self._connect()
        try:
            if self._is_clock:
                self._counted(connection)
        except BaseException:
            connection.close()
            raise
        self.connection = connection

    def _reconnect(self) -> None:
        if self.connection.closed or self.connection.broken:
            self._anew()

    def _begin(self, beginning: str) -> None:
        """Run the first statement of a transaction. One that meets a connection lost meanwhile is tried once anew.

        Nothing was written in that transaction yet. Whatever breaks later ends it, and is told.
        """
        self._reconnect()
        try:
            self.connection.execute(beginning)
        except (psycopg.OperationalError, psycopg.InterfaceError):
            if not self.connection.closed:
                raise
            self._anew()
            self.connection.execute(beginning)

    @contextmanager
    def _transaction(self, beginning: str) -> Iterator[psycopg.Connection[Row]]:
        with self._turn, faults(self.place):
            self._begin(beginning)
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            finally:
                if self.connection.info.transaction_status != pq.TransactionStatus.IDLE:
                    with suppress(psycopg.Error):
                        self.connection.execute("ROLLBACK")

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Begin a writing transaction and commit it when the block ends well."""
        with self._transaction("BEGIN") as connection:
            yield PostgresqlSession(connection)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read one moment; inside a writing transaction of the same thread, that one."""
        with self._turn:
            if self.connection.info.transaction_status == pq.TransactionStatus.INTRANS:
                yield PostgresqlSession(self.connection)
                return
            with self._transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as connection:
                yield PostgresqlSession(connection)

    def stream_rows(self, statement: str, row: tuple[Any, ...] = (), *, tolerant: bool = False) -> Iterator[Row]:
        """Run a long reading statement on a connection of its own; this database holds no text that is no text."""
        assert isinstance(tolerant, bool)
        connection = self._connect()
        with faults(self.place):
            try:
                with connection.transaction(), connection.cursor("streamed") as cursor:
                    cursor.itersize = STREAMED_ROWS
                    cursor.execute(statement.replace("?", "%s"), row or None)
                    yield from cursor
            finally:
                connection.close()

    def copy_to(self, path: Path) -> int:
        """Write one moment of the whole schema to a new SQLite file, while others go on writing."""
        connection, target = self._connect(), plain(path)
        try:
            with faults(self.place), sqlite_faults(f'The file "{path}"'):
                connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                target.execute("BEGIN")
                session = SqliteSession(target)
                create(session, "sqlite")
                poured = {}
                for table in COPIED:
                    with connection.cursor(f"copied_{table.name}") as cursor:
                        cursor.itersize = STREAMED_ROWS
                        cursor.execute(selecting(table))
                        poured[table.name] = pour(session, table, cursor)
                target.execute("COMMIT")
                return poured["event"]
        finally:
            target.close()
            connection.close()

    def fill_from(self, path: Path) -> None:
        """Take over everything from a SQLite file of the same tables; refused where there is something already."""
        source = plain(path)
        try:
            with self.session() as session, sqlite_faults(f'The file "{path}"'):
                if session.run("SELECT 1 FROM head LIMIT 1"):
                    sentence = f"{self.place} is not empty. Name an empty one; nothing is ever written over."
                    raise StoreError(sentence)
                for table in COPIED:
                    pour(session, table, source.execute(selecting(table)))
                    if table.numbered:
                        session.run(_CONTINUE.format(table.name, table.numbered))
        finally:
            source.close()

    def is_missing(self, error: StoreError) -> bool:
        """Return whether a fault means that a table or a column is not there."""
        return isinstance(error.__cause__, errors.UndefinedTable | errors.UndefinedColumn)

    def tidy(self) -> None:
        """Clear dead rows and index entries away, after a large catch-up."""
        with self._turn, faults(self.place):
            self._begin("VACUUM (ANALYZE) case_row, snapshot, plan, outbox, keeping, place, event")

    def close(self) -> None:
        """Let go of the connection."""
        with self._turn:
            self.connection.close()


def open_postgresql(
    conninfo: str,
    directory: Path,
    subjects: Mapping[str, Subject],
    *,
    schema: str = "solidground",
    salts: Salts = RANDOM_SALTS,
    readers: Readers | None = None,
    cached: int = CACHE_STREAMS_MOST,
) -> PostgresqlStore:
    """Open a database with the key of a data directory."""
    make_seal(directory)
    seal = KeptSeal(directory)
    return PostgresqlStore(conninfo, subjects, seal, schema=schema, salts=salts, readers=readers, cached=cached)
