"""Copying whole tables between databases, row by row and column by column, in one transaction.

What must never happen here: a copy of two moments.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from solidground.store.session import Row, Session
from solidground.store.shape import Table, names
from solidground.store.tables import META, TABLES

BATCH_ROWS = 1000

COPIED = tuple(table for table in TABLES if table is not META)


def selecting(table: Table) -> str:
    """Return the statement that reads a whole table, in the order of its key."""
    return f"SELECT {', '.join(names(table))} FROM {table.name} ORDER BY {', '.join(table.key)}"  # noqa: S608 our names


def pour(session: Session, table: Table, rows: Iterable[Row]) -> int:
    """Write rows into an empty table; return how many."""
    marks = ", ".join("?" * len(table.columns))
    statement = f"INSERT INTO {table.name} ({', '.join(names(table))}) VALUES ({marks})"  # noqa: S608 our names
    poured = 0
    for batch in _batches(rows):
        session.many(statement, batch)
        poured += len(batch)
    return poured


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    following = iter(rows)
    while batch := list(islice(following, BATCH_ROWS)):
        yield batch
