"""The sealer: committed events become leaves of their log's tree, and a signed checkpoint says what it is now.

It reads beside everything else and writes for a moment, so nothing waits for its hashing. Every checkpoint it signs
follows from the one before. What must never happen here: a signature over a log that does not fit its last checkpoint.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from solidground.core.kernel import Instant
from solidground.store.fault import StoreError
from solidground.store.nodes import Nodes
from solidground.store.proof import GENESIS, checkpoint_bytes, place_bytes
from solidground.store.seal import Signer
from solidground.store.session import Row, Session, is_text
from solidground.store.tree import Tree, leaf_hash

if TYPE_CHECKING:
    from solidground.store.base import SqlStore

_GROWN = (
    "SELECT head.agency, head.side, head.size, coalesce(max(checkpoint.size), 0) FROM head"
    " LEFT JOIN checkpoint ON checkpoint.agency = head.agency AND checkpoint.side = head.side"
    " AND checkpoint.root IS NOT NULL"
    " GROUP BY head.agency, head.side, head.size HAVING head.size > coalesce(max(checkpoint.size), 0)"
    " ORDER BY head.agency, head.side"
)
_LEAVES = (
    "SELECT position, stream, version, commitment, chain FROM event"
    " WHERE agency = ? AND side = ? AND position > ? AND position <= ? ORDER BY position"
)
_SIGNED = (
    "INSERT INTO checkpoint (agency, side, size, chain, at, signature, root) VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (agency, side, size) DO UPDATE SET chain = excluded.chain, at = excluded.at,"
    " signature = excluded.signature, root = excluded.root WHERE checkpoint.root IS NULL"
)
OLD_KEY = (
    'The key in "keys/seal.key" was changed for a newer one. Copy "keys/" here from the machine on which'
    ' "solidground keys rotate" ran.'
)
ONE_AT_A_TIME = "UPDATE meta SET value = value WHERE key = 'schema'"
"""Two sealers, or a sealer and a change of the key, wait for each other at this row; nothing else writes it."""


class _Log(NamedTuple):
    """A log that has grown since its last checkpoint with a root."""

    agency: str
    side: str
    size: int
    sealed: int


class _Mark(NamedTuple):
    """What the tree and the chain of a log are at a size, and the nodes that came with the last leaves."""

    size: int
    chain: bytes
    root: bytes
    nodes: list[tuple[int, int, bytes]]
    anew: bool
    """Whether the nodes are all there are: those in the database did not fit."""


def seal(store: "SqlStore", signer: Signer, at: Instant, most: int) -> bool:
    """Sign a checkpoint of every log that has grown, over at most so many new events; return whether that is all."""
    with store.reading() as session:
        logs = [_Log(*row) for row in session.run(_GROWN)]
    altered = []
    for log in logs:
        mark = _follow(store, log, min(log.size, log.sealed + most))
        if mark is None:
            altered.append(f'"{log.side}" of agency "{log.agency}"')
            continue
        with store.session() as session:
            _sign(session, signer, log, mark, at)
    if altered:
        sentence = (
            f"The log {' and '.join(altered)} no longer fits its last checkpoint: nothing more of it is signed."
            ' Run "solidground verify", and keep this folder as it is.'
        )
        raise StoreError(sentence)
    return all(log.size <= log.sealed + most for log in logs)


def _follow(store: "SqlStore", log: _Log, until: int) -> _Mark | None:
    """Return what a log is at a size, if that follows from its last checkpoint; None where it does not."""
    with store.reading() as session:
        last = _last(session, log)
        tree = _kept_tree(session, log)
    if last is None:
        return _grown(store, log, Tree(), {}, until)
    fits = tree is not None and tree.root() == last[1]
    return _grown(store, log, tree if tree is not None and fits else Tree(), {log.sealed: last}, until)


def _last(session: Session, log: _Log) -> tuple[bytes, bytes] | None:
    rows = session.run(
        "SELECT chain, root FROM checkpoint WHERE agency = ? AND side = ? AND size = ? AND root IS NOT NULL",
        (log.agency, log.side, log.sealed),
    )
    return (bytes(rows[0][0]), bytes(rows[0][1])) if rows else None


def _kept_tree(session: Session, log: _Log) -> Tree | None:
    try:
        return Tree(Nodes(session, log.agency, log.side).peaks(log.sealed))
    except StoreError:
        return None


def _grown(store: "SqlStore", log: _Log, tree: Tree, marks: dict[int, tuple[bytes, bytes]], until: int) -> _Mark | None:
    """Let a tree grow by the events up to a size; None where they do not follow each other, or miss a mark."""
    anew = tree.size == 0
    chain = marks[tree.size][0] if tree.size else GENESIS
    nodes: list[tuple[int, int, bytes]] = []
    for position, stream, version, committed, linked in _leaves(store, log, tree.size, until):
        place = place_bytes(log.agency, log.side, position, stream, version)
        chain = sha256(chain + place + committed).digest()
        if position != tree.size + 1 or chain != linked:
            return None
        nodes += tree.push(leaf_hash(place + committed))
        if tree.size in marks and marks[tree.size] != (chain, tree.root()):
            return None
    return _Mark(until, chain, tree.root(), nodes, anew) if tree.size == until else None


def _leaves(store: "SqlStore", log: _Log, after: int, until: int) -> Iterator[Row]:
    """Stream events; one that a foreign hand made unreadable comes with a position that fits nowhere."""
    for row in store.stream_rows(_LEAVES, (log.agency, log.side, after, until), tolerant=True):
        yield row if _whole(row) else (0, "", 0, b"", b"")


def _whole(row: Row) -> bool:
    kinds = (int, str, int, bytes, bytes)
    return all(isinstance(cell, kind) for cell, kind in zip(row, kinds, strict=True)) and is_text(row[1])


def _sign(session: Session, signer: Signer, log: _Log, mark: _Mark, at: Instant) -> None:
    whose = (log.agency, log.side)
    session.change(ONE_AT_A_TIME)
    _refuse_old_key(session, signer)
    if mark.anew:
        session.change("DELETE FROM node WHERE agency = ? AND side = ?", whose)
    if mark.nodes:
        session.many(
            "INSERT INTO node VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", [(*whose, *node) for node in mark.nodes]
        )
    signature = signer.sign(checkpoint_bytes(*whose, mark.size, mark.chain, at, mark.root))
    session.change(_SIGNED, (*whose, mark.size, mark.chain, at, signature, mark.root))


def _refuse_old_key(session: Session, signer: Signer) -> None:
    rows = session.run("SELECT new FROM rotation ORDER BY number DESC LIMIT 1")
    if rows and not signer.adopt(bytes(rows[0][0])):
        raise StoreError(OLD_KEY)
