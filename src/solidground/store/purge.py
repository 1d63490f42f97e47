"""Taking away what need not be kept: rows of the log keep step, day and role, and the chain still verifies.

When a case may be purged is a rule and lives elsewhere; the event that says so is already in the stream. What must
never happen here: a purge that stops halfway, or details left in a snapshot, a plan or the outbox.
"""

import msgspec

from solidground.core.kernel import DAY, Stream
from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from solidground.store.proof import PURGED, PURGING, full_hash, kept_bytes
from solidground.store.session import Row, Session
from solidground.store.unit import case_of, case_values

_KEPT = (
    "UPDATE event SET type = ?, schema = 1, at = ?, by = '', body = ?, salt = NULL, full_hash = ?"
    " WHERE agency = ? AND side = ? AND position = ?"
)


def purge(store: SqlStore, stream: Stream) -> int:
    """Empty all events of a stream before its purging event; return how many. All of it or nothing."""
    with store.session() as session:
        rows = session.run(
            "SELECT position, type, schema, at, by, body, salt FROM event"
            " WHERE agency = ? AND stream = ? ORDER BY version",
            (stream.agency, stream.name),
        )
        last = max((number for number, row in enumerate(rows) if row[1] == PURGING), default=None)
        if last is None:
            sentence = f'The details of "{stream.name}" are not to be purged yet: its log does not say so.'
            raise StoreError(sentence)
        emptied = [_emptied(stream, row) for row in rows[:last] if row[1] != PURGED]
        if emptied:
            session.many(_KEPT, emptied)
            _forget_state(store, session, stream)
    store.forget(stream)
    store.tidy()
    return len(emptied)


def _emptied(stream: Stream, row: Row) -> Row:
    position, kind, schema, at, by, body, salt = row
    event = msgspec.json.decode(body)
    kept = kept_bytes(at, event.get("step"), event.get("role")).decode()
    whole = full_hash(bytes(salt), kind, schema, at, by, body.encode())
    return (PURGED, at - at % DAY, kept, whole, stream.agency, stream.side, position)


def _forget_state(store: SqlStore, session: Session, stream: Stream) -> None:
    """Write again, from what is left of the log, everything that follows from it."""
    codec, key = store.codec, (stream.agency, stream.name)
    subject = codec.subject(stream.name)
    state = codec.fold(stream.name, session.events(stream))
    version = session.snapshots([stream])[stream][0]
    session.change(
        "UPDATE snapshot SET schema = ?, state = ? WHERE agency = ? AND stream = ?",
        (codec.number(stream.name), codec.pack(stream.name, state), *key),
    )
    session.change("DELETE FROM plan WHERE agency = ? AND stream = ?", key)
    if subject.rarely:
        session.put_plans([(*key, version, codec.pack_rarely(stream.name, state))])
    if subject.row is None:
        return
    case = case_of(stream)
    row = subject.row(state)
    session.change("DELETE FROM outbox WHERE agency = ? AND case_id = ?", case)
    session.change("DELETE FROM keeping WHERE agency = ? AND case_id = ?", case)
    session.change("DELETE FROM case_row WHERE agency = ? AND case_id = ?", case)
    if row is not None:
        session.put_cases([case_values(case, version, row, claimed=True)])
