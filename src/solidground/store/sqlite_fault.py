"""What SQLite says when something is wrong, as sentences: the place and the remedy."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from solidground.core.record import ConflictError
from solidground.store.fault import StoreError

_SAID = {
    "SQLITE_FULL": "There is no room left for {place}. Make room on the disk and try again; nothing was lost.",
    "SQLITE_READONLY": "{place} cannot be written. Give this account the right to write the file and its folder.",
    "SQLITE_CANTOPEN": "{place} cannot be opened. Check that the folder exists and may be written by this account.",
    "SQLITE_NOTADB": "{place} is not a database of this program. Restore it from a backup.",
    "SQLITE_CORRUPT": "{place} is damaged. Stop the program and restore the last good backup.",
    "SQLITE_BUSY": "{place} is in use by another program that does not let go. Stop it, or wait, and try again.",
    "SQLITE_LOCKED": "{place} is in use by another program that does not let go. Stop it, or wait, and try again.",
    "SQLITE_IOERR": "The disk did not read or write {place} as it should. Check the disk and try again.",
}


def sentence_of(error: sqlite3.Error, place: str) -> str:
    """Return what a person reads of an error."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    for code, said in _SAID.items():
        if name.startswith(code):
            return said.format(place=place)
    return f"{place} failed: {error}. Nothing was lost; try again, and restore a backup if it stays."


@contextmanager
def faults(place: str) -> Iterator[None]:
    """Turn the errors of SQLite into conflicts and faults; what no table allows is a bug."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if str(getattr(error, "sqlite_errorname", "")) in {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}:
            message = f"somebody else wrote this first: {error}"
            raise ConflictError(message) from error
        raise AssertionError(str(error)) from error
    except sqlite3.Error as error:
        raise StoreError(sentence_of(error, place)) from error
