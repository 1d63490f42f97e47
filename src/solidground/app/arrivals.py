"""Taking in everything the inbox holds, also when one row of it fails.

All of it is one transaction. Where a bug ends that, the rows are taken one by one, and the one that fails is set apart:
it stays, is shown, and is tried again ever later. What must never happen here: a row that is lost, or one that holds up
the rows behind it.
"""

import logging
from typing import NamedTuple

from solidground.app.again import transacted
from solidground.app.intake import PlanFor, TakenIn, taken_in
from solidground.app.ports import BATCH, Ids, Store, Unit
from solidground.app.rosters import Rosters
from solidground.core.kernel import AgencyId, Instant

logger = logging.getLogger(__name__)


class Arrived(NamedTuple):
    """What was taken in: cases opened, and rows that failed and were set apart; and whether more may wait."""

    opened: int
    apart: int = 0
    more: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person should know."""
        if not self.apart:
            return ()
        cases = "A case" if self.apart == 1 else f"{self.apart} cases"
        return (
            f'{cases} could not be opened for a defect, and will be tried again: "solidground status" counts them.',
        )


class Arrivals:
    """The inbox, and what takes it in."""

    def __init__(self, store: Store, rosters: Rosters, ids: Ids, plan_for: PlanFor) -> None:
        """Take what opening a case needs."""
        self._store, self._rosters, self._ids, self._plan_for = store, rosters, ids, plan_for

    def take(self, now: Instant, most: int = BATCH) -> Arrived:
        """Take in what waits, at most so many cases."""
        try:
            taken = transacted(self._store, self._rosters, lambda unit: self._taken(unit, now, most))
        except AssertionError:
            return self._one_by_one(now, most)
        return Arrived(len(taken.opened), more=taken.rows == most)

    def _taken(self, unit: Unit, now: Instant, most: int) -> TakenIn:
        return taken_in(unit, self._rosters, self._ids, self._plan_for, now, most)

    def _one_by_one(self, now: Instant, most: int) -> Arrived:
        opened = apart = 0
        for _ in range(most):
            reached: list[tuple[AgencyId, str] | None] = []
            try:
                opened += transacted(self._store, self._rosters, lambda unit: self._next(unit, now, reached))  # noqa: B023 - called at once
            except AssertionError:
                row = reached[-1]
                assert row is not None, "nothing fails where nothing is taken"
                logger.exception("what %s asks for failed; it is set apart and tried again", row[0])
                with self._store.transaction() as unit:
                    unit.inbox_apart(*row, "failed", now)
                apart += 1
            if reached[-1] is None:
                return Arrived(opened, apart)
        return Arrived(opened, apart, more=True)

    def _next(self, unit: Unit, now: Instant, reached: list[tuple[AgencyId, str] | None]) -> int:
        reached.append(unit.inbox_next(now))
        return len(self._taken(unit, now, 1).opened)
