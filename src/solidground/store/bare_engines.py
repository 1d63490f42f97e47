"""The two databases as bare loops use them: by hand, a batch in a statement.

What must never happen here: a setting that the stores do not have, or one they have left out.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from solidground.core.kernel import Instant
from solidground.store.bare import Write
from solidground.store.postgresql_session import ARRAYS
from solidground.store.session import CaseKey, Row
from solidground.store.shape import Table
from solidground.store.tables import CASE_ROW

CLAIM = (
    "SELECT agency, case_id FROM case_row WHERE urgent = {0} AND claim_at <= {0}"
    " ORDER BY claim_at, agency, case_id LIMIT {0}"
)


class SqliteEngine:
    """A connection with the settings of the store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on a connection."""
        self._connection = connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Begin, and commit at the end."""
        self._connection.execute("BEGIN IMMEDIATE")
        yield
        self._connection.execute("COMMIT")

    def claim(self, now: Instant, most: int) -> list[CaseKey]:
        """Take due cases, urgent first."""
        found: list[CaseKey] = []
        for urgent in (1, 0):
            found += self._connection.execute(CLAIM.format("?"), (urgent, now, most - len(found)))
        return found

    def lock(self, now: Instant, cases: Sequence[CaseKey]) -> None:
        """Look for due cases; the one writer has locked everything."""
        self._connection.execute(CLAIM.format("?"), (0, now, len(cases))).fetchall()

    def read(self, table: Table, columns: str, keys: Sequence[CaseKey]) -> list[Row]:
        """Read rows by agency and stream."""
        statement = f"SELECT {columns} FROM {table.name} WHERE agency = ? AND stream = ?"  # noqa: S608 our names
        return [self._connection.execute(statement, key).fetchone() for key in keys]

    def write(self, write: Write, rows: Sequence[Row]) -> None:
        """Write rows with one statement."""
        into = f"INTO {write.table.name} ({', '.join(write.columns)}) VALUES ({', '.join('?' * len(write.columns))})"
        where = " AND ".join(f"{key} = ?" for key in write.keys)
        statements = {
            "insert": f"INSERT {into}",
            "replace": f"INSERT OR REPLACE {into}",
            "update": f"UPDATE {write.table.name} SET {', '.join(f'{c} = ?' for c in write.columns)} WHERE {where}",  # noqa: S608 our names
            "delete": f"DELETE FROM {write.table.name} WHERE {where}",  # noqa: S608 our names
        }
        self._connection.executemany(statements[write.how], rows)


class PostgresqlEngine:
    """A connection with the settings of the store; rows go as arrays, in binary."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        """Work on a connection."""
        self._connection = connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Begin, and commit at the end."""
        with self._connection.transaction():
            yield

    def claim(self, now: Instant, most: int) -> list[CaseKey]:
        """Take due cases, urgent first, that nobody else has taken."""
        found: list[CaseKey] = []
        for urgent in (1, 0):
            statement = CLAIM.format("%s") + " FOR UPDATE SKIP LOCKED"
            found += self._connection.execute(statement, (urgent, now, most - len(found))).fetchall()
        return found

    def lock(self, now: Instant, cases: Sequence[CaseKey]) -> None:
        """Look for due cases, and lock those named."""
        self._connection.execute(CLAIM.format("%s"), (0, now, len(cases))).fetchall()
        wanted = f"{_unnest(CASE_ROW, ('agency', 'case_id'))} AS wanted (agency, case_id)"
        statement = f"SELECT 1 FROM {wanted} JOIN case_row USING (agency, case_id) FOR UPDATE OF case_row"  # noqa: S608 our names
        if cases:
            self._connection.execute(statement, _columns(cases)).fetchall()

    def read(self, table: Table, columns: str, keys: Sequence[CaseKey]) -> list[Row]:
        """Read rows by agency and stream."""
        wanted = f"{_unnest(table, ('agency', 'stream'))} AS wanted (agency, stream)"
        statement = f"SELECT {columns} FROM {wanted} JOIN {table.name} USING (agency, stream)"  # noqa: S608 our names
        return self._connection.execute(statement, _columns(keys)).fetchall()

    def write(self, write: Write, rows: Sequence[Row]) -> None:
        """Write rows with one statement."""
        name = write.table.name
        given = [*write.columns, *(f"was_{key}" for key in write.keys)]
        new = f"{_unnest(write.table, (*write.columns, *write.keys))} AS n ({', '.join(given)})"
        where = " AND ".join(f"{name}.{key} = n.was_{key}" for key in write.keys)
        statements = {
            "insert": f"INSERT INTO {name} ({', '.join(write.columns)}) SELECT * FROM {new}",  # noqa: S608 our names
            "update": f"UPDATE {name} SET {', '.join(f'{c} = n.{c}' for c in write.columns)} FROM {new} WHERE {where}",  # noqa: S608 our names
            "delete": f"DELETE FROM {name} USING {new} WHERE {where}",  # noqa: S608 our names
        }
        self._connection.execute(statements[write.how], _columns(rows))


def _unnest(table: Table, columns: Sequence[str]) -> str:
    kinds = {column.name: column.kind for column in table.columns}
    return "unnest(" + ", ".join(ARRAYS[kinds[name]] for name in columns) + ")"


def _columns(rows: Sequence[Row]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
