"""What the clock will do first after an outage: its own first sweep, done in a transaction that is taken back.

What must never happen here: anything sent, anything kept, or a second reading of what the rules would do.
"""

from contextlib import suppress
from typing import NamedTuple

from solidground.app.handle import stream_of
from solidground.app.ports import BATCH, OutboxRow, Store, Unit
from solidground.app.rosters import Rosters
from solidground.app.tick import sweep_in
from solidground.core.care.views import still_wanted
from solidground.core.kernel import Instant


class First(NamedTuple):
    """The notification that leaves before all others: which text, whether it is urgent, and since when it is owed."""

    kind: str
    urgent: bool
    owed_at: Instant


class Ahead(NamedTuple):
    """What waits for the clock: ``cases`` it will look at, ``urgent`` ones among them; ``steps`` past their time.

    ``opening`` are cases to be opened. ``notices`` leave in the first round: ``urgent_notices`` of them at once, the
    others as each person's hours allow.
    """

    cases: int
    steps: int
    urgent: int
    opening: int
    notices: int
    urgent_notices: int
    first: First | None


class _TakenBackError(Exception):
    """Ends the transaction without a trace."""


def ahead(store: Store, now: Instant) -> Ahead:
    """Return what the clock will do first at an instant; nothing is written."""
    cases = steps = urgent = 0
    for agency in store.agencies():
        for _, row in store.rows(agency, "active"):
            due = row.wake_at is not None and row.wake_at <= now
            cases += due
            urgent += due and row.urgent
            steps += row.next_due_at is not None and row.next_due_at < now
    rows: list[OutboxRow] = []
    opening = 0
    with suppress(_TakenBackError), store.transaction() as unit:
        opening = len(unit.inbox_left(now))
        sweep_in(unit, Rosters(), now)
        rows += [row for row in unit.outbox_due(now, BATCH) if _is_wanted(unit, row)]
        raise _TakenBackError
    first = First(rows[0].notice.kind, rows[0].notice.urgent, rows[0].notice.send_at) if rows else None
    rings = sum(row.notice.urgent for row in rows)
    return Ahead(cases, steps, urgent, opening, len(rows), rings, first)


def _is_wanted(unit: Unit, row: OutboxRow) -> bool:
    if not row.case:
        return True
    return still_wanted(unit.load([stream_of(row.agency, f"case/{row.case}")])[0].state, row.notice)
