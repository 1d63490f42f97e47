"""Moving a running case to a newer protocol: the difference is shown first, and only what was shown is done.

What must never happen here: a case that moves because a file was edited.
"""

from solidground.app.handle import Outcome, handle_case
from solidground.app.ports import Unit
from solidground.app.rosters import Roster
from solidground.core.care.commands import MovePlan
from solidground.core.care.state import Case
from solidground.core.kernel import Instant, PersonId, Refusal, Stream
from solidground.core.protocol.compare import Changes, diff_plans
from solidground.core.protocol.plan import Plan
from solidground.core.protocol.resolve import resolve
from solidground.core.protocol.terms import Protocol


def newer_plan(case: Case, protocol: Protocol) -> Plan:
    """Return what the case would be owed under a protocol, from the day of its incident."""
    head = case.head
    return resolve(protocol, head.kind, head.part, head.began_at, case.plan.zone, head.jurisdiction)


def difference(case: Case, newer: Plan, at: Instant) -> Changes:
    """Return what would change for a case from now on, in sentences; nothing where nothing would."""
    come = frozenset(step.key for step in case.plan.steps[: case.cursor])
    return diff_plans(case.plan, newer, at, come)


def move_case(
    unit: Unit, roster: Roster, stream: Stream, protocol: Protocol, shown: Changes, by: PersonId, at: Instant
) -> Outcome:
    """Move a case. ``shown`` is the difference that the person agreed to; a case that has gone on since is refused."""
    case: Case = unit.load([stream])[0].state
    newer = newer_plan(case, protocol)
    if difference(case, newer, at) != shown:
        return Refusal("DifferenceChanged", "The case has gone on since. Look at the difference again.")
    return handle_case(unit, stream, MovePlan(at, by, newer), roster) if shown else ()
