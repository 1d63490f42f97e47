"""Counting how an agency's cases, notifications and inbox stand, beside everything else that goes on.

What must never happen here: waiting for a writer, or making one wait.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from solidground.core.kernel import AgencyId, Instant
from solidground.core.record import Tally

Rows: TypeAlias = Callable[[str, tuple[Any, ...]], Iterator[tuple[Any, ...]]]

CASES = (
    "SELECT agency, status, count(*), count(unheld_at),"
    " count(CASE WHEN status = 'active' AND next_due_at < ? THEN 1 END),"
    # Put off by the sweep itself: its rules failed. A roster event wakes a case earlier, and never later.
    " count(CASE WHEN woken_at IS NULL AND claim_at IS NOT NULL AND claim_at > coalesce(wake_at, 0) THEN 1 END),"
    " min(CASE WHEN status = 'active' AND next_due_at >= ? THEN next_due_at END), min(claim_at)"
    " FROM case_row GROUP BY agency, status"
)
HEADS = (
    "SELECT h.agency, sum(h.size - coalesce((SELECT max(c.size) FROM checkpoint c"
    " WHERE c.agency = h.agency AND c.side = h.side), 0)) FROM head h GROUP BY h.agency ORDER BY h.agency"
)
OUTBOX = "SELECT agency, status, count(*) FROM outbox WHERE status IN ({}) GROUP BY agency, status"
STATUSES = ("waiting", "unknown", "refused")
INBOX = (
    "SELECT agency, count(CASE WHEN tries > 0 THEN 1 END), min(CASE WHEN tries = 0 THEN at END)"
    " FROM inbox GROUP BY agency"
)


def tallies(rows: Rows, now: Instant) -> list[Tally]:
    """Return how each agency stands at an instant."""
    found = {agency: Tally(AgencyId(agency), unsealed=int(unsealed)) for agency, unsealed in rows(HEADS, ())}
    for agency, status, cases, unheld, overdue, apart, due_at, claim_at in rows(CASES, (now, now)):
        one = found[agency]
        found[agency] = one._replace(
            **{status: cases},
            unheld=one.unheld + unheld,
            overdue=one.overdue + overdue,
            apart=one.apart + apart,
            next_due_at=_first(one.next_due_at, due_at),
            next_at=_first(one.next_at, claim_at),
        )
    for agency, status, count in rows(OUTBOX.format(", ".join("?" * len(STATUSES))), STATUSES):
        found[agency] = found[agency]._replace(**{status: count})
    for agency, unopened, at in rows(INBOX, ()):
        one = found[agency]
        found[agency] = one._replace(unopened=unopened, next_at=_first(one.next_at, at))
    return list(found.values())


def _first(one: Instant | None, other: Instant | None) -> Instant | None:
    return min((at for at in (one, other) if at is not None), default=None)
