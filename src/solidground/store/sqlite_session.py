"""The hot path on SQLite: one writer, prepared statements, executemany.

What must never happen here: a statement outside the transaction its unit began.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from solidground.core.kernel import Instant, Stream
from solidground.core.record import Taken
from solidground.store.proof import GENESIS
from solidground.store.session import CaseKey, Row, Session, Shown, Snapshot
from solidground.store.shape import names
from solidground.store.tables import CASE_ROW, EVENT

_CASE_COLUMNS = names(CASE_ROW)[:16]
_CASE_SET = ", ".join(f"{name} = excluded.{name}" for name in _CASE_COLUMNS[2:])
_EVENT_COLUMNS = [name for name in names(EVENT) if name != "full_hash"]
_keepers = msgspec.json.Decoder(tuple[str, ...]).decode

NEVER = 2**63 - 1
"""Later than every instant."""

CLAIM = (
    "SELECT agency, case_id FROM case_row WHERE urgent = ? AND claim_at <= ? ORDER BY claim_at, agency, case_id LIMIT ?"
)
NEW_SNAPSHOT = (
    "INSERT INTO snapshot (agency, stream, version, schema, state) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
OLD_SNAPSHOT = "UPDATE snapshot SET version = ?, schema = ?, state = ? WHERE agency = ? AND stream = ? AND version = ?"
PUT_PLAN = (
    "INSERT INTO plan VALUES (?, ?, ?, ?)"
    " ON CONFLICT (agency, stream) DO UPDATE SET version = excluded.version, body = excluded.body"
)
PUT_CASE = (
    f"INSERT INTO case_row ({', '.join(_CASE_COLUMNS)}, claim_at) VALUES ({', '.join(['?'] * 17)})"  # noqa: S608 our names
    f" ON CONFLICT (agency, case_id) DO UPDATE SET {_CASE_SET},"
    " claim_at = CASE WHEN excluded.status <> 'closed' AND"
    f" case_row.woken_at < coalesce(excluded.wake_at, {NEVER}) THEN case_row.woken_at ELSE excluded.wake_at END"
)
"""Written by somebody who did not claim the case: an earlier waking stays."""
PUT_CLAIMED = PUT_CASE.rpartition(" claim_at = ")[0] + " claim_at = excluded.claim_at, woken_at = NULL"
PUT_NOTICE = (
    "INSERT INTO outbox (agency, key, case_id, obligation, repeat, rung, recipient, way, kind, send_at, urgent,"
    " status, next_try_at, tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, 0) ON CONFLICT DO NOTHING"
)
PUT_EVENT = f"INSERT INTO event ({', '.join(_EVENT_COLUMNS)}) VALUES ({', '.join(['?'] * len(_EVENT_COLUMNS))})"  # noqa: S608 our names


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
        select = "SELECT version, schema, state FROM snapshot WHERE agency = ? AND stream = ?"
        execute, found = self._connection.execute, {}
        for stream in streams:
            row = execute(select, (stream.agency, stream.name)).fetchone()
            if row is not None:
                found[stream] = row
        return found

    def plans(self, streams: Sequence[Stream]) -> dict[Stream, bytes]:
        """Return the rarely changing fields of streams."""
        select = "SELECT body FROM plan WHERE agency = ? AND stream = ?"
        execute, found = self._connection.execute, {}
        for stream in streams:
            row = execute(select, (stream.agency, stream.name)).fetchone()
            if row is not None:
                found[stream] = row[0]
        return found

    def shown(self, cases: Sequence[CaseKey]) -> dict[CaseKey, Shown]:
        """Return what the read table shows of cases now."""
        select = "SELECT status, member, keepers FROM case_row WHERE agency = ? AND case_id = ?"
        execute, found = self._connection.execute, {}
        for case in cases:
            row = execute(select, case).fetchone()
            if row is not None:
                found[case] = Shown(row[0], row[1], _keepers(row[2]))
        return found

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
        claimed = [(*row[:16], row[8]) for row in rows if row[16]]
        others = [(*row[:16], row[8]) for row in rows if not row[16]]
        if claimed:
            self.many(PUT_CLAIMED, claimed)
        if others:
            self.many(PUT_CASE, others)

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

    def lock_places(self, takes: Sequence[Taken]) -> dict[tuple[str, str], tuple[int, int, int]]:
        """Return the places of people: the one writer needs no other lock."""
        select = "SELECT load, last_asked_at, own_cases FROM place WHERE agency = ? AND person = ?"
        found: dict[tuple[str, str], tuple[int, int, int]] = {}
        for take in takes:
            key = (take.agency, take.person)
            row = self._connection.execute(select, key).fetchone()
            if row is None:
                self.change("INSERT INTO place VALUES (?, ?, 0, 0, 0)", key)
            found[key] = row or (0, 0, 0)
        return found
