"""The hot path on SQLite: one writer, prepared statements, executemany.

What must never happen here: a statement outside the transaction its unit began.
"""

import sqlite3
from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from solidground.core.kernel import Instant, PersonId, Stream
from solidground.store.proof import GENESIS
from solidground.store.session import Beside, CaseKey, Row, Session, Shown, Snapshot, Who
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

_keepers = msgspec.json.Decoder(tuple[str, ...]).decode


def _json(names: list[str]) -> str:
    return msgspec.json.encode(names).decode()


CLAIM = (
    "SELECT agency, case_id FROM case_row WHERE urgent = ? AND claim_at <= ? ORDER BY claim_at, agency, case_id LIMIT ?"
)
BESIDES = (
    "SELECT wanted.value, plan.body, case_row.status, case_row.member, case_row.keepers FROM json_each(?) AS wanted"
    " LEFT JOIN plan ON plan.agency = ? AND plan.stream = 'case/' || wanted.value"
    " LEFT JOIN case_row ON case_row.agency = ? AND case_row.case_id = wanted.value"
)
OLD_SNAPSHOT = "UPDATE snapshot SET version = ?, schema = ?, state = ? WHERE agency = ? AND stream = ? AND version = ?"


def _values(columns: int) -> str:
    return f" VALUES ({', '.join('?' * columns)})"


NEW_SNAPSHOT = INTO_SNAPSHOT + _values(5) + THERE_STAYS
PUT_PLAN = "INSERT INTO plan" + _values(4) + PLAN_REPLACED
PUT_CASE = INTO_CASE + _values(len(CASE_COLUMNS) + 1)
PUT_NOTICE = INTO_NOTICE + _values(12).replace(")", ", 'waiting', 0)") + THERE_STAYS
PUT_EVENT = INTO_EVENT + _values(len(EVENT_COLUMNS))


class SqliteSession(Session):
    """A transaction on one SQLite connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on a connection that is inside a transaction."""
        self._connection = connection

    def run(self, statement: str, row: Sequence[Any] = ()) -> list[Row]:
        """Run a statement; return its rows."""
        return self._connection.execute(statement, row).fetchall()

    def change(self, statement: str, row: Sequence[Any] = ()) -> int:
        """Run a statement; return how many rows it changed."""
        return self._connection.execute(statement, row).rowcount

    def many(self, statement: str, rows: Sequence[Row]) -> int:
        """Run a statement for every row; return how many rows were changed in all."""
        return self._connection.executemany(statement, rows).rowcount

    def claim(self, now: Instant, most: int) -> list[CaseKey]:
        """Take due cases: the one writer needs no other lock."""
        urgent: list[CaseKey] = self._connection.execute(CLAIM, (1, now, most)).fetchall()
        if len(urgent) < most:
            urgent += self._connection.execute(CLAIM, (0, now, most - len(urgent))).fetchall()
        return urgent

    def snapshots(self, streams: Sequence[Stream]) -> dict[Stream, tuple[int, int, bytes]]:
        """Return version, schema and state of the streams that exist."""
        wanted: dict[CaseKey, Stream] = {(stream.agency, stream.name): stream for stream in streams}
        rows = self._found("SELECT stream, version, schema, state FROM snapshot", "stream", list(wanted))
        return {wanted[key]: (version, schema, state) for key, (version, schema, state) in rows.items()}

    def besides(self, cases: Sequence[CaseKey]) -> dict[CaseKey, Beside]:
        """Return what stands beside the states of cases: the plan, and what the read table shows."""
        names: dict[str, list[str]] = {}
        for agency, case in cases:
            names.setdefault(agency, []).append(case)
        return {
            (agency, row[0]): Beside(row[1], Shown(row[2], row[3], _keepers(row[4])) if row[2] is not None else None)
            for agency, them in names.items()
            for row in self._connection.execute(BESIDES, (_json(them), agency, agency))
        }

    def _found(self, select: str, column: str, wanted: Sequence[CaseKey]) -> dict[CaseKey, Row]:
        """Return the rest of the rows that are there, one for each key, many of an agency in one statement."""
        if len(wanted) == 1:
            row = self._connection.execute(f"{select} WHERE agency = ? AND {column} = ?", wanted[0]).fetchone()
            return {wanted[0]: row[1:]} if row is not None else {}
        names: dict[str, list[str]] = {}
        for agency, name in wanted:
            names.setdefault(agency, []).append(name)
        statement = f"{select} WHERE agency = ? AND {column} IN (SELECT value FROM json_each(?))"  # noqa: S608 our names
        return {
            (agency, row[0]): row[1:]
            for agency, them in names.items()
            for row in self._connection.execute(statement, (agency, _json(them)))
        }

    def put_snapshots(self, rows: Sequence[Snapshot]) -> bool:
        """Write snapshots, fenced by the version before."""
        new = [(row.agency, row.stream, row.version, row.schema, row.state) for row in rows if not row.before]
        old = [(row.version, row.schema, row.state, row.agency, row.stream, row.before) for row in rows if row.before]
        written = self.many(NEW_SNAPSHOT, new) if new else 0
        written += self.many(OLD_SNAPSHOT, old) if old else 0
        return written == len(rows)

    def put_plans(self, rows: Sequence[Row]) -> None:
        """Write plans."""
        self.many(PUT_PLAN, rows)

    def put_cases(self, rows: Sequence[Row]) -> None:
        """Write case rows; ``claim_at`` begins as ``wake_at``."""
        claimed = [(*row[:17], row[8]) for row in rows if row[17]]
        others = [(*row[:17], row[8]) for row in rows if not row[17]]
        if claimed:
            self.many(PUT_CASE + WOKEN_ENDS, claimed)
        if others:
            self.many(PUT_CASE + WOKEN_STAYS, others)

    def put_notices(self, rows: Sequence[Row]) -> None:
        """Write outbox rows; the first try is at ``send_at``."""
        self.many(PUT_NOTICE, [(*row, row[9]) for row in rows])

    def head(self, agency: str, side: str) -> tuple[int, bytes]:
        """Return the end of a log, made where it is missing."""
        found = self.run("SELECT size, chain FROM head WHERE agency = ? AND side = ?", (agency, side))
        if found:
            return found[0][0], found[0][1]
        self.change("INSERT INTO head VALUES (?, ?, 0, ?)", (agency, side, GENESIS))
        return 0, GENESIS

    def put_events(self, rows: Sequence[Row]) -> None:
        """Write event rows."""
        self.many(PUT_EVENT, rows)

    def places_of(self, agency: str, people: Collection[PersonId]) -> list[Row]:
        """Return the places of people, found by key one after another."""
        select = "SELECT person, load, last_asked_at, own_cases FROM place WHERE agency = ? AND person = ?"
        execute = self._connection.execute
        return [row for person in people for row in execute(select, (agency, person))]

    def lock_places(self, people: Sequence[Who]) -> dict[Who, tuple[int, int, int]]:
        """Return the places of people: the one writer needs no other lock."""
        select = "SELECT load, last_asked_at, own_cases FROM place WHERE agency = ? AND person = ?"
        found: dict[Who, tuple[int, int, int]] = {}
        for who in people:
            row = self._connection.execute(select, who).fetchone()
            if row is None:
                self.change("INSERT INTO place VALUES (?, ?, 0, 0, 0)", who)
            found[who] = row or (0, 0, 0)
        return found
