"""One sweep of the clock: claim what is due, decide each case, write all of it at once.

sweep:  claim due cases, urgent first, at most a batch
        load their states; look at each agency's roster once
        decide a tick for each; a case whose rules fail is set apart, shown as unheld, and tried again
        write events, states, rows, outbox and wake_at in one transaction, fenced by version
"""

import logging
from collections.abc import Sequence
from typing import NamedTuple

from solidground.app.handle import changed_case, settle
from solidground.app.ports import BATCH, Change, Loaded, Store, Unit
from solidground.app.rosters import Rosters
from solidground.core.care.commands import Tick
from solidground.core.care.decider import run
from solidground.core.care.views import row
from solidground.core.kernel import CLOCK, HOUR, AgencyId, CaseId, Instant, Refusal, Stream

logger = logging.getLogger(__name__)

TRY_AGAIN_FOR = HOUR
"""A case whose rules fail is set apart for this long."""


class Swept(NamedTuple):
    """What one sweep did. ``apart`` are cases whose rules failed: they show as unheld and are tried again."""

    cases: int
    events: int
    apart: tuple[tuple[AgencyId, CaseId], ...]


def sweep(store: Store, rosters: Rosters, now: Instant, most: int = BATCH) -> Swept:
    """Do one sweep in a transaction of its own."""
    with store.transaction() as unit:
        return sweep_in(unit, rosters, now, most)


def sweep_in(unit: Unit, rosters: Rosters, now: Instant, most: int = BATCH) -> Swept:
    """Do one sweep inside a transaction that is open already."""
    for agency, gone in unit.absent_now(now):
        unit.wake_keeper(agency, gone, now)
    return tick_all(unit, rosters, unit.claim(now, most), now)


def tick_all(unit: Unit, rosters: Rosters, claimed: Sequence[tuple[AgencyId, CaseId]], now: Instant) -> Swept:
    """Tick cases that are claimed already, or that nobody else can claim."""
    streams = [Stream(agency, "care", f"case/{case}") for agency, case in claimed]
    events = 0
    apart: list[tuple[AgencyId, CaseId]] = []
    # A tick changes nobody of the roster: one look at each agency's is enough.
    known = {agency: rosters.of(unit, agency, now) for agency in dict.fromkeys(agency for agency, _ in claimed)}
    for key, stream, loaded in zip(claimed, streams, unit.load(streams), strict=True):
        roster = known[key[0]]
        try:
            outcome = run(loaded.state, Tick(now, CLOCK), roster.look())
            assert not isinstance(outcome, Refusal), "a tick of an open case is never refused"
            change = changed_case(stream, loaded, *outcome)
            assert change.events or _sleeps(change, now), "a case that does nothing must sleep"
        except AssertionError:
            logger.exception("the rules of %s failed; it is set apart and tried again", stream.name)
            _set_apart(unit, stream, loaded, now)
            apart.append(key)
            continue
        unit.append([change])
        settle(unit, roster, [change])
        events += len(change.events)
    return Swept(len(claimed), events, tuple(apart))


def _sleeps(change: Change, now: Instant) -> bool:
    return change.row is None or change.row.wake_at is None or change.row.wake_at > now


def _set_apart(unit: Unit, stream: Stream, loaded: Loaded, now: Instant) -> None:
    case = CaseId(stream.name.partition("/")[2])
    shown = row(loaded.state)
    assert shown is not None, "only a case that was opened is claimed"
    # Nobody has held it since the first try that failed, whatever its rules say.
    kept = [kept.unheld_at for found, kept in unit.cases_of(stream.agency, member=shown.member) if found == case]
    shown = shown._replace(unheld_at=min((at for at in (*kept, shown.unheld_at) if at is not None), default=now))
    unit.append([Change(stream, loaded.version, (), loaded.state, loaded.state, shown)])
    unit.put_off(stream.agency, case, now + TRY_AGAIN_FOR)
