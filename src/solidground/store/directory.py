"""A data directory as a whole: the database and the public key beside it.

What must never happen here: a check that needs the private key.
"""

from pathlib import Path

from solidground.store.seal import PUBLIC, read_public
from solidground.store.sqlite import open_sqlite
from solidground.store.verify import Verified, verify


def public_of(directory: Path) -> bytes | None:
    """Return the public key of a data directory, or None where it has none."""
    return read_public(directory) if (directory / PUBLIC).exists() else None


def verify_directory(directory: Path) -> Verified:
    """Check every log of a data directory."""
    public = public_of(directory)
    store = open_sqlite(directory, {})
    try:
        return verify(store, public)
    finally:
        store.close()
