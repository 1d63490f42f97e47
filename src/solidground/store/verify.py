"""Checking a log against its chain, its head and its checkpoints: the first event that is not as it was written.

A foreign hand may have put anything into any cell, so nothing here trusts a type. Purged rows are accepted only before
the event of their stream that purged them. What must never happen here: a traceback, or an altered log called whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from solidground.core.kernel import DAY, SIDES, AgencyId, Side
from solidground.core.record import Tail
from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from solidground.store.marks import Kept, Log, logs_of
from solidground.store.proof import (
    EPOCH_DAY,
    GENESIS,
    HASH_BYTES,
    PURGED,
    PURGING,
    SALT_BYTES,
    commitment,
    digest_of,
    full_hash,
    kept_bytes,
    place_bytes,
)
from solidground.store.rotation import Key, keys
from solidground.store.session import Row, Session
from solidground.store.shape import names
from solidground.store.tables import CHECKPOINT, EVENT, HEAD
from solidground.store.tree import Tree, leaf_hash
from solidground.store.verify_streams import gone


class Bad(NamedTuple):
    """The first place where a log is not as it was written."""

    agency: str
    side: str
    position: int


class Verified(NamedTuple):
    """What a check found: events read, the first bad one, and events after the last checkpoint of their logs."""

    events: int
    first_bad: Bad | None
    unsealed: int


TAIL_MARKS_MOST = 64
"""Checkpoints looked at for where the end of a log begins."""

_EVENT = ", ".join(names(EVENT))
_decode = msgspec.json.Decoder().decode
_KINDS: dict[str, type] = {"text": str, "int": int, "bytes": bytes}
_TYPES = tuple((_KINDS[column.kind], column.empty) for column in EVENT.columns)


def digest(store: SqlStore) -> str:
    """Return the digest of a whole store: the same events give the same one on every database."""
    return digest_of(store.log())


def verify(store: SqlStore, public: bytes | None, kept: Sequence[Kept] = ()) -> Verified:
    """Check every log. ``public`` checks the signatures; without it a store with checkpoints is not checked at all.

    ``kept`` are checkpoints that somebody kept elsewhere: who holds the database and the key cannot rewrite those.
    """
    heads = _rows(store, f"SELECT {', '.join(names(HEAD))} FROM head")  # noqa: S608 our names
    signatures = _rows(store, f"SELECT {', '.join(names(CHECKPOINT))} FROM checkpoint")  # noqa: S608 our names
    if signatures and public is None:
        sentence = 'There are checkpoints but no public key. Put "keys/seal.pub" back from your backup.'
        raise StoreError(sentence)
    logs = logs_of(heads or [], signatures or [], trusted(store, public or b""), kept)
    lacking: dict[tuple[Any, Any], list[int | None]] = {}
    for one in gone(store):
        lacking.setdefault((one.agency, one.side), []).append(one.position)
    events, unsealed, bad = 0, 0, None
    for agency, side in sorted(logs.keys() | _found(store) | lacking.keys(), key=_order):
        log = logs.get((agency, side), Log(None, {}, {}))
        checked = _Checked(agency, side, log)
        for row in _events(store, agency, side):
            events += 1
            checked.take(row)
        unsealed += checked.unsealed()
        now = _rows(store, "SELECT agency, side, size FROM head") or []
        grown = [size for whose, which, size in now if (whose, which) == (agency, side) and isinstance(size, int)]
        bad = bad or checked.first_bad(lacking.get((agency, side), ()), grown, lost=signatures is None)
    return Verified(events, bad, unsealed)


def verify_tail(session: Session, keys: Sequence[Key], agency: AgencyId, side: Side, most: int) -> Tail:
    """Check the end of one log, from a checkpoint at most so many events back; longer ends are checked in part."""
    head = session.run("SELECT size, chain FROM head WHERE agency = ? AND side = ?", (agency, side))
    marks = session.run(
        f"SELECT {', '.join(names(CHECKPOINT))} FROM checkpoint WHERE agency = ? AND side = ?"  # noqa: S608 our names
        " ORDER BY size DESC LIMIT ?",
        (agency, side, TAIL_MARKS_MOST),
    )
    heads = [(agency, side, *row) for row in head or [(0, GENESIS)]]
    log = logs_of(heads, marks, keys, ())[agency, side]
    # A tree is not begun in the middle: here the chain alone is held against what was signed.
    signed = {size: mark._replace(root=None) for size, mark in sorted(log.marks.items())}
    size = heads[0][2]
    near = [one for one, mark in signed.items() if mark.good and size - one <= most]
    good = [one for one, mark in signed.items() if mark.good]
    since = min(near, default=max(good, default=0))
    later = {one: mark for one, mark in signed.items() if one > since}
    checked = _Checked(agency, side, log._replace(marks=later))
    if since:
        checked.size, checked.chain, checked.fits = since, signed[since].chain, {since}
    rows = session.run(
        f"SELECT {_EVENT} FROM event WHERE agency = ? AND side = ? AND position > ? ORDER BY position LIMIT ?",  # noqa: S608 our names
        (agency, side, since, most),
    )
    for row in rows:
        checked.take(row)
    whole = len(rows) < most or checked.size == size
    return Tail(size, since, len(rows), whole, checked.first_bad_of_tail(whole=whole))


def trusted(store: SqlStore, public: bytes) -> list[Key]:
    """Return the keys whose signatures count in a store, newest first."""
    rows = _rows(store, "SELECT old, new, at, sizes, by_old, by_new FROM rotation ORDER BY number")
    return keys(public, rows or [])


class _Checked:
    """One log under check, row by row."""

    def __init__(self, agency: Any, side: Any, log: Log) -> None:  # noqa: ANN401 a foreign log may hold anything
        self.agency, self.side, self.log = agency, side, log
        self.size = 0
        self.chain = GENESIS
        self.tree = Tree()
        self.broken: int | None = None if isinstance(agency, str) and side in SIDES else 1
        self.fits = {0}
        """Sizes at which a signed checkpoint fits."""
        self.fits_kept = {0}
        """Sizes at which everything fits that was kept elsewhere."""
        self.stray: list[int | None] = []
        """The positions before the first, and None for what is none, of rows that were added or moved away."""
        self.hole = False
        """Whether the first broken row stands where another is missing."""
        self.headed = log.head == (0, GENESIS)
        """Whether the head fits what was there when the head was read."""
        self.waiting: dict[str, int] = {}
        """Streams with purged rows and no purging event yet, by the first such position."""

    def take(self, row: Row) -> None:
        """Check one row. After the first broken one only the number of rows is of interest."""
        position = row[2]
        if not isinstance(position, int) or position < 1:
            self.stray.append(position if isinstance(position, int) else None)
            return
        self.size += 1
        if self.broken is not None:
            return
        if self._whole(row):
            self._note_purge(row)
            self.headed = self.headed or self.log.head == (self.size, self.chain)
            self._hold_against_marks()
        else:
            self.broken = min(self.size, position)
            self.hole = position > self.size

    def _hold_against_marks(self) -> None:
        mark, kept = self.log.marks.get(self.size), self.log.kept.get(self.size, ())
        if mark is not None and mark.fits(self.chain, self.tree.root()):
            self.fits.add(self.size)
        if kept and all(one.fits(self.chain, self.tree.root()) for one in kept):
            self.fits_kept.add(self.size)

    def _whole(self, row: Row) -> bool:
        if not all(_is(cell, kind, empty=empty) for cell, (kind, empty) in zip(row, _TYPES, strict=True)):
            return False
        _, _, position, stream, version, *_ = row
        try:
            committed = _committed(row)
            place = place_bytes(self.agency, self.side, position, stream, version)
        except (msgspec.MsgspecError, UnicodeError, OverflowError, RecursionError):
            return False
        chain = sha256(self.chain + place + committed).digest()
        if position != self.size or committed != row[12] or chain != row[13]:
            return False
        self.chain = chain
        self.tree.push(leaf_hash(place + committed))
        return True

    def _note_purge(self, row: Row) -> None:
        stream, kind = row[3], row[5]
        if kind == PURGED:
            self.waiting.setdefault(stream, self.size)
        elif kind == PURGING:
            self.waiting.pop(stream, None)

    def first_bad(self, lacking: Iterable[int | None], grown: Iterable[int], *, lost: bool) -> Bad | None:
        """Return the first position that is not as written.

        ``lacking`` is where streams miss events, ``grown`` what the head says by now: a clock may be writing.
        ``lost`` says that the checkpoints are gone.
        """
        end = self.size + 1
        found = [self.broken, self._against_marks(), self._against_kept(), self._against_head(grown)]
        if not any(found):
            # Where something else is wrong, what allowed a purge may have stood there: that is the place to look at.
            found += self.waiting.values()
        found += [end if position is None else position for position in lacking]
        if lost and self.size:
            found.append(1)
        if self.stray and (not any(found) or (self.broken is not None and not self.hole)):
            # Where another row is missing, this one was moved away from there: its place is the one to look at.
            found += [end if position is None else position for position in self.stray]
        positions = [position for position in found if position is not None]
        return Bad(str(self.agency), str(self.side), min(positions)) if positions else None

    def first_bad_of_tail(self, *, whole: bool) -> int | None:
        """Return the same of the end of a log; one that is not read through is not held against the head."""
        if self.broken is not None or whole:
            found = [self.broken, self._against_marks(), self._against_head(())]
            return min([position for position in found if position is not None], default=None)
        return None

    def _against_marks(self) -> int | None:
        """The first position after the last checkpoint that fits, where a later one does not; the missing tail."""
        if self.broken is not None:
            return None
        unfit = {size: mark.good for size, mark in self.log.marks.items() if size not in self.fits}
        if not unfit:
            return None
        if all(unfit.values()) and min(unfit) > self.size:
            return self.size + 1
        return max(self.fits) + 1

    def _against_kept(self) -> int | None:
        """The first position after the last kept checkpoint that fits: a log rebuilt since may fit its own ones."""
        unfit = self.log.kept.keys() - self.fits_kept
        if self.broken is not None or not unfit:
            return None
        first = min(unfit)
        return self.size + 1 if first > self.size else max(size for size in self.fits_kept if size < first) + 1

    def _against_head(self, grown: Iterable[int]) -> int | None:
        head = self.log.head
        if self.broken is not None or head == (self.size, self.chain):
            return None
        if self.headed and any(size >= self.size for size in grown):
            return None  # what came after the head that was read has its own head by now
        if head is None or not isinstance(head[0], int):
            return 1
        if head[0] == self.size:
            return max(self.size, 1)
        return min(head[0], self.size) + 1 if head[0] >= 0 else 1

    def unsealed(self) -> int:
        """Return how many events no checkpoint covers."""
        sealed = max((size for size, mark in self.log.marks.items() if mark.good), default=0)
        return max(self.size - sealed, 0)


def _is(cell: Any, kind: type, *, empty: bool) -> bool:  # noqa: ANN401 a foreign log may hold anything
    return (cell is None and empty) or (isinstance(cell, kind) and not isinstance(cell, bool))


def _committed(row: Row) -> bytes:
    """Return the commitment a row should have; an empty one where the row contradicts itself."""
    _, _, _, _, _, kind, schema, at, by, body, salt, full, _, _ = row
    text = body.encode()
    if kind == PURGED:
        kept = _decode(text)
        whole = (
            isinstance(kept, dict) and kept.keys() == {"day", "role", "step"} and kept["day"] == at // DAY + EPOCH_DAY
        )
        if not whole or schema != 1 or at % DAY or by or salt is not None or full is None or len(full) != HASH_BYTES:
            return b""
        return commitment(text, full)
    event = _decode(text)
    if not isinstance(event, dict) or (event.get("at"), event.get("by")) != (at, by):
        return b""
    if full is not None or salt is None or len(salt) != SALT_BYTES:
        return b""
    kept_text = kept_bytes(at, event.get("step"), event.get("role"))
    return commitment(kept_text, full_hash(salt, kind, schema, at, by, text))


def _rows(store: SqlStore, statement: str, row: tuple[Any, ...] = ()) -> list[Row] | None:
    """Return the rows of a small table, or None where there is no such table any more."""
    try:
        return list(store.stream_rows(statement, row, tolerant=True))
    except StoreError as error:
        if store.is_missing(error):
            return None
        raise


def _found(store: SqlStore) -> set[tuple[Any, Any]]:
    return {(row[0], row[1]) for row in _rows(store, "SELECT DISTINCT agency, side FROM event") or []}


def _events(store: SqlStore, agency: Any, side: Any) -> Iterator[Row]:  # noqa: ANN401 a foreign log may hold anything
    statement = f"SELECT {_EVENT} FROM event WHERE {{}} AND {{}} ORDER BY position"  # noqa: S608 our names
    tests = [_equals(name, value) for name, value in (("agency", agency), ("side", side))]
    values = tuple(_bound(value) for value in (agency, side) if value is not None)
    try:
        yield from store.stream_rows(statement.format(*tests), values, tolerant=True)
    except StoreError as error:
        if not store.is_missing(error):
            raise


def _equals(name: str, value: Any) -> str:  # noqa: ANN401 as _events
    if value is None:
        return f"{name} IS NULL"
    return f"{name} = CAST(? AS TEXT)" if isinstance(_bound(value), bytes) and isinstance(value, str) else f"{name} = ?"


def _bound(value: Any) -> Any:  # noqa: ANN401 as _events
    """Return a value as a statement takes it: text that is no text goes back as the bytes it was read from."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "surrogateescape")
    return value


def _order(log: tuple[Any, Any]) -> tuple[str, int, str]:
    agency, side = log
    return str(agency), SIDES.index(side) if side in SIDES else len(SIDES), str(side)
