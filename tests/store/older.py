"""A database as the first version made it."""

from solidground.store.session import Session
from tests.store.made_up import AGENCY, MEMBER, NOON, PEER

ADDED_IN_2 = ("tries", "try_at", "why")


def as_it_was(session: Session) -> None:
    """Turn the tables back to the first set, with one row in the inbox."""
    for table in (
        "figure",
        "counted",
        "node",
        "rotation",
        "shared",
        "own_words",
        "device",
        "attempt",
        "source",
        "looked",
        "elsewhere",
        "signed",
        "serial",
    ):
        session.change(f"DROP TABLE {table}")
    session.change("ALTER TABLE checkpoint DROP COLUMN root")
    session.change("ALTER TABLE outbox DROP COLUMN sent_as")
    session.change("DROP INDEX case_row_late")
    session.change("ALTER TABLE case_row DROP COLUMN needs")
    for column in ADDED_IN_2:
        session.change(f"ALTER TABLE inbox DROP COLUMN {column}")
    session.change(
        "INSERT INTO inbox (agency, key, stream, type, body, at) VALUES (?, 'k', 'case/c-1', 'OpenCase', ?, ?)",
        (AGENCY, f'{{"at":{NOON},"by":"{PEER}","member":"{MEMBER}"}}', NOON),
    )
    session.change("UPDATE meta SET value = '1' WHERE key = 'schema'")
