"""A frozen log: every event of a store as lines of compressed JSON, to be read by every later release.

The first line says what wrote it and what it must add up to; then come the events, each with its commitment, then the
checkpoints. What must never happen here: a frozen log that is changed. A release adds one beside the old ones.
"""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from solidground.core.record import Recorded
from solidground.store.base import LOG_FIELDS, SqlStore
from solidground.store.fault import StoreError
from solidground.store.proof import digest_of
from solidground.store.shape import names
from solidground.store.tables import CHECKPOINT

FORMAT = "solidground archive 1"
FIELDS = len(Recorded._fields)
_encode = msgspec.json.Encoder(order="sorted").encode


class Frozen(NamedTuple):
    """What a frozen log says of itself."""

    format: str
    program: str
    digest: str
    events: int
    checkpoints: int


def freeze(store: SqlStore, path: Path, *, program: str) -> Frozen:
    """Write a store's log, its commitments and its checkpoints to a new file."""
    fields = ", ".join(names(CHECKPOINT))
    marks = list(store.stream_rows(f"SELECT {fields} FROM checkpoint ORDER BY agency, side, size"))  # noqa: S608 our names
    frozen = Frozen(FORMAT, program, digest_of(store.log()), sum(1 for _ in store.log()), len(marks))
    made = False
    try:
        with path.open("xb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
            made = True
            packed.write(_encode(frozen._asdict()) + b"\n")
            for row in store.log_rows(f"{LOG_FIELDS}, commitment"):
                packed.write(_encode((*row[:FIELDS], row[FIELDS].hex())) + b"\n")
            for *said, chain, at, signature, root in marks:
                packed.write(_encode((*said, chain.hex(), at, signature.hex(), root and root.hex())) + b"\n")
    except OSError as error:
        if made:
            path.unlink(missing_ok=True)
        sentence = (
            f'The log could not be frozen to "{path}": {error.strerror or error}. Make room, or name another file.'
        )
        raise StoreError(sentence) from error
    return frozen


def thaw(path: Path) -> Iterator[Recorded]:
    """Read the events of a frozen log, in order; refuse one that does not add up to what it says."""
    digest, said = digest_of(_events(path)), read_frozen(path)
    if digest != said.digest:
        raise StoreError(_damaged(path))
    return _events(path)


def read_frozen(path: Path) -> Frozen:
    """Return what a frozen log says of itself."""
    try:
        frozen = msgspec.convert(next(_lines(path)), dict[str, Any])
        said = Frozen(**frozen)
    except (msgspec.MsgspecError, TypeError, StopIteration) as error:
        raise StoreError(_damaged(path)) from error
    if said.format != FORMAT:
        sentence = f'"{path}" was frozen by a newer version ({said.program}). Use that one to read it.'
        raise StoreError(sentence)
    return said


def _events(path: Path) -> Iterator[Recorded]:
    lines, expected = _lines(path), read_frozen(path).events
    next(lines)
    for number in range(expected):
        line = next(lines, None)
        if not isinstance(line, list) or len(line) != FIELDS + 1:
            sentence = f'"{path}" ends or breaks at event {number + 1} of {expected}. Take it from the release again.'
            raise StoreError(sentence)
        yield Recorded._make(line[:FIELDS])


def _lines(path: Path) -> Iterator[Any]:
    try:
        with gzip.open(path, "rb") as packed:
            yield from map(msgspec.json.decode, packed)
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError) as error:
        raise StoreError(_damaged(path)) from error


def _damaged(path: Path) -> str:
    return f'"{path}" is not a frozen log, or is damaged. Take it from the release again.'
