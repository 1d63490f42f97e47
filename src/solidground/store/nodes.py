"""The tree over one log as it lies in the database: kept hashes at every eighth level, events below.

What must never happen here: a hash of something that is not there.
"""

from solidground.store.fault import StoreError
from solidground.store.session import Session
from solidground.store.tree import STORED_LEVELS, event_leaf, half, node_hash

BLOCK = 1 << STORED_LEVELS
"""So many hashes of one level are read at a time."""

HELD_BLOCKS_MOST = 64
"""Blocks held in memory: a proof looks at a few, and neighbouring proofs at the same."""


class Nodes:
    """The hashes of one log's tree, read as they are asked for, within one transaction."""

    def __init__(self, session: Session, agency: str, side: str) -> None:
        """Look at one log."""
        self._session, self._agency, self._side = session, agency, side
        self._held: dict[tuple[int, int], list[bytes]] = {}

    def subtree(self, start: int, end: int) -> bytes:
        """Return the hash of the tree over the leaves ``start`` up to, and without, ``end``."""
        size = end - start
        if size & (size - 1):
            left = half(size)
            return node_hash(self.subtree(start, start + left), self.subtree(start + left, end))
        stored = (size.bit_length() - 1) // STORED_LEVELS * STORED_LEVELS
        first, count = start >> stored, size >> stored
        row = self._block(stored, first // BLOCK)[first % BLOCK : first % BLOCK + count]
        if len(row) != count:
            sentence = (
                f'Hashes of the log "{self._side}" of agency "{self._agency}" are missing. Run "solidground verify".'
            )
            raise StoreError(sentence)
        while len(row) > 1:
            row = [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=True)]
        return row[0]

    def peaks(self, size: int) -> list[tuple[int, int, bytes]]:
        """Return the peaks of the tree over the first ``size`` leaves: level, number and hash."""
        found, start = [], 0
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                end = start + (1 << level)
                found.append((level, start >> level, self.subtree(start, end)))
                start = end
        return found

    def _block(self, level: int, block: int) -> list[bytes]:
        if (level, block) not in self._held:
            if len(self._held) >= HELD_BLOCKS_MOST:
                self._held.pop(next(iter(self._held)))
            self._held[level, block] = self._read(level, block * BLOCK)
        return self._held[level, block]

    def _read(self, level: int, first: int) -> list[bytes]:
        log = (self._agency, self._side)
        if level:
            rows = self._session.run(
                "SELECT hash FROM node WHERE agency = ? AND side = ? AND level = ? AND number >= ? AND number < ?"
                " ORDER BY number",
                (*log, level, first, first + BLOCK),
            )
            return [row[0] for row in rows if isinstance(row[0], bytes)]
        rows = self._session.run(
            "SELECT position, stream, version, commitment FROM event"
            " WHERE agency = ? AND side = ? AND position > ? AND position <= ? ORDER BY position",
            (*log, first, first + BLOCK),
        )
        return [event_leaf(*log, *row) for row in rows if isinstance(row[3], bytes)]
