"""What a log gives to somebody outside: its checkpoints, and proofs from hashes alone.

What must never happen here: a body, a salt or a stream's name in what a cosigner gets, or a proof that is not checked.
"""

from collections.abc import Collection, Iterable
from typing import Any

from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from solidground.store.marks import Kept
from solidground.store.nodes import Nodes
from solidground.store.session import Session
from solidground.store.statements import Changed, Checkpoint, Growth, Place, Statements, raw
from solidground.store.tree import consistency_path, inclusion_path

PROOFS_MOST = 1000
"""Of each log, so many of its newest checkpoints are proved to be part of the last one; older ones when asked for."""

_FIELDS = "SELECT agency, side, size, chain, at, signature, root FROM checkpoint"
_CHECKPOINTS = f"{_FIELDS} ORDER BY agency, side, size"
_OF_ONE_LOG = f"{_FIELDS} WHERE agency = ? AND side = ? ORDER BY size"
_ROTATIONS = "SELECT old, new, at, sizes, by_old, by_new FROM rotation ORDER BY number"


def statements(
    store: SqlStore,
    public: bytes,
    since: Iterable[Kept] | None = None,
    only: Collection[tuple[str, str]] | None = None,
) -> Statements:
    """Return every checkpoint with proofs; ``since`` asks for the newest alone, proved from those.

    ``only`` leaves out every log but those, by agency and side.
    """
    with store.reading() as session:
        rows = session.run(_CHECKPOINTS) if only is None else [r for log in only for r in session.run(_OF_ONE_LOG, log)]
        found = [Checkpoint(*map(_shown, row)) for row in rows]
        changed = tuple(Changed(*map(_shown, row)) for row in session.run(_ROTATIONS))
        newest = {(one.agency, one.side): one for one in found if one.root is not None}
        known = _sizes(found) if since is None else [(one.agency, one.side, one.size) for one in since]
        growth = [grown for log in newest.values() for grown in _growth(session, log, known)]
    told = found if since is None else list(newest.values())
    return Statements(public.hex(), tuple(told), changed, tuple(growth))


def _sizes(found: list[Checkpoint]) -> list[tuple[str, str, int]]:
    return [(one.agency, one.side, one.size) for one in found if one.root is not None]


def _growth(session: Session, log: Checkpoint, known: list[tuple[str, str, int]]) -> Iterable[Growth]:
    nodes = Nodes(session, log.agency, log.side)
    if nodes.subtree(0, log.size).hex() != log.root:
        raise _unfit(log)
    sizes = [size for agency, side, size in known if (agency, side) == (log.agency, log.side) and 0 < size < log.size]
    for size in sorted(set(sizes))[-PROOFS_MOST:]:
        path = consistency_path(size, log.size, nodes.subtree)
        yield Growth(log.agency, log.side, size, log.size, tuple(one.hex() for one in path))


def place_of(store: SqlStore, side: str, position: int, agency: str, size: int | None = None) -> Place:
    """Return the proof that an event is in a log, at its newest checkpoint or at the size of another."""
    with store.reading() as session:
        log = _sealed(session, agency, side, position, size)
        rows = session.run(
            "SELECT stream, version, commitment FROM event WHERE agency = ? AND side = ? AND position = ?",
            (agency, side, position),
        )
        path = inclusion_path(position - 1, log.size, Nodes(session, agency, side).subtree)
    for stream, version, commitment in rows:
        told = tuple(one.hex() for one in path)
        place = Place(agency, side, position, stream, version, _shown(commitment), log.size, told)
        if place.is_under(raw(log.root or "")):
            return place
    raise _unfit(log)


def _sealed(session: Session, agency: str, side: str, position: int, size: int | None) -> Checkpoint:
    rows = [Checkpoint(*map(_shown, row)) for row in session.run(_CHECKPOINTS)]
    own = [one for one in rows if (one.agency, one.side) == (agency, side) and one.root is not None]
    fit = [one for one in own if 0 < position <= one.size and size in (None, one.size)]
    if not fit:
        sentence = (
            f'No checkpoint of the log "{side}" of agency "{agency}"'
            + ("" if size is None else f" over {size:,} events")
            + f" covers event {position:,}. A running clock signs one every hour."
        )
        raise StoreError(sentence)
    return fit[-1]


def _unfit(log: Checkpoint) -> StoreError:
    return StoreError(
        f'The log "{log.side}" of agency "{log.agency}" does not fit its checkpoint over {log.size:,} events, so'
        ' nothing can be proved of it. Run "solidground verify".'
    )


def _shown(cell: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    return bytes(cell).hex() if isinstance(cell, bytes | memoryview) else cell
