"""docs/tables.md, written from the tables as they are declared.

What must never happen here: a word about a column that is not in its declaration.
"""

from solidground.store.shape import Table
from solidground.store.tables import SCHEMA, TABLES

_OPENING = f"""# The tables

Made from `src/solidground/store/tables.py` by `solidground.store.document`; a test holds the two together. This is
set {SCHEMA}. Every table belongs to a side: what `command` owns may be shown to command, what `care` owns never is,
`registry` holds names and addresses, and `both` is told apart by its column `side` or by the stream.
Instants are whole microseconds since 1970, UTC.
"""


def _cells(table: Table) -> list[str]:
    lines = ["| column | kind | may be empty | what it holds |", "|---|---|---|---|"]
    for column in table.columns:
        empty = "yes" if column.empty else ""
        lines.append(f"| `{column.name}` | {column.kind} | {empty} | {column.doc} |")
    return lines


def _section(table: Table) -> str:
    lines = [f"## {table.name} ({table.side})", "", table.doc, "", *_cells(table), "", f"Key: {', '.join(table.key)}."]
    for index in table.indexes:
        unique = "Unique" if index.unique else "Index"
        where = f" where {index.where}" if index.where else ""
        lines.append(f"{unique}: {index.columns}{where}.")
    lines += [f"Always: `{check}`." for check in table.checks]
    return "\n".join(lines) + "\n"


def tables_document() -> str:
    """Return the whole document."""
    return "\n".join([_OPENING, *map(_section, TABLES)])
