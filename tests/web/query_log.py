"""What a request asked of the database, statement by statement, and which of it names care.

SQLite tells each statement with its values in place, so that a stream or a row of care shows whatever way it was
reached. What counts as care stands in docs/decisions.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from solidground.store.sqlite import connect
from solidground.store.tables import TABLES as ALL

OF_THE_ROSTER = frozenset({"roster_version", "lending"})
"""Care's tables that say who there is: without them nobody would know who asks."""

TABLES = tuple(sorted({table.name for table in ALL if table.side == "care"} - OF_THE_ROSTER))
"""Tables in which every row is about somebody's care, as the store itself says."""

STREAMS = ("case", "concern", "decision")
"""Subjects whose rows of the log and of its snapshots are care. A person and a rota say who asks."""

_NAMED = re.compile(rf"\b(?:FROM|JOIN|INTO|UPDATE)\s+({'|'.join(TABLES)})\b", re.IGNORECASE)
_STREAM = re.compile(rf"'(?:{'|'.join(STREAMS)})[/0]")
_SIDE = re.compile(r"\bFROM (?:event|checkpoint|head|node)\b.*'care'", re.IGNORECASE | re.DOTALL)
_WHOLE = re.compile(r"\bFROM (?:event|snapshot|checkpoint|node)\b(?!.*\bWHERE\b)", re.IGNORECASE | re.DOTALL)


def names_care(statement: str) -> bool:
    """Return whether a statement reads or writes what is care's."""
    return any(sign.search(statement) for sign in (_NAMED, _STREAM, _SIDE, _WHOLE))


class QueryLog:
    """A store in memory that tells every statement."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.store = MemoryStore(SUBJECTS, connect=self._connected)
        self._listens = False

    def _connected(self, path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.set_trace_callback(self._take)
        return connection

    def _take(self, statement: str) -> None:
        if self._listens:
            self.said.append(statement)

    @contextmanager
    def listening(self) -> Iterator[list[str]]:
        """Give what is said until the block ends."""
        self.said, self._listens = [], True
        try:
            yield self.said
        finally:
            self._listens = False
