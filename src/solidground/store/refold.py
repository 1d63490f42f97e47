"""Checking what follows from the log: every snapshot and every case row is what folding its stream gives.

What must never happen here: mending. What is wrong is named; a person decides.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from solidground.core.kernel import Stream
from solidground.store.base import SqlStore
from solidground.store.desk import CASE_FIELDS, case_row
from solidground.store.session import Row, Session
from solidground.store.unit import case_of


class Wrong(NamedTuple):
    """A stream whose kept state is not what its events give. ``why`` is a sentence's end."""

    stream: Stream
    why: str


class Refolded(NamedTuple):
    """What was read and what was wrong."""

    streams: int
    events: int
    wrong: tuple[Wrong, ...]


def refold(store: SqlStore) -> Refolded:
    """Fold every stream again and compare."""
    streams = events = 0
    wrong: list[Wrong] = []
    for stream, rows in _streams(store):
        streams += 1
        events += len(rows)
        with store.reading() as session:
            why = _why(store, session, stream, rows)
        if why:
            wrong.append(Wrong(stream, why))
    wrong += [Wrong(stream, "has a snapshot and no events") for stream in _orphans(store)]
    return Refolded(streams, events, tuple(wrong))


def _streams(store: SqlStore) -> Iterator[tuple[Stream, list[Row]]]:
    rows = store.stream_rows(
        "SELECT agency, side, stream, version, type, schema, body FROM event ORDER BY agency, stream, version"
    )
    for (agency, side, name), each in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
        yield Stream(agency, side, name), list(each)


def _why(store: SqlStore, session: Session, stream: Stream, rows: list[Row]) -> str | None:
    if [row[3] for row in rows] != list(range(1, len(rows) + 1)):
        return "has versions that do not follow one another"
    subject = store.codec.subject(stream.name)
    if subject.side != stream.side:
        return f"is on the side {stream.side}, not {subject.side}"
    state = store.codec.fold(stream.name, (row[4:] for row in rows))
    found = session.snapshots([stream]).get(stream)
    if found is None or found[0] != len(rows):
        return "has a snapshot of another version"
    kept = store.codec.unpack(stream.name, found[1], found[2], session.plans([stream]).get(stream))
    if kept is not None and kept != state:
        return "has a snapshot its events do not give"
    return _row_why(session, stream, subject.row(state)) if subject.row else None


def _row_why(session: Session, stream: Stream, expected: Any) -> str | None:  # noqa: ANN401 a case row or none
    rows = session.run(f"SELECT {CASE_FIELDS} FROM case_row WHERE agency = ? AND case_id = ?", case_of(stream))  # noqa: S608 our names
    shown = case_row(rows[0])[1] if rows else None
    if shown != expected:
        return "has a case row its events do not give"
    keepers = session.run("SELECT keeper FROM keeping WHERE agency = ? AND case_id = ?", case_of(stream))
    if {row[0] for row in keepers} != set(expected.keepers if expected else ()):
        return "is kept by others than its events say"
    return None


def _orphans(store: SqlStore) -> list[Stream]:
    rows = store.stream_rows(
        "SELECT agency, stream FROM snapshot WHERE NOT EXISTS (SELECT 1 FROM event"
        " WHERE event.agency = snapshot.agency AND event.stream = snapshot.stream) ORDER BY agency, stream"
    )
    return [Stream(agency, store.codec.subject(name).side, name) for agency, name in rows]
