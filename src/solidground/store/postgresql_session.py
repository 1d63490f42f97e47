"""The hot path on PostgreSQL: whole batches as arrays through ``unnest`` with binary parameters.

The head of a log is locked last, so that two workers compute side by side and meet only to write. What must never
happen here: a lock on a log's head before everything else is ready.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import psycopg

from solidground.core.kernel import Instant, PersonId, Stream
from solidground.store.proof import GENESIS
from solidground.store.session import Beside, CaseKey, Row, Session, Shown, Snapshot, Who
from solidground.store.shape import Table
from solidground.store.tables import CASE_ROW, EVENT, OUTBOX
from solidground.store.upsert import (
    CASE_COLUMNS,
    EVENT_COLUMNS,
    INTO_CASE,
    INTO_EVENT,
    INTO_NOTICE,
    INTO_SNAPSHOT,
    PLAN_REPLACED,
    THERE_STAYS,
    WOKEN_ENDS,
    WOKEN_STAYS,
)

ARRAYS = {"text": "%b::text[]", "int": "%b::bigint[]", "bytes": "%b::bytea[]"}
NOTICE_COLUMNS = INTO_NOTICE.partition("(")[2].partition(", status")[0].split(", ")

_keepers = msgspec.json.Decoder(tuple[str, ...]).decode


def _arrays(*kinds: str) -> str:
    return "unnest(" + ", ".join(ARRAYS[kind] for kind in kinds) + ")"


def _arrays_of(table: Table, columns: Sequence[str]) -> str:
    kinds = {column.name: column.kind for column in table.columns}
    return _arrays(*(kinds[name] for name in columns))


STREAMS = _arrays("text", "text") + " AS wanted (agency, stream)"
SNAPSHOTS = f"SELECT agency, stream, version, schema, state FROM {STREAMS} JOIN snapshot USING (agency, stream)"  # noqa: S608 our names
BESIDES = (
    "SELECT wanted.agency, wanted.case_id, plan.body, case_row.status, case_row.member, case_row.keepers"  # noqa: S608 our names
    f" FROM {_arrays('text', 'text')} AS wanted (agency, case_id)"
    " LEFT JOIN plan ON plan.agency = wanted.agency AND plan.stream = 'case/' || wanted.case_id"
    " LEFT JOIN case_row ON case_row.agency = wanted.agency AND case_row.case_id = wanted.case_id"
)
CLAIM = (
    "SELECT agency, case_id FROM case_row WHERE urgent = %s AND claim_at <= %s"
    " ORDER BY claim_at, agency, case_id LIMIT %s FOR UPDATE SKIP LOCKED"
)
_SNAPSHOT = (
    _arrays("text", "text", "int", "int", "int", "bytes") + " AS n (agency, stream, was, version, schema, state)"
)
NEW_SNAPSHOT = f"{INTO_SNAPSHOT} SELECT n.agency, n.stream, n.version, n.schema, n.state FROM {_SNAPSHOT}{THERE_STAYS}"  # noqa: S608 our names
OLD_SNAPSHOT = (
    f"UPDATE snapshot SET version = n.version, schema = n.schema, state = n.state FROM {_SNAPSHOT}"  # noqa: S608 our names
    " WHERE snapshot.agency = n.agency AND snapshot.stream = n.stream AND snapshot.version = n.was"
)
PUT_PLAN = f"INSERT INTO plan SELECT * FROM {_arrays('text', 'text', 'int', 'bytes')}{PLAN_REPLACED}"  # noqa: S608 our names
PUT_CASE = f"{INTO_CASE} SELECT * FROM {_arrays_of(CASE_ROW, (*CASE_COLUMNS, 'claim_at'))}"  # noqa: S608 our names
PUT_NOTICE = f"{INTO_NOTICE} SELECT *, 'waiting', 0 FROM {_arrays_of(OUTBOX, NOTICE_COLUMNS)}{THERE_STAYS}"  # noqa: S608 our names
PUT_EVENT = f"{INTO_EVENT} SELECT * FROM {_arrays_of(EVENT, EVENT_COLUMNS)}"  # noqa: S608 our names
HEAD = "SELECT size, chain FROM head WHERE agency = %s AND side = %s FOR UPDATE"
PEOPLE = _arrays("text", "text") + " AS wanted (agency, person)"
NEW_PLACE = f"INSERT INTO place SELECT agency, person, 0, 0, 0 FROM {PEOPLE}{THERE_STAYS}"  # noqa: S608 our names
PLACES = (
    f"SELECT agency, person, load, last_asked_at, own_cases FROM {PEOPLE} JOIN place USING (agency, person)"  # noqa: S608 our names
    " ORDER BY agency, person FOR UPDATE OF place"
)
PLACES_OF = "SELECT person, load, last_asked_at, own_cases FROM place WHERE agency = %s AND person = ANY(%b::text[])"


@lru_cache(maxsize=256)
def _translated(statement: str) -> str:
    return statement.replace("?", "%s")


class PostgresqlSession(Session):
    """A transaction on one connection to PostgreSQL."""

    skip_locked = " FOR UPDATE SKIP LOCKED"

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        """Work on a connection that is inside a transaction."""
        self._connection = connection

    def _execute(self, statement: str, row: Sequence[Any]) -> psycopg.Cursor[Row]:
        return self._connection.execute(statement, row or None)

    def run(self, statement: str, row: Sequence[Any] = ()) -> list[Row]:
        """Run a statement; return its rows."""
        return self._execute(_translated(statement), row).fetchall()

    def change(self, statement: str, row: Sequence[Any] = ()) -> int:
        """Run a statement; return how many rows it changed."""
        return self._execute(_translated(statement), row).rowcount

    def many(self, statement: str, rows: Sequence[Row]) -> int:
        """Run a statement for every row in one go; return how many rows were changed in all."""
        cursor = self._connection.cursor()
        cursor.executemany(_translated(statement), rows)
        return max(cursor.rowcount, 0)

    def _bulk(self, statement: str, rows: Sequence[Row]) -> int:
        return self._execute(statement, [list(column) for column in zip(*rows, strict=True)]).rowcount

    def _found(self, statement: str, keys: Sequence[tuple[str, str]]) -> list[Row]:
        return self._execute(statement, [[key[0] for key in keys], [key[1] for key in keys]]).fetchall()

    def claim(self, now: Instant, most: int) -> list[CaseKey]:
        """Take due cases that nobody else has taken."""
        found: list[CaseKey] = []
        for urgent in (1, 0):
            rows = self._execute(CLAIM, (urgent, now, most - len(found))).fetchall()
            found += [(agency, case) for agency, case in rows]
        return found

    def snapshots(self, streams: Sequence[Stream]) -> dict[Stream, tuple[int, int, bytes]]:
        """Return version, schema and state of the streams that exist."""
        wanted = {(stream.agency, stream.name): stream for stream in streams}
        rows = self._found(SNAPSHOTS, list(wanted))
        return {wanted[row[0], row[1]]: (row[2], row[3], row[4]) for row in rows}

    def besides(self, cases: Sequence[CaseKey]) -> dict[CaseKey, Beside]:
        """Return what stands beside the states of cases: the plan, and what the read table shows."""
        return {
            (row[0], row[1]): Beside(row[2], Shown(row[3], row[4], _keepers(row[5])) if row[3] is not None else None)
            for row in self._found(BESIDES, cases)
        }

    def put_snapshots(self, rows: Sequence[Snapshot]) -> bool:
        """Write snapshots, fenced by the version before."""
        ordered = sorted(rows)
        new = [row for row in ordered if not row.before]
        old = [row for row in ordered if row.before]
        written = self._bulk(NEW_SNAPSHOT, new) if new else 0
        written += self._bulk(OLD_SNAPSHOT, old) if old else 0
        return written == len(rows)

    def put_plans(self, rows: Sequence[Row]) -> None:
        """Write plans."""
        self._bulk(PUT_PLAN, rows)

    def put_cases(self, rows: Sequence[Row]) -> None:
        """Write case rows; ``claim_at`` begins as ``wake_at``."""
        for claimed, tail in ((True, WOKEN_ENDS), (False, WOKEN_STAYS)):
            chosen = sorted((*row[:17], row[8]) for row in rows if row[17] == claimed)
            if chosen:
                self._bulk(PUT_CASE + tail, chosen)

    def put_notices(self, rows: Sequence[Row]) -> None:
        """Write outbox rows; the first try is at ``send_at``."""
        self._bulk(PUT_NOTICE, [(*row, row[9]) for row in rows])

    def head(self, agency: str, side: str) -> tuple[int, bytes]:
        """Return the end of a log, made where it is missing, locked."""
        found = self._execute(HEAD, (agency, side)).fetchone()
        if found is None:
            self.change("INSERT INTO head VALUES (?, ?, 0, ?) ON CONFLICT DO NOTHING", (agency, side, GENESIS))
            found = self._execute(HEAD, (agency, side)).fetchone()
        assert found is not None
        return found[0], found[1]

    def put_events(self, rows: Sequence[Row]) -> None:
        """Write event rows."""
        self._bulk(PUT_EVENT, rows)

    def places_of(self, agency: str, people: Collection[PersonId]) -> list[Row]:
        """Return the places of people."""
        return self._execute(PLACES_OF, (agency, list(people))).fetchall()

    def lock_places(self, people: Sequence[Who]) -> dict[Who, tuple[int, int, int]]:
        """Return the places of people, each row locked, in one order everywhere."""
        found = self._found(PLACES, people)
        if len(found) < len(people):
            self._found_none(people)
            found = self._found(PLACES, people)
        return {(row[0], row[1]): (row[2], row[3], row[4]) for row in found}

    def _found_none(self, people: Sequence[Who]) -> None:
        self._bulk(NEW_PLACE, people)
