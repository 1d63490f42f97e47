"""The secrets of an agency beside the one for checkpoints: for links, for addresses, for the pages.

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
PAGES = Path("keys") / "pages.key"
"""Signs what the pages hand out, and seals second factors: with another key everybody would be signed out."""

METRICS = Path("keys") / "metrics.token"
"""What a monitor shows to be told figures; made when it is first wanted."""

FIRST = 1
"""The number of the first key for links."""


def make_keys(directory: Path) -> None:
    """Make what is missing; what is there stays."""
    for name in (LINKS, ADDRESSES, PAGES):
        if not (directory / name).exists():
            _keep(directory / name, secrets.token_bytes(SECRET_BYTES_LEAST))


def _keep(path: Path, secret: bytes) -> None:
    """Write a secret that only this account may read."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secret)
    except OSError as error:
        sentence = f'The key could not be written to "{path}": {error.strerror or error}.'
        raise FileFault(sentence) from error


def metrics_token(directory: Path) -> str:
    """Return what a monitor must show; make it where there is none."""
    path = directory / METRICS
    if not path.exists():
        _keep(path, secrets.token_urlsafe(SECRET_BYTES_LEAST).encode())
    return _read(path).decode("utf-8", "replace").strip()


def link_key(directory: Path) -> SigningKey:
    """Return the key that signs links."""
    return SigningKey(FIRST, _read(directory / LINKS))


def pages_key(directory: Path) -> str:
    """Return the key of the pages; make it where an older version made the directory."""
    if not (directory / PAGES).exists():
        _keep(directory / PAGES, secrets.token_bytes(SECRET_BYTES_LEAST))
    return _read(directory / PAGES).hex()


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
