"""Bringing a database to the set of tables this version knows, in numbered steps.

What must never happen here: opening a database that is newer than the program, or a step that runs halfway.
"""

from collections.abc import Mapping

from solidground.store.devices import DEVICE
from solidground.store.door_tables import ATTEMPT, SOURCE
from solidground.store.elsewhere import ELSEWHERE
from solidground.store.fault import StoreError
from solidground.store.figure_tables import COUNTED, FIGURE
from solidground.store.looked import LOOKED
from solidground.store.serials import SERIAL
from solidground.store.session import Session
from solidground.store.shape import Engine, Table, statements
from solidground.store.shared_tables import OWN_WORDS, SHARED
from solidground.store.signing import SIGNED
from solidground.store.tables import NODE, ROTATION, SCHEMA, TABLES

Steps = Mapping[int, tuple[str | Table, ...]]
"""The number a step leads to, and its statements; a table is one that is new."""

STEPS: Steps = {
    2: (
        "ALTER TABLE inbox ADD COLUMN tries bigint NOT NULL DEFAULT 0",
        "ALTER TABLE inbox ADD COLUMN try_at bigint NOT NULL DEFAULT 0",
        "ALTER TABLE inbox ADD COLUMN why text",
    ),
    3: (FIGURE, COUNTED),
    # SQLite keeps bytes as bytes under any name of a kind it does not know.
    4: ("ALTER TABLE checkpoint ADD COLUMN root bytea", NODE, ROTATION),
    5: ("ALTER TABLE outbox ADD COLUMN sent_as text",),
    # Whatever needs somebody is on a ladder, and each step of one writes the row again: none stays empty for long.
    6: (
        *(SHARED, OWN_WORDS, DEVICE, ATTEMPT, SOURCE, LOOKED),
        "ALTER TABLE case_row ADD COLUMN needs bigint",
        "CREATE INDEX case_row_late ON case_row (agency, case_id) WHERE needs = 5",
    ),
    7: (ELSEWHERE, SIGNED._replace(columns=SIGNED.columns[:-1])),
    8: (SERIAL, "ALTER TABLE signed ADD COLUMN drawn text"),
}
"""What each set of tables added. The statements are the same on both databases."""


def create(session: Session, engine: Engine) -> None:
    """Make all tables in an empty database."""
    for table in TABLES:
        for statement in statements(table, engine):
            session.change(statement)
    session.change("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA),))


def is_current(session: Session, schema: int = SCHEMA) -> bool:
    """Return whether there is nothing to do."""
    return session.run("SELECT value FROM meta WHERE key = 'schema'") == [(str(schema),)]


def migrate(
    session: Session, place: str, engine: Engine = "sqlite", *, steps: Steps = STEPS, schema: int = SCHEMA
) -> int:
    """Bring a database to ``schema``; return the number it had. Inside one transaction: all steps or none."""
    rows = session.run("SELECT value FROM meta WHERE key = 'schema'")
    if not rows or not str(rows[0][0]).isdigit():
        sentence = f"{place} does not say which version wrote it. Restore it from a backup."
        raise StoreError(sentence)
    had = int(rows[0][0])
    if had > schema:
        sentence = (
            f"{place} was written by a newer version of this program (tables {had}, this one knows {schema})."
            " Install the newer version; nothing was changed."
        )
        raise StoreError(sentence)
    for number in range(had + 1, schema + 1):
        for step in steps[number]:
            for statement in statements(step, engine) if isinstance(step, Table) else (step,):
                session.change(statement)
        session.change("UPDATE meta SET value = ? WHERE key = 'schema'", (str(number),))
    return had
