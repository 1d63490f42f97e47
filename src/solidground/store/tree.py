"""The Merkle tree over a log, in the shape of RFC 9162: roots, and the two proofs. Pure: bytes in, bytes out.

A leaf is an event's commitment bound to its place, so that a purge changes no leaf. Leaves and nodes are hashed under
different first bytes: neither can pass for the other. What must never happen here: a proof that is believed although
its length or its order is wrong, or anything but hashes.
"""

import hashlib
from collections.abc import Callable, Sequence

from solidground.store.proof import place_bytes

EMPTY = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""

STORED_LEVELS = 8
"""Nodes are kept at every eighth level: one for 256 events, one for 256 of these, and so on."""

PATH_MOST = 64
"""No log has more than 2^63 events: a longer proof is none."""

Subtree = Callable[[int, int], bytes]
"""The hash of the tree over the leaves from one number (from 0) up to, and without, another."""


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def event_leaf(agency: str, side: str, position: int, stream: str, version: int, committed: bytes) -> bytes:
    """Return the leaf hash of an event: its commitment, bound to its place."""
    return leaf_hash(place_bytes(agency, side, position, stream, version) + committed)


class Tree:
    """A tree that grows by one leaf at a time and remembers its peaks alone: about twenty hashes for a million."""

    def __init__(self, peaks: Sequence[tuple[int, int, bytes]] = ()) -> None:
        """Begin with nothing, or with the peaks of a tree that was grown before."""
        self._peaks = list(peaks)
        self.size = sum(1 << level for level, _, _ in self._peaks)

    def push(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add a leaf hash; return the nodes that are now complete and are to be kept: level, number, hash."""
        level, number, kept = 0, self.size, []
        self.size += 1
        while self._peaks and self._peaks[-1][0] == level:
            leaf = node_hash(self._peaks.pop()[2], leaf)
            level, number = level + 1, number >> 1
            if level % STORED_LEVELS == 0:
                kept.append((level, number, leaf))
        self._peaks.append((level, number, leaf))
        return kept

    def root(self) -> bytes:
        """Return the root."""
        if not self._peaks:
            return EMPTY
        *higher, (_, _, root) = self._peaks
        for _, _, peak in reversed(higher):
            root = node_hash(peak, root)
        return root


def half(size: int) -> int:
    """Return the greatest power of two that is smaller than ``size``: where a tree of this size divides."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_path(index: int, size: int, subtree: Subtree, start: int = 0) -> list[bytes]:
    """Return the proof that a leaf is in the tree of ``size`` leaves."""
    if size == 1:
        return []
    left = half(size)
    if index < left:
        return [*inclusion_path(index, left, subtree, start), subtree(start + left, start + size)]
    rest = inclusion_path(index - left, size - left, subtree, start + left)
    return [*rest, subtree(start, start + left)]


def consistency_path(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """Return the proof that the tree of ``new`` leaves only adds to the tree of ``old`` ones."""
    return _consistency(old, new, subtree, 0, known=True) if 0 < old < new else []


def _consistency(old: int, size: int, subtree: Subtree, start: int, *, known: bool) -> list[bytes]:
    if old == size:
        return [] if known else [subtree(start, start + size)]
    left = half(size)
    if old <= left:
        rest = _consistency(old, left, subtree, start, known=known)
        return [*rest, subtree(start + left, start + size)]
    rest = _consistency(old - left, size - left, subtree, start + left, known=False)
    return [*rest, subtree(start, start + left)]


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Return whether a proof shows a leaf hash at its place under a root."""
    if not 0 <= index < size or len(path) > PATH_MOST:
        return False
    number, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if number & 1 or number == last:
            found = node_hash(step, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = node_hash(found, step)
        number, last = number >> 1, last >> 1
    return last == 0 and found == root


def consistent(old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Return whether a proof shows that the tree of ``new`` leaves only adds to the tree of ``old`` ones."""
    if old == new:
        return not path and old_root == new_root
    if not 0 < old < new or len(path) > PATH_MOST:
        return False
    steps = list(path) if old & (old - 1) else [old_root, *path]
    if not steps:
        return False
    number, last = old - 1, new - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    was = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            was, now = node_hash(step, was), node_hash(step, now)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            now = node_hash(now, step)
        number, last = number >> 1, last >> 1
    return last == 0 and was == old_root and now == new_root
