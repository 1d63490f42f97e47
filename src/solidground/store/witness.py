"""What proves one log of one agency, read without a look at the other: sizes, hashes and signatures.

What must never happen here: anything of a log that was not asked for, not even its size.
"""

from collections.abc import Callable, Collection
from dataclasses import replace

import msgspec

from solidground.core.kernel import SIDES, AgencyId, Side
from solidground.core.record import Marked, Tail
from solidground.store.base import SqlStore
from solidground.store.evidence import statements
from solidground.store.statements import Statements
from solidground.store.verify import trusted, verify_tail


class StoreWitness:
    """The logs of a store, for who may see that they only grow."""

    def __init__(self, store: SqlStore, public: Callable[[], bytes]) -> None:
        """Take a store, and where the public half of its key is found: it may have been changed for a newer one."""
        self._store, self._public = store, public

    def marks(self, agency: AgencyId, side: Side, most: int) -> list[Marked]:
        """Return the newest checkpoints of one log, newest first."""
        with self._store.reading() as session:
            rows = session.run(
                "SELECT size, at, root FROM checkpoint WHERE agency = ? AND side = ? AND root IS NOT NULL"
                " ORDER BY size DESC LIMIT ?",
                (agency, side, most),
            )
        return [Marked(size, at, bytes(root).hex()) for size, at, root in rows]

    def last_hashes(self, agency: AgencyId, streams: Collection[str]) -> dict[str, str]:
        """Return the commitment of the last event of each of some streams, in hex."""
        if not streams:
            return {}
        marks = ", ".join("?" * len(streams))
        with self._store.reading() as session:
            rows = session.run(
                f"SELECT stream, commitment FROM event WHERE agency = ? AND stream IN ({marks})"  # noqa: S608 our names
                " ORDER BY stream, version",
                (agency, *streams),
            )
        return {stream: bytes(commitment).hex() for stream, commitment in rows}

    def tail(self, agency: AgencyId, side: Side, most: int) -> Tail:
        """Check the end of one log."""
        keys = trusted(self._store, self._public())
        with self._store.reading() as session:
            return verify_tail(session, keys, agency, side, most)

    def file(self, agency: AgencyId, sides: Collection[Side]) -> bytes:
        """Return the checkpoints of these logs and their proofs, as a file."""
        told = statements(self._store, self._public(), only=[(agency, side) for side in sides])
        if len(sides) < len(SIDES):
            told = _by_one_key(told)
        return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"

    def hashes(self, agency: AgencyId, stream: str, *, whole: bool = False) -> list[str]:
        """Return the commitment of every event of one stream, in order, in hex; ``whole`` leaves out purged ones."""
        with self._store.reading() as session:
            rows = session.run(
                "SELECT commitment, salt FROM event WHERE agency = ? AND stream = ? ORDER BY version", (agency, stream)
            )
        # What was purged has no salt any more.
        return [bytes(commitment).hex() for commitment, salt in rows if salt is not None or not whole]


def _by_one_key(told: Statements) -> Statements:
    """Return what the present key signed: a change of the key says how long every log was, and so it is left out."""
    newest = told.trusted()[:1]
    kept = tuple([one for one in told.checkpoints if one.genuine(newest)])
    sizes = {(one.side, one.size) for one in kept}
    growth = tuple([one for one in told.growth if (one.side, one.old) in sizes])
    return replace(told, checkpoints=kept, rotations=(), growth=growth)
