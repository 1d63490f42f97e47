"""What SQLite says when something is wrong, as sentences: the place and the remedy."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from solidground.core.record import ConflictError
from solidground.store.fault import RESTORE, StoreError

_SAID = {
    "SQLITE_FULL": "There is no room left for {in_words}. Make room on the disk and try again; nothing was lost.",
    "SQLITE_READONLY": "{place} cannot be written. Give this account the right to write the file and its folder.",
    "SQLITE_CANTOPEN": "{place} cannot be opened. Check that the folder exists and may be written by this account.",
    "SQLITE_NOTADB": "{place} is not a database of this program. Restore it from a backup.",
    "SQLITE_CORRUPT": "{place} is damaged. Stop the program and restore the last good backup.",
    "SQLITE_BUSY": "{place} is in use by another program that does not let go. Stop it, or wait, and try again.",
    "SQLITE_LOCKED": "{place} is in use by another program that does not let go. Stop it, or wait, and try again.",
    "SQLITE_IOERR": (
        "The disk did not read or write {in_words} as it should."
        " Make room on it, check that it is sound, and try again; nothing was lost."
    ),
}

_MISSING = re.compile(r"no such (?P<what>table|column): (?P<name>\S+)|has no (?P<column>column) named (?P<called>\S+)")


def inside(place: str) -> str:
    """Return a place as it is called in the middle of a sentence."""
    return place[:1].lower() + place[1:]


def sentence_of(error: sqlite3.Error, place: str) -> str:
    """Return what a person reads of an error."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    for code, said in _SAID.items():
        if name.startswith(code):
            return said.format(place=place, in_words=inside(place))
    missing = _MISSING.search(str(error))
    if missing is not None:
        what, name = missing["what"] or missing["column"], missing["name"] or missing["called"]
        return f'{place} is damaged: its {what} "{name}" is missing. {RESTORE}'
    return f"{place} failed: {error}. Nothing was lost; try again, and restore a backup if it stays."


@contextmanager
def no_room(place: str) -> Iterator[None]:
    """Name the place that is written to where it is full: a copy reads from another one."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            raise StoreError(sentence_of(error, place)) from error
        raise


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
