"""The key that signs checkpoints: a file beside the database, never in it.

What must never happen here: a key written where others may read it, or a signature believed without the public half.
"""

import os
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from solidground.store.fault import StoreError

PRIVATE = Path("keys") / "seal.key"
PUBLIC = Path("keys") / "seal.pub"
KEY_BYTES = 32


class Signer(Protocol):
    """What signs checkpoints."""

    def sign(self, statement: bytes) -> bytes:
        """Return the signature over a statement."""


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


class KeptSeal:
    """The key of a data directory, read when something is signed: who only reads needs no key."""

    def __init__(self, directory: Path) -> None:
        """Remember where the key is."""
        self._directory = directory
        self._seal: Seal | None = None

    def sign(self, statement: bytes) -> bytes:
        """Return the signature over a statement."""
        if self._seal is None:
            self._seal = read_seal(self._directory)
        return self._seal.sign(statement)


def make_seal(directory: Path) -> Seal:
    """Make the key of a data directory, or return the one it has."""
    path = directory / PRIVATE
    if path.exists() or (directory / PUBLIC).exists():
        return read_seal(directory)
    key = Ed25519PrivateKey.generate()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key.private_bytes_raw())
        (directory / PUBLIC).write_text(key.public_key().public_bytes_raw().hex() + "\n", encoding="ascii")
    except OSError as error:
        sentence = f'The key for checkpoints could not be written to "{path}": {error.strerror}.'
        raise StoreError(sentence) from error
    return Seal(key)


def read_seal(directory: Path) -> Seal:
    """Return the key of a data directory."""
    path = directory / PRIVATE
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
