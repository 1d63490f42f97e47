"""Counts of how an agency stands are the same on every database."""

from solidground.core.kernel import AgencyId
from solidground.store.base import SqlStore

NOW = 1_000
CASE = (
    "INSERT INTO case_row (agency, case_id, version, status, member, part, began_at, wake_at, urgent, unheld_at,"
    " next_due_at, keepers, claim_at, woken_at) VALUES ('a', ?, 1, ?, 'm', 'p', 1, ?, 0, ?, ?, '[]', ?, ?)"
)
CASES = (
    ("on-time", "active", 2_000, None, 2_500, 2_000, None),
    ("overdue", "active", 900, None, 800, 900, None),
    ("apart", "active", 900, 700, 800, 5_000, None),
    ("woken", "active", 3_000, None, 3_000, 1_500, 1_500),
    ("standing", "standing", None, None, None, None, None),
    ("standing-apart", "standing", None, 650, None, 5_000, None),
    ("standing-woken", "standing", None, None, None, 1_200, 1_200),
    ("closed", "closed", None, None, None, None, None),
)


def test_cases_notifications_and_the_inbox_are_counted_by_agency(store: SqlStore) -> None:
    with store.session() as session:
        for agency in ("a", "b"):
            session.run("INSERT INTO head VALUES (?, 'care', 7, ?) RETURNING 1", (agency, b""))
        session.change("INSERT INTO checkpoint VALUES ('a', 'care', 4, ?, 1, ?, ?)", (b"", b"", b""))
        session.many(CASE, CASES)
        for number, status in enumerate(("waiting", "waiting", "unknown", "refused", "handed_over", "withdrawn")):
            tried_at = 5 if status in ("waiting", "unknown") else None
            session.change(
                "INSERT INTO outbox (agency, key, case_id, obligation, repeat, rung, recipient, way, kind, send_at,"
                " urgent, status, next_try_at, tries) VALUES ('b', ?, '', ?, 0, 0, 'p', 'mail', 'k', 1, 0, ?, ?, 0)",
                (str(number), str(number), status, tried_at),
            )
        for key, at, tries in (("1", 500, 0), ("2", 100, 1)):
            session.change(
                "INSERT INTO inbox (agency, key, stream, type, body, at, tries, try_at) VALUES"
                " ('b', ?, 's', 't', '', ?, ?, 0)",
                (key, at, tries),
            )
    first, second = store.tallies(NOW)
    assert first._replace(waiting=0) == first
    assert (first.agency, first.active, first.standing, first.closed) == (AgencyId("a"), 4, 3, 1)
    assert (first.unheld, first.overdue, first.apart) == (2, 2, 2)
    assert (first.next_due_at, first.next_at) == (2_500, 900)
    assert (second.waiting, second.unknown, second.refused, second.unopened, second.next_at) == (2, 1, 1, 1, 500)
    assert (first.unsealed, second.unsealed) == (3, 7)
