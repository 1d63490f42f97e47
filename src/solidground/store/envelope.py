"""Sealing a file to age recipients, and opening it: the stock program ``age`` opens it too, without this one.

The key that opens lies elsewhere, never on the machine that seals. What must never happen here: a file in clear where
a sealed one was asked for, or a cut one taken for whole.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from solidground.store.fault import StoreError

HEADER = b"age-encryption.org/"
KEY_BYTES_MOST = 1 << 16
WRONG_KEY = "No matching keys found"
"""What the library says where no key fits; there is no other sign."""


def is_sealed(path: Path) -> bool:
    """Return whether a file is sealed to a key."""
    try:
        with path.open("rb") as file:
            return file.read(len(HEADER)) == HEADER
    except OSError:
        return False  # who reads it next says why


def recipients(named: Sequence[str]) -> list[Any]:
    """Return the recipients that are named: ``age1…``, or files with one a line."""
    from pyrage import RecipientError, x25519  # noqa: PLC0415 - loaded where something is sealed

    found = []
    for text in named:
        for one in [text] if text.startswith("age1") else _lines(Path(text), "recipient"):
            try:
                found.append(x25519.Recipient.from_str(one))
            except RecipientError as error:
                sentence = f'"{one}" is no age recipient. One begins with age1; "solidground keys backup" makes one.'
                raise StoreError(sentence) from error
    return found


def identities(path: Path) -> list[Any]:
    """Return the keys in a file, as ``age-keygen`` and ``solidground keys backup`` write them."""
    from pyrage import IdentityError, x25519  # noqa: PLC0415 - loaded where something is opened

    try:
        return [x25519.Identity.from_str(one) for one in _lines(path, "key")]
    except IdentityError as error:
        # What is in the file is never said: it may be most of a key.
        sentence = f'"{path}" holds no key of age. Its line begins with AGE-SECRET-KEY-1.'
        raise StoreError(sentence) from error


def make_identity(path: Path) -> str:
    """Write a new key to a new file; return its recipient."""
    from pyrage import x25519  # noqa: PLC0415 - as above

    key = x25519.Identity.generate()
    recipient = str(key.to_public())
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(f"# public key: {recipient}\n{key}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        sentence = f'The key could not be written to "{path}": {error.strerror}. Name a new file.'
        raise StoreError(sentence) from error
    return recipient


def seal_file(source: Path, target: IO[bytes], to: Sequence[Any]) -> None:
    """Seal a file to recipients."""
    from pyrage import encrypt_io  # noqa: PLC0415 - as above

    with source.open("rb") as clear:
        encrypt_io(clear, target, list(to))


def open_file(path: Path, keys: Sequence[Any], target: Path) -> None:
    """Open a sealed file into a new one that only this account may read; nothing of a cut one is kept."""
    from pyrage import DecryptError, decrypt_io  # noqa: PLC0415 - as above

    with (
        path.open("rb") as sealed,
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
    ):
        try:
            decrypt_io(sealed, file, list(keys))
        except DecryptError as error:
            raise StoreError(_why(path, str(error))) from error
        except OSError as error:
            if error.errno is not None:
                raise
            raise StoreError(_why(path, str(error))) from error


def _why(path: Path, said: str) -> str:
    if said == WRONG_KEY:
        return f'The backup "{path}" was sealed to another key than this one. Use the key it was made for.'
    return f'The backup "{path}" is cut or damaged. Use another one; nothing was restored.'


def _lines(path: Path, what: str) -> list[str]:
    try:
        if path.stat().st_size > KEY_BYTES_MOST:
            raise StoreError(_none(path, what))
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        sentence = f'The file "{path}" with the {what} of age could not be read: {reason}.'
        raise StoreError(sentence) from error
    found = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not found:
        raise StoreError(_none(path, what))
    return found


def _none(path: Path, what: str) -> str:
    return f'The file "{path}" holds no {what} of age.'
