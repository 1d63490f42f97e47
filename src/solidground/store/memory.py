"""A store without a file: the same tables, gone when it is closed. For tests, simulation and replay.

What must never happen here: a behaviour of its own. It differs from the file in nothing but lasting.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from solidground.core.subject import Subject
from solidground.store.base import RANDOM_SALTS, Salts
from solidground.store.codec import Readers
from solidground.store.held import CACHE_STREAMS_MOST
from solidground.store.seal import Seal, Signer
from solidground.store.session import Row
from solidground.store.sqlite import STREAMED_ROWS, Connect, SqliteStore, connect
from solidground.store.sqlite_fault import faults


class MemoryStore(SqliteStore):
    """The same tables without a file: gone when it is closed."""

    def __init__(
        self,
        subjects: Mapping[str, Subject],
        *,
        signer: Signer | None = None,
        salts: Salts = RANDOM_SALTS,
        readers: Readers | None = None,
        cached: int = CACHE_STREAMS_MOST,
        connect: Connect = connect,
    ) -> None:
        """Begin with nothing, and with a key of its own unless another is to sign."""
        path, sealed = Path(":memory:"), signer or Seal.new()
        super().__init__(path, subjects, sealed, salts=salts, readers=readers, cached=cached, connect=connect)

    def _copied(self) -> sqlite3.Connection:
        return self.connection

    def stream_rows(self, statement: str, row: tuple[Any, ...] = (), *, tolerant: bool = False) -> Iterator[Row]:
        """Run a long reading statement: there is only one connection to this database, and no foreign hand."""
        assert isinstance(tolerant, bool)
        with faults(self.place):
            cursor = self.connection.execute(statement, row)
            while rows := cursor.fetchmany(STREAMED_ROWS):
                yield from rows
