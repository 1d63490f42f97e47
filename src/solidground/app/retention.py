"""What need not be kept is not kept: some time after a case has closed, its details go; who came by, much sooner.

A draft that its member threw away goes with the next round. The log says so first, in the stream itself; then the
store empties what came before. What must never happen here: details that go under a legal hold, or a purge that nothing
in the log allows.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from solidground.app.again import transacted
from solidground.app.handle import handle, handle_case, stream_of
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.app.serials import forget_serials
from solidground.core.care.commands import PurgeDetails
from solidground.core.care.state import Case
from solidground.core.desk.commands import PurgeDraft
from solidground.core.desk.decider import World
from solidground.core.desk.state import State as Decision
from solidground.core.kernel import CLOCK, DAY, AgencyId, CaseId, Instant, Refusal, Span, Stream
from solidground.core.subject import CaseRow

RETENTION_FOR: Span = 180 * DAY
"""How long details are kept after a case has closed, unless the agency chooses otherwise."""


class Gone(NamedTuple):
    """What one round did. ``held`` are cases and drafts whose time has passed and that a legal hold keeps."""

    cases: int
    events: int
    held: int
    drafts: int = 0


def purge_details(
    store: Store, rosters: Rosters, purge: Callable[[Stream], int], now: Instant, retention_for: Span = RETENTION_FOR
) -> Gone:
    """Purge closed cases whose retention has passed and drafts that were thrown away, and delete words that are over.

    So are the numbers of what has long been given back. A round broken off is taken up by the next.
    """
    with store.transaction() as unit:
        unit.forget_words(now)
        unit.forget_callers(now)
    cases = events = held = drafts = 0
    for agency in store.agencies():
        forget_serials(store, agency, now)
        ended = [
            case for case, row in store.rows(agency, "closed") if _wanted(store, agency, case, row, now, retention_for)
        ]
        for case in ended:
            stream = stream_of(agency, f"case/{case}")
            if transacted(store, rosters, partial(_allow, rosters, agency, stream, now, retention_for)):
                events += purge(stream)
                cases += 1
            else:
                held += 1
        for stream in _dropped(store, agency):
            if transacted(store, rosters, partial(_allow_dropped, stream, now)):
                events += purge(stream)
                drafts += 1
            else:
                held += 1
    return Gone(cases, events, held, drafts)


def _dropped(store: Store, agency: AgencyId) -> list[Stream]:
    """Return the streams of drafts that were thrown away and of which something can still be read."""
    with store.transaction() as unit:
        streams = unit.streams(agency, "decision")
        states: list[Decision] = [loaded.state for loaded in unit.load(streams)]
    none_now = [stream for stream, state in zip(streams, states, strict=True) if state.stage == "none"]
    return [stream for stream in none_now if len(store.events(stream)) > 1]


def _allow_dropped(stream: Stream, now: Instant, unit: Unit) -> bool:
    """Write into the log that a draft goes; False where a hold keeps it, or its member has begun another."""
    state: Decision = unit.load([stream])[0].state
    cases = [stream_of(stream.agency, f"case/{case}") for case, _ in unit.cases_of(stream.agency, member=state.member)]
    if any(loaded.state.life.legal_hold for loaded in unit.load(cases)):
        return False
    handle(unit, stream, PurgeDraft(now, CLOCK), World())
    after: Decision = unit.load([stream])[0].state
    return after.stage == "none"


def _wanted(store: Store, agency: AgencyId, case: CaseId, row: CaseRow, now: Instant, retention_for: Span) -> bool:
    """Tell whether a closed case's time has passed, or the log says so already and the details are still there."""
    stream = stream_of(agency, f"case/{case}")
    if not row.member:
        return len(store.events(stream)) > 1
    assert row.closed_at is not None, "a closed case has closed at some time"
    if row.closed_at + retention_for <= now:
        return True
    with store.transaction() as unit:
        state: Case = unit.load([stream])[0].state
    return state.life.purged


def _allow(rosters: Rosters, agency: AgencyId, stream: Stream, now: Instant, retention_for: Span, unit: Unit) -> bool:
    """Write into the log that the details go; False where a hold keeps them."""
    command = PurgeDetails(now, CLOCK, retention_for)
    outcome = handle_case(unit, stream, command, rosters.of(unit, agency, now))
    if isinstance(outcome, Refusal):
        return False
    case: Case = unit.load([stream])[0].state
    assert case.life.purged, "what was not refused is in the log, now or from a round that was broken off"
    return True
