"""Bare loops of reading: what a walk over every case and a sweep that finds nothing ask of the database, and no more.

What must never happen here: a statement the measured program does not run.
"""

import time
from collections.abc import Sequence

from solidground.core.kernel import Instant
from solidground.store.bare import Engine
from solidground.store.base import SqlStore
from solidground.store.desk import ASKED_TOGETHER, THERE
from solidground.store.walk import EVENTS, FEW, FOREIGN, LAST, PLANS, ROWS, SNAPSHOTS, TOGETHER


def bare_walk(store: SqlStore) -> float:
    """Read every stream with its events, state, plan and row, and the outbox of each; return the seconds."""
    began = time.perf_counter()
    for agency in store.agencies():
        after = ""
        while after < LAST:
            with store.reading() as session:
                found = session.run(SNAPSHOTS, (agency, after, LAST, TOGETHER))
                last = found[-1][0] if len(found) == TOGETHER else LAST
                between = (agency, after, last)
                session.run(EVENTS, between)
                session.run(PLANS, between)
                cases = [row[0].partition("/")[2] for row in found if row[0].startswith("case/")]
                if cases:
                    session.run(ROWS, (agency, min(cases)[:-1], max(cases)))
                obligations = [case for case in cases for _ in range(NOTICES_OF_ONE)]
                for first in range(0, len(obligations) // ASKED_TOGETHER * ASKED_TOGETHER, ASKED_TOGETHER):
                    session.run(THERE, (agency, *obligations[first : first + ASKED_TOGETHER]))
            after = last
    for statement in (FOREIGN, FEW):
        assert not list(store.stream_rows(statement)), "every case is woken by its keepers"
    return time.perf_counter() - began


NOTICES_OF_ONE = 4
"""Notifications of a case that was opened and reminded once."""


def bare_idle(engine: Engine, now: Instant, times: int) -> list[float]:
    """Claim, where nothing is due, as often as that; return the seconds of each."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        with engine.transaction():
            assert not engine.claim(now, TOGETHER), "nothing is due"
        took.append(time.perf_counter() - began)
    return took


def bare_audit(store: SqlStore, subjects: Sequence[str], times: int) -> float:
    """Read what is kept of every stream of some subjects, and the first one's as often as that; return the seconds."""
    began = time.perf_counter()
    with store.reading() as session:
        for agency in store.agencies():
            for subject in (*subjects, *[subjects[0]] * (times - 1)):
                assert session.run(KEPT, (agency, f"{subject}/", f"{subject}0")), "there is something to read"
    return time.perf_counter() - began


KEPT = "SELECT stream, version, schema, state FROM snapshot WHERE agency = ? AND stream >= ? AND stream < ?"
