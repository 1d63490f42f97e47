"""The key that signs checkpoints: a file beside the database, never in it.

What must never happen here: a key written where others may read it, or a signature believed without the public half.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from solidground.store.fault import StoreError

PRIVATE = Path("keys") / "seal.key"
PUBLIC = Path("keys") / "seal.pub"
NEXT = Path("keys") / "seal.key.next"
"""The key that follows, while it takes the place of the one before."""
KEY_BYTES = 32


class Signer(Protocol):
    """What signs checkpoints."""

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""

    def sign(self, statement: bytes) -> bytes:
        """Return the signature over a statement."""

    def adopt(self, public: bytes) -> bool:
        """Sign with the key of this public half from now on; return whether it is there."""


class Seal:
    """An Ed25519 key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Hold the private half."""
        self._key = key

    @classmethod
    def new(cls) -> "Seal":
        """Return a key that lives as long as this program."""
        return cls(Ed25519PrivateKey.generate())

    def sign(self, statement: bytes) -> bytes:
        """Return the signature over a statement."""
        return self._key.sign(statement)

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        return self._key.public_key().public_bytes_raw()

    @property
    def private(self) -> bytes:
        """The private half, 32 bytes."""
        return self._key.private_bytes_raw()

    def adopt(self, public: bytes) -> bool:
        """Return whether this is that key: there is no other."""
        return self.public == public


class KeptSeal:
    """The key of a data directory, read whenever something is signed: it may have been changed for a newer one."""

    def __init__(self, directory: Path) -> None:
        """Remember where the key is."""
        self._directory = directory

    def sign(self, statement: bytes) -> bytes:
        """Return the signature over a statement."""
        return read_seal(self._directory).sign(statement)

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        return read_seal(self._directory).public

    def adopt(self, public: bytes) -> bool:
        """Return whether the key of this public half is there; one that waits to follow takes its place."""
        coming = self._directory / NEXT
        if self.public != public and coming.exists() and read_key(coming).public == public:
            take_place(self._directory, public)
        return self.public == public


def take_place(directory: Path, public: bytes) -> None:
    """Let the key that follows take the place of the one before; whoever else does it at the same time may be first."""
    try:
        with suppress(FileNotFoundError):
            (directory / NEXT).replace(directory / PRIVATE)
        written = directory / (str(PUBLIC) + ".next")
        written.write_text(public.hex() + "\n", encoding="ascii")
        written.replace(directory / PUBLIC)
    except OSError as error:
        sentence = f'The new key could not take its place in "{directory / PRIVATE}": {error.strerror}.'
        raise StoreError(sentence) from error


def make_seal(directory: Path) -> Seal:
    """Make the key of a data directory, or return the one it has."""
    path = directory / PRIVATE
    if path.exists() or (directory / PUBLIC).exists():
        return read_seal(directory)
    made = Seal.new()
    write_key(path, made)
    try:
        (directory / PUBLIC).write_text(made.public.hex() + "\n", encoding="ascii")
    except OSError as error:
        raise _unwritten(directory / PUBLIC, error) from error
    return made


def drop_next(directory: Path) -> None:
    """Take away a key that never came to follow: one that did would be in its place."""
    try:
        (directory / NEXT).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritten(directory / NEXT, error) from error


def write_key(path: Path, seal: Seal) -> None:
    """Write a private key to a new file that only this account may read, and wait for the disk."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(seal.private)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> StoreError:
    return StoreError(f'The key for checkpoints could not be written to "{path}": {error.strerror}.')


def read_seal(directory: Path) -> Seal:
    """Return the key of a data directory."""
    return read_key(directory / PRIVATE)


def read_key(path: Path) -> Seal:
    """Return the private key in a file."""
    try:
        return Seal(Ed25519PrivateKey.from_private_bytes(path.read_bytes()))
    except OSError as error:
        sentence = f'The key for checkpoints could not be read from "{path}". Put it back from your backup.'
        raise StoreError(sentence) from error
    except ValueError as error:
        sentence = f'The file "{path}" is not a key for checkpoints. Put it back from your backup.'
        raise StoreError(sentence) from error


def read_public(directory: Path) -> bytes:
    """Return the public half, which is enough to check every checkpoint."""
    path = directory / PUBLIC
    try:
        public = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        sentence = f'The public key for checkpoints could not be read from "{path}". Put it back from your backup.'
        raise StoreError(sentence) from error
    if len(public) != KEY_BYTES:
        sentence = f'The file "{path}" is not a public key for checkpoints. Put it back from your backup.'
        raise StoreError(sentence)
    return public


def signed(public: bytes, statement: bytes, signature: bytes) -> bool:
    """Return whether a signature over a statement is by this key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, statement)
    except (InvalidSignature, ValueError):
        return False
    return True
