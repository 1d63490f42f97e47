"""What PostgreSQL says when something is wrong, as sentences: the place and the remedy."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from solidground.core.record import ConflictError
from solidground.store.fault import RESTORE, StoreError
from solidground.store.sqlite_fault import inside

STANDBY = ("session is read-only", "server is in hot standby mode")
"""What is said by a server that follows another, where the address asks for the one that takes writing."""

CONFLICTS = (errors.UniqueViolation, errors.SerializationFailure, errors.DeadlockDetected)


def place_of(conninfo: str) -> str:
    """Return how a person calls a database, without its password."""
    parts = conninfo_to_dict(conninfo)
    return f'The database "{parts.get("dbname", "")}" on "{parts.get("host", "this machine")}"'


def _reason(error: psycopg.Error) -> str:
    said = str(error).strip()
    if any(words in said for words in STANDBY):
        return "none of its servers takes writing now"
    return said.splitlines()[0] if said else "no answer"


@contextmanager
def faults(place: str) -> Iterator[None]:
    """Turn the errors of PostgreSQL into conflicts and faults; what no table allows is a bug."""
    try:
        yield
    except CONFLICTS as error:
        message = f"somebody else wrote this first: {error}"
        raise ConflictError(message) from error
    except (errors.IntegrityError, psycopg.DataError) as error:
        raise AssertionError(str(error)) from error
    except errors.LockNotAvailable as error:
        # It has waited long: trying again at once would make everybody behind it wait as well.
        sentence = f"{place} is in use by another program that does not let go. Stop it, or wait, and try again."
        raise StoreError(sentence) from error
    except errors.DiskFull as error:
        sentence = f"There is no room left for {inside(place)}. Make room on its disk and try again; nothing was lost."
        raise StoreError(sentence) from error
    except (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction) as error:
        sentence = f"{place} may not be written by this account. Give it the right, or use the primary server."
        raise StoreError(sentence) from error
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        sentence = (
            f"{place} cannot be reached ({_reason(error)})."
            " Check that the server runs and the address is right; nothing was lost, it is tried again."
        )
        raise StoreError(sentence) from error
    except (errors.UndefinedTable, errors.UndefinedColumn) as error:
        sentence = f"{place} is damaged: it lacks a table or a column it should have. {RESTORE}"
        raise StoreError(sentence) from error
