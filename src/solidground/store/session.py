"""One transaction as a database sees it: the statements that are the same on both, and the names of those that are not.

The hot path differs (see ``sqlite_session`` and ``postgresql_session``); everything here is written once, with ``?``.
What must never happen here: a rule, or a statement that is not fenced by its agency.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, TypeAlias

from solidground.core.kernel import AgencyId, Instant, PersonId, Stream

NOTICE_FIELDS = "obligation, repeat, rung, recipient, way, kind, send_at, urgent"
OUTBOX_FIELDS = f"agency, number, key, case_id, tries, next_try_at, status, sent_as, {NOTICE_FIELDS}"

URGENT = (
    "SELECT 1 FROM outbox WHERE urgent = 1 AND next_try_at <= ? LIMIT 1",
    "SELECT 1 FROM case_row WHERE urgent = 1 AND claim_at <= ? LIMIT 1",
)
Row: TypeAlias = tuple[Any, ...]
Who: TypeAlias = tuple[AgencyId, PersonId]
CaseKey: TypeAlias = tuple[str, str]
"""(agency, case)."""


def is_text(cell: str) -> bool:
    """Return whether text read from a database that a foreign hand may have changed can be written as text."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return True


class Snapshot(NamedTuple):
    """A snapshot to be written: ``before`` is the version it replaces, 0 for none."""

    agency: str
    stream: str
    before: int
    version: int
    schema: int
    state: bytes


class Shown(NamedTuple):
    """What the read table showed of a case before: enough to know what a new row changes elsewhere."""

    status: str
    member: str
    keepers: tuple[str, ...]


class Beside(NamedTuple):
    """What a case has beside its state: the field that rarely changes, and what the read table shows of it now."""

    plan: bytes | None
    shown: Shown | None


class Session(ABC):
    """The statements of one transaction."""

    skip_locked = ""
    """What makes a claim pass over rows that somebody else has claimed."""

    @abstractmethod
    def run(self, statement: str, row: Sequence[Any] = ()) -> list[Row]:
        """Run a statement written with ``?``; return its rows."""

    @abstractmethod
    def change(self, statement: str, row: Sequence[Any] = ()) -> int:
        """Run a statement written with ``?``; return how many rows it changed."""

    @abstractmethod
    def many(self, statement: str, rows: Sequence[Row]) -> int:
        """Run a statement for every row; return how many rows were changed in all."""

    # The hot path: reading.

    @abstractmethod
    def claim(self, now: Instant, most: int) -> list[CaseKey]:
        """Take due cases, urgent first, then by time, agency and case; locked until the transaction ends."""

    @abstractmethod
    def snapshots(self, streams: Sequence[Stream]) -> dict[Stream, tuple[int, int, bytes]]:
        """Return version, schema and state of the streams that exist."""

    @abstractmethod
    def besides(self, cases: Sequence[CaseKey]) -> dict[CaseKey, Beside]:
        """Return what stands beside the states of cases, in one statement for all of them."""

    # The hot path: writing.

    @abstractmethod
    def put_snapshots(self, rows: Sequence[Snapshot]) -> bool:
        """Write snapshots, fenced by the version before; False when one of them has moved."""

    @abstractmethod
    def put_plans(self, rows: Sequence[Row]) -> None:
        """Write plans: agency, stream, version, body."""

    @abstractmethod
    def put_cases(self, rows: Sequence[Row]) -> None:
        """Write case rows: the table's first seventeen columns, then 1 where this transaction claimed the case."""

    @abstractmethod
    def put_notices(self, rows: Sequence[Row]) -> None:
        """Write outbox rows: agency, key, case, the notice's eight fields; one that is there already stays."""

    @abstractmethod
    def head(self, agency: str, side: str) -> tuple[int, bytes]:
        """Return size and chain of a log, locked until the transaction ends."""

    @abstractmethod
    def put_events(self, rows: Sequence[Row]) -> None:
        """Write event rows, in the table's order of columns without ``full_hash``."""

    @abstractmethod
    def lock_places(self, people: Sequence[Who]) -> dict[Who, tuple[int, int, int]]:
        """Return load, last_asked_at and own_cases of people; their rows are made where missing, and locked."""

    # The rest is the same on both.

    def put_head(self, agency: str, side: str, size: int, chain: bytes) -> None:
        """Write the end of a log."""
        self.change("UPDATE head SET size = ?, chain = ? WHERE agency = ? AND side = ?", (size, chain, agency, side))

    def put_places(self, rows: Sequence[Row]) -> None:
        """Write places: load, last_asked_at, own_cases, agency, person."""
        if rows:
            statement = "UPDATE place SET load = ?, last_asked_at = ?, own_cases = ? WHERE agency = ? AND person = ?"
            assert self.many(statement, rows) == len(rows), "every place was locked, so it is there"

    @abstractmethod
    def places_of(self, agency: str, people: Collection[PersonId]) -> list[Row]:
        """Return person, load, last_asked_at and own_cases of those people who have a place."""

    def places(self, agency: str, people: Collection[PersonId] | None) -> list[Row]:
        """Return person, load, last_asked_at and own_cases of people, or of everybody."""
        if people is not None:
            return self.places_of(agency, people)
        return self.run("SELECT person, load, last_asked_at, own_cases FROM place WHERE agency = ?", (agency,))

    def put_keeping(self, gone: Sequence[Row], added: Sequence[Row]) -> None:
        """Change who keeps which case: agency, keeper, case."""
        if gone:
            self.many("DELETE FROM keeping WHERE agency = ? AND keeper = ? AND case_id = ?", gone)
        if added:
            self.many("INSERT INTO keeping VALUES (?, ?, ?) ON CONFLICT DO NOTHING", added)

    def let_go(self, cases: Collection[CaseKey]) -> None:
        """End the waking of cases that were claimed and had nothing to say."""
        if cases:
            statement = "UPDATE case_row SET claim_at = wake_at, woken_at = NULL WHERE agency = ? AND case_id = ?"
            self.many(statement, sorted(cases))

    def put_off(self, agency: str, case: str, until: Instant) -> None:
        """Claim a case no earlier than ``until``."""
        self.change(
            "UPDATE case_row SET claim_at = ?, woken_at = NULL WHERE agency = ? AND case_id = ? AND status <> 'closed'",
            (until, agency, case),
        )

    def next_wake(self) -> Instant | None:
        """Return the earliest instant at which a case may be claimed, or somebody will be gone."""
        found = [
            row[0]
            for urgent in (0, 1)
            for row in self.run(
                "SELECT claim_at FROM case_row WHERE urgent = ? AND claim_at IS NOT NULL ORDER BY claim_at LIMIT 1",
                (urgent,),
            )
        ]
        found += [row[0] for row in self.run("SELECT at FROM absence ORDER BY at LIMIT 1")]
        return min(found, default=None)

    def wake_keeper(self, agency: AgencyId, keeper: str, at: Instant) -> int:
        """Bring forward the waking of everything a keeper keeps."""
        return self.change(
            "UPDATE case_row SET claim_at = CASE WHEN claim_at < ? THEN claim_at ELSE ? END,"
            " woken_at = CASE WHEN woken_at < ? THEN woken_at ELSE ? END"
            " WHERE agency = ? AND status <> 'closed'"
            " AND case_id IN (SELECT case_id FROM keeping WHERE agency = ? AND keeper = ?)",
            (at, at, at, at, agency, agency, keeper),
        )

    def wake_unheld(self, agency: AgencyId, at: Instant) -> int:
        """Bring forward the waking of active cases that nobody holds, or that have no peer."""
        return self.change(
            "UPDATE case_row SET claim_at = CASE WHEN claim_at < ? THEN claim_at ELSE ? END,"
            " woken_at = CASE WHEN woken_at < ? THEN woken_at ELSE ? END"
            " WHERE agency = ? AND status = 'active' AND (peer IS NULL OR unheld_at IS NOT NULL)",
            (at, at, at, at, agency),
        )

    def events(self, stream: Stream) -> list[Row]:
        """Return type, schema and body of a stream's events, in order."""
        return self.run(
            "SELECT type, schema, body FROM event WHERE agency = ? AND stream = ? ORDER BY version",
            (stream.agency, stream.name),
        )

    def roster_version(self, agency: str) -> int:
        """Return how many roster events there have been."""
        rows = self.run("SELECT version FROM roster_version WHERE agency = ?", (agency,))
        return rows[0][0] if rows else 0

    def grow_roster(self, agency: str, by: int) -> None:
        """Count roster events."""
        self.change(
            "INSERT INTO roster_version VALUES (?, ?)"
            " ON CONFLICT (agency) DO UPDATE SET version = roster_version.version + excluded.version",
            (agency, by),
        )

    def inbox(self, now: Instant, most: int) -> list[Row]:
        """Return the oldest inbox rows whose time has come, locked: number, agency, key, stream, type, body, at."""
        return self.run(
            "SELECT number, agency, key, stream, type, body, at FROM inbox WHERE try_at <= ? ORDER BY number LIMIT ?"  # noqa: S608 our names
            + self.skip_locked,
            (now, most),
        )

    def outbox_due(self, now: Instant, most: int, *, urgent: bool) -> list[Row]:
        """Return outbox rows whose time has come, urgent first or alone, locked until the transaction ends."""
        found: list[Row] = []
        for kind in (1,) if urgent else (1, 0):
            found += self.run(
                f"SELECT {OUTBOX_FIELDS} FROM outbox"  # noqa: S608 our names
                " WHERE urgent = ? AND next_try_at <= ? ORDER BY next_try_at, number LIMIT ?" + self.skip_locked,
                (kind, now, most - len(found)),
            )
        return found

    def is_urgent(self, now: Instant) -> bool:
        """Tell whether an urgent case, or an urgent notification, is due."""
        return any(self.run(statement, (now,)) for statement in URGENT)
