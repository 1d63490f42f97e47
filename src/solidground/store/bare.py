"""Bare loops: hand-written SQL that writes what a sweep or a replay wrote, without any rule, codec or hash.

What a measurement is held against: the same claim, rows, indexes, bytes, batches and commits. What must never happen
here: work that the measured program does not do, or less than it has to.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from solidground.core.kernel import Instant, Span
from solidground.store.base import SqlStore
from solidground.store.session import CaseKey, Row, Session
from solidground.store.shape import Table
from solidground.store.tables import CASE_ROW, EVENT, HEAD, KEEPING, OUTBOX, PLACE, PLAN, SNAPSHOT
from solidground.store.unit import BufferedUnit
from solidground.store.upsert import CASE_COLUMNS, EVENT_COLUMNS, FIXED

How: TypeAlias = Literal["insert", "update", "delete", "replace"]


class Write(NamedTuple):
    """One statement of a batch: its table, the columns of its rows, and the ``keys`` that come after them."""

    how: How
    table: Table
    columns: tuple[str, ...]
    keys: tuple[str, ...] = ()


CASE_SET = (*(name for name in CASE_COLUMNS if name not in FIXED), "claim_at", "woken_at")
NOTICE = (
    *"agency key case_id obligation repeat rung recipient way kind send_at urgent".split(),
    *"next_try_at status tries".split(),
)
WRITES = {
    "snapshots": Write("update", SNAPSHOT, ("version", "schema", "state"), ("agency", "stream", "version")),
    "gone": Write("delete", KEEPING, (), ("agency", "keeper", "case_id")),
    "added": Write("insert", KEEPING, ("agency", "keeper", "case_id")),
    "cases": Write("update", CASE_ROW, CASE_SET, ("agency", "case_id")),
    "notices": Write("insert", OUTBOX, NOTICE),
    "places": Write("update", PLACE, ("load", "last_asked_at", "own_cases"), ("agency", "person")),
    "events": Write("insert", EVENT, EVENT_COLUMNS),
    "head": Write("update", HEAD, ("size", "chain"), ("agency", "side")),
}


class Batch:
    """What one transaction claimed and wrote."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self.claimed: list[CaseKey] = []
        self.rows: dict[str, list[Row]] = {name: [] for name in WRITES}


class Recorder:
    """A session that passes everything on and notes what is written."""

    def __init__(self, session: Session, batch: Batch) -> None:
        """Stand before a session."""
        self._session = session
        self._batch = batch

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a session has
        """Note the rows of a statement of the hot path, and pass it on."""
        passed, note = getattr(self._session, name), _NOTED.get(name)
        if note is None:
            return passed

        def noted(*given: Any) -> Any:  # noqa: ANN401 - as above
            for kind, rows in note(*given):
                self._batch.rows[kind] += rows
            return passed(*given)

        return noted


def _snapshots(rows: Sequence[Any]) -> list[tuple[str, list[Row]]]:
    assert all(row.before for row in rows), "a sweep opens no case"
    return [("snapshots", [(r.version, r.schema, r.state, r.agency, r.stream, r.before) for r in rows])]


def _cases(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    set_at = [CASE_COLUMNS.index(name) for name in CASE_SET[:-2]]
    return [("cases", [(*[row[n] for n in set_at], row[8], None, row[0], row[1]) for row in rows])]


_NOTED: dict[str, Any] = {
    "put_snapshots": _snapshots,
    "put_cases": _cases,
    "put_keeping": lambda gone, added: [("gone", list(gone)), ("added", list(added))],
    "put_notices": lambda rows: [("notices", [(*row, row[9], "waiting", 0) for row in rows])],
    "put_places": lambda rows: [("places", list(rows))],
    "put_events": lambda rows: [("events", list(rows))],
    "put_head": lambda agency, side, size, chain: [("head", [(size, chain, agency, side)])],
}


@contextmanager
def recorded(store: SqlStore, batch: Batch) -> Iterator[BufferedUnit]:
    """Give a unit of work whose writing is noted in a batch."""
    with store.session() as session:
        recorder: Any = Recorder(session, batch)
        unit = store.unit(recorder)
        yield unit
        unit.write()


class Engine(Protocol):
    """A database as a bare loop uses it: whole batches, by hand."""

    def transaction(self) -> AbstractContextManager[None]:
        """Begin, and commit at the end."""

    def claim(self, now: Instant, most: int) -> list[CaseKey]:
        """Take due cases as a sweep does."""

    def lock(self, now: Instant, cases: Sequence[CaseKey]) -> None:
        """Look for due cases as a sweep does, and lock these: what two loops side by side do of one another's work."""

    def read(self, table: Table, columns: str, keys: Sequence[CaseKey]) -> list[Row]:
        """Read rows by agency and stream."""

    def write(self, write: Write, rows: Sequence[Row]) -> None:
        """Write rows with one statement."""


def bare_sweep(engine: Engine, batches: Sequence[Batch], now: Instant, most: int, *, alone: bool = True) -> float:
    """Claim, read and write what the batches hold; return the seconds. One not ``alone`` takes its own cases."""
    began = time.perf_counter()
    for batch in batches:
        with engine.transaction():
            if alone:
                claimed = engine.claim(now, most)
                assert claimed == batch.claimed, "the bare loop meets the cases the sweep met, in its order"
            else:
                engine.lock(now, batch.claimed)
            streams = [(agency, f"case/{case}") for agency, case in batch.claimed]
            if streams:
                engine.read(SNAPSHOT, "version, schema, state", streams)
                engine.read(PLAN, "body", streams)
            for name, write in WRITES.items():
                if batch.rows[name]:
                    engine.write(write, batch.rows[name])
    return time.perf_counter() - began


LENT = Write("update", OUTBOX, ("tries", "next_try_at", "first_at"), ("agency", "key"))


def bare_taps(engine: Engine, batches: Sequence[Batch], now: Instant, send: Callable[[], None]) -> list[float]:
    """Write what each tap wrote, lend its notifications out, and hand one message over; return the seconds of each."""
    took = []
    for batch in batches:
        began = time.perf_counter()
        bare_sweep(engine, [batch], now, 1, alone=False)
        with engine.transaction():
            engine.write(LENT, [(1, now, now, *row[:2]) for row in batch.rows["notices"]])
        send()
        took.append(time.perf_counter() - began)
    return took


REPLAYED = {
    "events": (WRITES["events"], "at"),
    "outbox": (Write("insert", OUTBOX, (*NOTICE, "first_at", "ended_at")), "coalesce(first_at, send_at)"),
}
STATES = Write("replace", SNAPSHOT, ("agency", "stream", "version", "schema", "state"))
CASES = Write("replace", CASE_ROW, (*CASE_COLUMNS, "claim_at", "woken_at"))


def bare_replay(source: sqlite3.Connection, engine: Engine, day_for: Span) -> float:
    """Write the rows of a finished replay again, a day in a transaction; return the seconds.

    A state and a case row are written on every day on which the case had an event, as they are in the end.
    """
    states = {row[1]: row for row in source.execute(_selecting(STATES))}
    cases = {f"case/{row[1]}": row for row in source.execute(_selecting(CASES))}
    days: dict[int, dict[str, list[Row]]] = {}
    for name, (write, at) in REPLAYED.items():
        for on, *row in source.execute(_selecting(write, f"{at} / {day_for}, ")):
            days.setdefault(on, {name: [] for name in REPLAYED})[name].append(tuple(row))
    seconds = 0.0
    for on in sorted(days):
        events = days[on]["events"]
        streams = dict.fromkeys(row[3] for row in events)
        began = time.perf_counter()
        with engine.transaction():
            for name, (write, _) in REPLAYED.items():
                engine.write(write, days[on][name])
            engine.write(STATES, [states[stream] for stream in streams])
            engine.write(CASES, [cases[stream] for stream in streams if stream in cases])
        seconds += time.perf_counter() - began
    return seconds


def _selecting(write: Write, first: str = "") -> str:
    return f"SELECT {first}{', '.join(write.columns)} FROM {write.table.name}"  # noqa: S608 our names
