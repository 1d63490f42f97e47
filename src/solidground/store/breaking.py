"""A connection that breaks where a simulation says: a program that is killed, or a database that is not there.

What must never happen here: a break that SQLite itself could not make.
"""

import sqlite3
from typing import Any, Literal, TypeAlias

Breaks: TypeAlias = Literal["killed", "lost"]
"""How a program's statement ends: the program is gone, or the database is."""


class KilledError(BaseException):
    """The program ended here, in the middle of whatever it did: nothing of it may catch this."""


class Trap:
    """Where a connection breaks next. ``left`` statements pass; then it breaks before, or after, the next one."""

    def __init__(self) -> None:
        """Begin whole."""
        self.left: int | None = None
        self.how: Breaks = "killed"
        self.after = False
        self.lost = False
        self.sprung = 0

    def arm(self, left: int, how: Breaks, *, after: bool) -> None:
        """Break at a statement, counted from now."""
        self.left, self.how, self.after = left, how, after

    def springs(self) -> bool:
        """Count one statement; tell whether it is the one."""
        if self.left is None:
            return False
        self.left -= 1
        return self.left < 0

    def spring(self) -> None:
        """Break."""
        self.left = None
        self.sprung += 1
        if self.how == "killed":
            raise KilledError
        self.lost = True
        self.refuse()

    def refuse(self) -> None:
        """Say what a database says that is not there."""
        if self.lost:
            message = "disk I/O error"
            raise sqlite3.OperationalError(message)


class Breaking(sqlite3.Connection):
    """A connection that runs into a trap."""

    trap: Trap

    def _meet(self, statement: str) -> bool:
        """Break before a statement; tell whether it is to break after it."""
        if statement == "ROLLBACK":
            return False
        self.trap.refuse()
        if not self.trap.springs():
            return False
        if not self.trap.after or statement.startswith("BEGIN"):
            # A transaction that has begun where nobody heard of it is none that SQLite can make.
            self.trap.spring()
        return True

    def execute(self, statement: str, row: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 as the driver takes it
        """Run a statement, unless it breaks."""
        breaks = self._meet(statement)
        cursor = super().execute(statement, row)
        if breaks:
            self.trap.spring()
        return cursor

    def executemany(self, statement: str, rows: Any, /) -> sqlite3.Cursor:  # noqa: ANN401 as the driver takes it
        """Run a statement for every row, unless it breaks."""
        breaks = self._meet(statement)
        cursor = super().executemany(statement, rows)
        if breaks:
            self.trap.spring()
        return cursor


class Calm:
    """A time in which nothing breaks."""

    def __init__(self, trap: Trap) -> None:
        """Keep what was armed."""
        self._trap = trap

    def __enter__(self) -> None:
        """Lay the trap aside."""
        trap = self._trap
        self._kept = (trap.left, trap.lost)
        trap.left, trap.lost = None, False

    def __exit__(self, *_: object) -> None:
        """Lay it again."""
        self._trap.left, self._trap.lost = self._kept
