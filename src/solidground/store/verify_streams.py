"""Comparing what names a stream's version (snapshots and case rows) with the events that are there.

Whoever takes events away together with their head and their checkpoints leaves these behind. They only accuse: a table
that is missing, damaged or older than the log is no altered log. What must never happen here: trusting a cell's type.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from solidground.core.kernel import Side
from solidground.core.subjects import SUBJECTS
from solidground.store.base import SqlStore
from solidground.store.fault import StoreError

_THERE = "SELECT {what} FROM event WHERE event.agency = {table}.agency AND event.stream = {stream}"
_NAMED = "SELECT agency, {stream}, version, ({count}), ({last}) FROM {table}"
_TABLES = (("snapshot", "snapshot.stream"), ("case_row", "'case/' || case_row.case_id"))


class Gone(NamedTuple):
    """A log that lacks events of a stream. ``position`` is None where they are missing from its end."""

    agency: str
    side: Side
    position: int | None


def gone(store: SqlStore) -> Iterator[Gone]:
    """Return where events are missing that a snapshot or a case row counts."""
    for table, stream in _TABLES:
        try:
            for row in store.stream_rows(_naming(table, stream), tolerant=True):
                yield from _lacking(store, *row)
        except StoreError:
            continue


def _naming(table: str, stream: str) -> str:
    """Return one statement, so that what a running clock writes meanwhile is seen in both tables or in neither."""
    count, last = (_THERE.format(what=what, table=table, stream=stream) for what in ("count(*)", "max(event.version)"))
    return _NAMED.format(table=table, stream=stream, count=count, last=last)


def _lacking(store: SqlStore, agency: Any, stream: Any, version: Any, there: Any, last: Any) -> Iterator[Gone]:  # noqa: ANN401 a foreign table may hold anything
    if not isinstance(agency, str) or not isinstance(stream, str) or not isinstance(version, int):
        return
    subject = SUBJECTS.get(stream.partition("/")[0])
    if subject is None or there >= version:
        return
    yield Gone(agency, subject.side, _hole(store, agency, stream) if last != there else None)


def _hole(store: SqlStore, agency: str, stream: str) -> int | None:
    """Return the position of the first event that does not follow the one before it in its stream."""
    statement = "SELECT version, position FROM event WHERE agency = ? AND stream = ? ORDER BY version"
    try:
        rows = list(store.stream_rows(statement, (agency, stream)))
    except UnicodeError:  # a name that is no text: the chain has already said where
        return None
    return next((position for number, (version, position) in enumerate(rows, 1) if version != number), None)
