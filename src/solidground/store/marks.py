"""What a log is held against: its head, the checkpoints in its database, and those that somebody kept elsewhere.

A foreign hand may have put anything into any cell, so nothing here trusts a type. What must never happen here: a
checkpoint believed without its signature.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from solidground.store.proof import checkpoint_bytes
from solidground.store.rotation import Key
from solidground.store.seal import signed
from solidground.store.session import Row


class Kept(NamedTuple):
    """A checkpoint that somebody kept elsewhere; one from before there was a tree has no root."""

    agency: str
    side: str
    size: int
    chain: bytes
    root: bytes | None


class Mark(NamedTuple):
    """What a checkpoint says the log was at its size, and whether it is genuine."""

    chain: Any
    root: Any
    good: bool

    def fits(self, chain: bytes, root: bytes) -> bool:
        """Return whether the log was that."""
        return self.good and self.chain == chain and self.root in (None, root)


class Log(NamedTuple):
    """What there is to hold one log against."""

    head: tuple[Any, Any] | None
    marks: dict[int, Mark]
    kept: dict[int, list[Mark]]
    """What was kept elsewhere, by size: several people may keep the same."""


def logs_of(
    heads: Iterable[Row], checkpoints: Iterable[Row], keys: Sequence[Key], kept: Iterable[Kept]
) -> dict[tuple[Any, Any], Log]:
    """Return what there is to hold every log against."""
    logs = {(agency, side): Log((size, chain), {}, {}) for agency, side, size, chain in heads}
    for agency, side, size, chain, at, signature, root in checkpoints:
        number = size if isinstance(size, int) and size > 0 else -1
        good = _genuine(keys, (agency, side, size, chain, at), root, signature)
        logs.setdefault((agency, side), Log(None, {}, {})).marks[number] = Mark(chain, root, good)
    for one in kept:
        log = logs.setdefault((one.agency, one.side), Log(None, {}, {}))
        log.kept.setdefault(one.size, []).append(Mark(one.chain, one.root, good=True))
    return logs


def _genuine(keys: Sequence[Key], said: tuple[Any, ...], root: Any, signature: Any) -> bool:  # noqa: ANN401 a foreign log may hold anything
    agency, side, size, chain, at = said
    cells = ((agency, str), (side, str), (size, int), (chain, bytes), (at, int), (signature, bytes))
    if not all(isinstance(cell, kind) for cell, kind in cells) or not isinstance(root, bytes | None):
        return False
    statement = checkpoint_bytes(agency, side, size, chain, at, root)
    return any(key.covers(agency, side, size) and signed(key.public, statement, signature) for key in keys)
