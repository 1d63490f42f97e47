"""Changing the key that signs checkpoints: the old key names the new one, the new one agrees, old checkpoints hold.

The old key is good for what it had signed until then and for nothing after: whoever finds it later can sign nothing
that counts. What must never happen here: a key believed that no other key vouches for.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from solidground.store.proof import rotation_bytes
from solidground.store.seal import signed

Sizes = dict[tuple[str, str], int]
"""The size of the last checkpoint by a key, for every log."""


class Rotation(NamedTuple):
    """One change of the key, as it stands in the table."""

    old: bytes
    new: bytes
    at: int
    sizes: str
    by_old: bytes
    by_new: bytes


class Key(NamedTuple):
    """A key whose signatures count: all of them, or those up to the sizes at which it ended."""

    public: bytes
    ended: Sizes | None

    def covers(self, agency: str, side: str, size: int) -> bool:
        """Return whether this key could sign a checkpoint of that size."""
        return self.ended is None or size <= self.ended.get((agency, side), 0)


def keys(public: bytes, rows: Iterable[Iterable[Any]]) -> list[Key]:
    """Return the keys whose signatures count, from the one that is trusted: those it followed, and those after it."""
    changes = [change for row in rows if (change := _genuine(Rotation._make(row))) is not None]
    after = {change.old: change for change in changes}
    before = {change.new: change for change in changes}
    found = [public]
    while (newer := after.get(found[-1])) is not None and newer.new not in found:
        found.append(newer.new)
    while (older := before.get(found[0])) is not None and older.old not in found:
        found.insert(0, older.old)
    return [Key(key, _sizes(after[key].sizes) if key in after and key != found[-1] else None) for key in found][::-1]


def statement(change: Rotation) -> bytes:
    """Return what both keys sign."""
    return rotation_bytes(change.old.hex(), change.new.hex(), change.at, change.sizes)


def _genuine(change: Rotation) -> Rotation | None:
    kinds = (bytes, bytes, int, str, bytes, bytes)
    if not all(isinstance(cell, kind) for cell, kind in zip(change, kinds, strict=True)) or not _is_sizes(change.sizes):
        return None
    said = statement(change)
    whole = signed(change.old, said, change.by_old) and signed(change.new, said, change.by_new)
    return change if whole and change.old != change.new else None


def _is_sizes(text: str) -> bool:
    try:
        _sizes(text)
    except (msgspec.MsgspecError, UnicodeError):
        return False
    return True


def _sizes(text: str) -> Sizes:
    rows = msgspec.json.decode(text, type=list[tuple[str, str, int]])
    return {(agency, side): size for agency, side, size in rows}


def sizes_text(rows: Iterable[Iterable[Any]]) -> str:
    """Return agency, side and size of logs as they are signed."""
    return msgspec.json.encode([tuple(row) for row in rows]).decode()
