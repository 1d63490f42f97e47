"""The hashes that make a log impossible to change unseen. Pure: bytes in, bytes out.

An event's commitment covers what a purge keeps (step, day, role) and, salted, the whole event. A chain links every
commitment to its place and to all before it. After a purge the salt is gone and nobody can try guesses against the
hash, yet the chain still verifies. What must never happen here: a hash over something that two machines write
differently.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec

from solidground.core.kernel import DAY, Instant
from solidground.core.record import Recorded

PURGED = "Purged"
"""The type of a row whose details are gone."""

PURGING = "DetailsPurged"
"""The event that allows purged rows before it in its stream. Folded from nothing, it gives the closed state."""

GENESIS = bytes(32)
"""The chain before the first event."""

SALT_BYTES = 16
HASH_BYTES = 32
EPOCH_DAY = 719_163
"""1970-01-01 as a day of the kernel."""

_DOMAIN = b"sg1"
_encode = msgspec.json.Encoder(order="sorted").encode


def kept_bytes(at: Instant, step: Any, role: Any) -> bytes:  # noqa: ANN401 a foreign log may hold anything here
    """Return what a purge keeps of an event: its step, its day (UTC) and the role that acted."""
    return _encode(
        {
            "day": at // DAY + EPOCH_DAY,
            "role": role if isinstance(role, str) else None,
            "step": step if isinstance(step, str | int) and not isinstance(step, bool) else None,
        }
    )


@lru_cache(maxsize=4096, typed=True)
def _kept_hash(day_at: Instant, step: str | int | None, role: str | None) -> bytes:
    return hashlib.sha256(kept_bytes(day_at, step, role)).digest()


def full_hash(salt: bytes, kind: str, schema: int, at: Instant, by: str, body: bytes) -> bytes:
    """Return the salted hash over the whole event."""
    head = _encode((kind, schema, at, by))
    return hashlib.sha256(salt + head[:-1] + b"," + body + b"]").digest()


def commitment(kept: bytes, full: bytes) -> bytes:
    """Return the commitment from what is kept and the salted hash of the whole."""
    return hashlib.sha256(_DOMAIN + hashlib.sha256(kept).digest() + full).digest()


def commit_to(event: Any, kind: str, schema: int, body: bytes, salt: bytes) -> bytes:  # noqa: ANN401 events of any subject
    """Return the commitment of an event that is about to be written."""
    step, role = getattr(event, "step", None), getattr(event, "role", None)
    full = full_hash(salt, kind, schema, event.at, event.by, body)
    return hashlib.sha256(_DOMAIN + _kept_hash(event.at - event.at % DAY, step, role) + full).digest()


def place_bytes(agency: str, side: str, position: int, stream: str, version: int) -> bytes:
    """Return where an event stands, as the chain and the tree take it in."""
    return _encode((agency, side, position, stream, version))


def link(chain: bytes, agency: str, side: str, position: int, stream: str, version: int, committed: bytes) -> bytes:
    """Return the chain after one more event."""
    return hashlib.sha256(chain + _encode((agency, side, position, stream, version)) + committed).digest()


def checkpoint_bytes(agency: str, side: str, size: int, chain: bytes, at: Instant, root: bytes | None = None) -> bytes:
    """Return what a checkpoint's signature is over; those signed before there was a tree have no root."""
    if root is None:
        return _encode(("solidground checkpoint", agency, side, size, chain.hex(), at))
    return _encode(("solidground checkpoint 2", agency, side, size, chain.hex(), root.hex(), at))


def rotation_bytes(old: str, new: str, at: Instant, sizes: str) -> bytes:
    """Return what both keys sign when one follows the other: their public halves, and what the old one had signed."""
    return _encode(("solidground key", old, new, at, sizes))


def cosigned_bytes(agency: str, side: str, size: int, chain: bytes, root: bytes, at: Instant) -> bytes:
    """Return what a cosigner signs: that the log was this when somebody outside looked."""
    return _encode(("solidground cosigned", agency, side, size, chain.hex(), root.hex(), at))


def digest_of(log: Iterable[Recorded]) -> str:
    """Return SHA-256 over the log as canonical JSON arrays, one a line, without positions, salts or signatures."""
    running = hashlib.sha256()
    for row in log:
        running.update(_encode(tuple(row)[1:]))
        running.update(b"\n")
    return running.hexdigest()
