"""A store on PostgreSQL: as many processes as wanted, fenced by versions and row locks.

What must never happen here: a connection used after it broke, or a password in a sentence.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

import psycopg
from psycopg import pq, sql

from solidground.core.subject import Subject
from solidground.store.base import RANDOM_SALTS, Salts, SqlStore
from solidground.store.codec import Readers
from solidground.store.held import CACHE_STREAMS_MOST
from solidground.store.migration import create, migrate
from solidground.store.postgresql_fault import faults, place_of
from solidground.store.postgresql_session import PostgresqlSession
from solidground.store.seal import Signer, make_seal
from solidground.store.session import Row, Session

CONNECT_SECONDS = 10
STREAMED_ROWS = 1000
"""Rows of a long reading held in memory at a time."""

OPTIONS = "-c synchronous_commit=on -c jit=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off"
"""Every statement of the hot path looks rows up by key; a plan made from old statistics must not read a table."""

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
        self._conninfo = conninfo
        self._schema = schema
        self._turn = RLock()
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
            return connection

    def _prepare(self) -> None:
        with self.session() as session:
            session.run("SELECT pg_advisory_xact_lock(hashtext('solidground ' || ?))", (self._schema,))
            statement = sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(self._schema))
            self.connection.execute(statement)
            if session.run("SELECT 1 WHERE to_regclass('meta') IS NOT NULL"):
                migrate(session, self.place)
                return
            create(session, "postgresql")
            for tuning in TUNING:
                session.change(tuning)

    @contextmanager
    def _transaction(self, beginning: str) -> Iterator[psycopg.Connection[Row]]:
        with self._turn:
            if self.connection.closed or self.connection.broken:
                self.connection = self._connect()
            with faults(self.place):
                self.connection.execute(beginning)
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

    def stream_rows(self, statement: str, row: tuple[Any, ...] = ()) -> Iterator[Row]:
        """Run a long reading statement on a connection of its own."""
        connection = self._connect()
        with faults(self.place):
            try:
                with connection.transaction(), connection.cursor("streamed") as cursor:
                    cursor.itersize = STREAMED_ROWS
                    cursor.execute(statement.replace("?", "%s"), row or None)
                    yield from cursor
            finally:
                connection.close()

    def tidy(self) -> None:
        """Clear dead rows and index entries away, after a large catch-up."""
        with self._turn, faults(self.place):
            self.connection.execute("VACUUM (ANALYZE) case_row, snapshot, outbox, keeping, place")

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
    seal = make_seal(directory)
    return PostgresqlStore(conninfo, subjects, seal, schema=schema, salts=salts, readers=readers, cached=cached)
