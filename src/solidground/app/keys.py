"""The two secrets of an agency beside the one for checkpoints: for links in notifications, and for addresses.

What must never happen here: a secret in the database, in a log, or in a file that others may read.
"""

import os
import secrets
from pathlib import Path

from solidground.app.importing.fault import FileFault
from solidground.app.settings import Settings
from solidground.app.voices import Voice, Voices
from solidground.core.notice.token import SECRET_BYTES_LEAST, SigningKey

LINKS = Path("keys") / "links.key"
ADDRESSES = Path("keys") / "addresses.key"
FIRST = 1
"""The number of the first key for links."""


def make_keys(directory: Path) -> None:
    """Make what is missing; what is there stays."""
    for name in (LINKS, ADDRESSES):
        path = directory / name
        if path.exists():
            continue
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(SECRET_BYTES_LEAST))
        except OSError as error:
            sentence = f'The key could not be written to "{path}": {error.strerror or error}.'
            raise FileFault(sentence) from error


def link_key(directory: Path) -> SigningKey:
    """Return the key that signs links."""
    return SigningKey(FIRST, _read(directory / LINKS))


def address_key(directory: Path) -> bytes:
    """Return the key of the commitments to addresses."""
    return _read(directory / ADDRESSES)


def voices_of(directory: Path, settings: Settings) -> Voices:
    """Return how the agencies of a data directory speak."""
    voice = Voice(settings.phrase, settings.language, settings.link, link_key(directory), address_key(directory))
    return lambda _agency: voice


def _read(path: Path) -> bytes:
    try:
        secret = path.read_bytes()
    except OSError as error:
        sentence = f'The key "{path}" could not be read. Put it back from your backup.'
        raise FileFault(sentence) from error
    if len(secret) < SECRET_BYTES_LEAST:
        sentence = f'The file "{path}" is not a key. Put it back from your backup.'
        raise FileFault(sentence)
    return secret
