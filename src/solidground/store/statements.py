"""The files that leave the machine for somebody outside: checkpoints, changes of the key and proofs. Hashes only.

What must never happen here: an event's body, or a statement believed because a file says so.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeAlias, TypeVar

import msgspec

from solidground.store.fault import StoreError
from solidground.store.marks import Kept
from solidground.store.proof import checkpoint_bytes
from solidground.store.rotation import Key, Rotation, keys
from solidground.store.seal import KEY_BYTES, signed
from solidground.store.tree import consistent, event_leaf, included

BYTES_MOST = 256 << 20
"""No file of checkpoints is larger: one of twenty years has 100 MB."""

ANEW = 'Ask for it anew: "solidground export checkpoints" writes it.'
Shape = TypeVar("Shape")
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=1 << 62)]
"""A size, a position or a version: none is smaller, and no log is longer."""
At: TypeAlias = Annotated[int, msgspec.Meta(ge=-(1 << 62), le=1 << 62)]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed checkpoint; bytes are in hex. One from before there was a tree has no root."""

    agency: str
    side: str
    size: Count
    chain: str
    at: At
    signature: str
    root: str | None = None

    def genuine(self, trusted: list[Key]) -> bool:
        """Return whether a key that counts signed this."""
        chain, root = raw(self.chain), raw_root(self.root)
        said = checkpoint_bytes(self.agency, self.side, self.size, chain, self.at, root)
        own = raw(self.signature)
        return any(key.covers(self.agency, self.side, self.size) and signed(key.public, said, own) for key in trusted)


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of the signing key."""

    old: str
    new: str
    at: At
    sizes: str
    by_old: str
    by_new: str


@dataclass(frozen=True, slots=True)
class Growth:
    """The proof that a log of one size only adds to the log of another."""

    agency: str
    side: str
    old: Count
    new: Count
    path: tuple[str, ...]

    def proves(self, before: Checkpoint, now: Checkpoint) -> bool:
        """Return whether the log of one checkpoint only adds to the log of another."""
        roots = raw(before.root or ""), raw(now.root or "")
        path = [raw(one) for one in self.path]
        same = (self.agency, self.side, self.old, self.new) == (now.agency, now.side, before.size, now.size)
        return same and consistent(self.old, self.new, path, *roots)


@dataclass(frozen=True, slots=True)
class Cosigned:
    """What an outsider's key says of a checkpoint that he found to add to the one before."""

    agency: str
    side: str
    size: Count
    at: At
    signature: str


@dataclass(frozen=True, slots=True)
class Statements:
    """A file of checkpoints: as it was exported, or as somebody keeps it."""

    public_key: str
    checkpoints: tuple[Checkpoint, ...]
    rotations: tuple[Changed, ...] = ()
    growth: tuple[Growth, ...] = ()
    cosigner: str = ""
    cosigned: tuple[Cosigned, ...] = ()

    def trusted(self, public: bytes | None = None) -> list[Key]:
        """Return the keys whose signatures count, newest first, from the file's own key or from a known one."""
        rows = [
            Rotation(raw(one.old), raw(one.new), one.at, one.sizes, raw(one.by_old), raw(one.by_new))
            for one in self.rotations
        ]
        return keys(public or raw(self.public_key), rows)

    def kept(self) -> list[Kept]:
        """Return the checkpoints as a log is held against them."""
        return [Kept(one.agency, one.side, one.size, raw(one.chain), raw_root(one.root)) for one in self.checkpoints]


@dataclass(frozen=True, slots=True)
class Place:
    """The proof that one event is in a log: where it stands, its commitment, and the way to a checkpoint's root."""

    agency: str
    side: str
    position: Count
    stream: str
    version: Count
    commitment: str
    size: Count
    path: tuple[str, ...]

    def is_under(self, root: bytes) -> bool:
        """Return whether the event is in the tree with this root, at its place."""
        leaf = event_leaf(self.agency, self.side, self.position, self.stream, self.version, raw(self.commitment))
        return included(leaf, self.position - 1, self.size, [raw(one) for one in self.path], root)


def raw(text: str) -> bytes:
    """Return the bytes of a text in hex; of what is none, nothing, which no signature and no root fits."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def raw_root(text: str | None) -> bytes | None:
    """Return a root's bytes, or that there is none."""
    return None if text is None else raw(text)


def plain(told: Any) -> Any:  # noqa: ANN401 - any of the shapes here
    """Return a statement as JSON holds it."""
    return msgspec.to_builtins(told)


def read_statements(path: Path) -> Statements:
    """Read a file of checkpoints; refuse one that is cut, damaged, empty, or not signed by the key it names."""
    found = read_shape(path, Statements)
    trusted = found.trusted()
    if not found.checkpoints or len(trusted[-1].public) != KEY_BYTES:
        sentence = f'"{path}" holds no checkpoint: nothing was sealed yet, or it was cut. {ANEW}'
        raise StoreError(sentence)
    wrong = next((one for one in found.checkpoints if not one.genuine(trusted)), None)
    if wrong is not None:
        sentence = (
            f'In "{path}" the checkpoint over {wrong.size:,} events ({wrong.side}, agency {wrong.agency}) is not signed'
            " by the key that the file names. Somebody changed the file, or damaged it."
        )
        raise StoreError(sentence)
    return found


def read_shape(path: Path, shape: type[Shape]) -> Shape:
    """Read a file of one shape."""
    try:
        if path.stat().st_size > BYTES_MOST:
            raise StoreError(_wrong(path))
        return msgspec.json.decode(path.read_bytes(), type=shape)
    except OSError as error:
        sentence = f'"{path}" could not be read: {error.strerror}. Check the name.'
        raise StoreError(sentence) from error
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise StoreError(_wrong(path)) from error


def _wrong(path: Path) -> str:
    return f'"{path}" is cut or damaged, or is no file of checkpoints and proofs. {ANEW}'
