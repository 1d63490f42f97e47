"""One clock for one SQLite data directory: whoever comes second is told so.

What must never happen here: a lock that outlives the program that holds it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from solidground.store.fault import StoreError

LOCK = "clock.lock"


@contextmanager
def open_clock_lock(directory: Path) -> Iterator[None]:
    """Hold the clock of a data directory; the system lets go of it however this program ends."""
    path = directory / LOCK
    try:
        file = path.open("a+", encoding="ascii")
    except OSError as error:
        sentence = f'The file "{path}" cannot be written ({error.strerror}). Check that the folder is there and yours.'
        raise StoreError(sentence) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            sentence = (
                f'Another clock (process {holder}) already runs on "{directory}". Stop it first;'
                " for several clocks use PostgreSQL."
            )
            raise StoreError(sentence) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
