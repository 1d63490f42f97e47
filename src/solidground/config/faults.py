"""Faults of the outside world as one sentence and an exit code, in one place.

What must never happen here: a traceback for bad input, or a defect dressed up as one. Whatever is not listed is a
defect: it is shown whole.
"""

import errno
from typing import NamedTuple

DONE, BROKEN, BAD, DEFECT = 0, 1, 2, 70
"""Exit codes: done; a promise is broken or a check fails; bad input or usage; a defect of this program."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a disk says that is full, or of which this account has had its share."""

STOPPED = "Stopped; nothing is lost."


class Ended(NamedTuple):
    """How the program ends: its exit code, and what is said on standard error."""

    code: int
    sentence: str


def ending(error: BaseException) -> Ended | None:
    """Return how a fault ends the program; None for a defect."""
    # Every fault of a store or a file carries the sentence a person reads.
    sentence = getattr(error, "sentence", None)
    if isinstance(sentence, str):
        return Ended(BAD, sentence)
    match error:
        case KeyboardInterrupt():
            return Ended(BAD, STOPPED)
        case BrokenPipeError():
            return Ended(BAD, "")
        case MemoryError():
            return Ended(BAD, "There is not enough memory. Close other programs, or use a larger machine.")
        case OSError():
            return Ended(BAD, _said(error))
        case _:
            return None


def _said(error: OSError) -> str:
    place = f'"{error.filename}"' if error.filename else "A file or a connection"
    if error.errno in NO_ROOM:
        where = f" for {place}" if error.filename else " on the disk, or for what was to be written to"
        return f"There is no room left{where} ({error.strerror}). Make room and try again; nothing is lost."
    match error:
        case FileNotFoundError():
            return f"{place} is not there. Check the name."
        case PermissionError():
            return f"{place} may not be used by you. Ask its owner, or change its permissions."
        case ConnectionError() | TimeoutError():
            return "The connection was lost. Try again; nothing is lost."
        case _:
            return f"{place} failed: {error.strerror or error}. Mend that and try again; nothing is lost."
