"""How members stand on duty and whether they are fit for it: who writes down what. The command side's own write path.

What must never happen here: a word of somebody who cares for a member, somebody who writes down his own, a look at
care, or a day that ends a leave.
"""

from functools import partial
from typing import Any, Final

from solidground.app.again import transacted
from solidground.app.asking.bonds import towards
from solidground.app.duty import CHANGED, UNKNOWN, is_told_no_more, supervisors_of, tellers
from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.indexed import due
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Roster, Rosters
from solidground.core.duty.fitness.commands import RecordFitness
from solidground.core.duty.fitness.decider import State as Fitness
from solidground.core.duty.fitness.decider import World as OfFitness
from solidground.core.duty.fitness.decider import decide as decide_fitness
from solidground.core.duty.status.commands import GiveAssurance, RecordDutyStatus, TellMember, TickDutyStatus
from solidground.core.duty.status.decider import World, decide
from solidground.core.duty.status.state import State
from solidground.core.kernel import CLOCK, AgencyId, Instant, PersonId, Refusal
from solidground.core.roster.roles import SEES_CARE
from solidground.core.wall import Role, Viewer

ENTERS: Final = frozenset({Role.HR, Role.CHIEF})
"""Who writes down how somebody stands. Nobody of care does: what is said there never comes here."""

NOT_YOURS: Final = Refusal("DutyUnknown", "Choose one of the people on this page.")


def record(
    store: Store,
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    command: RecordDutyStatus,
    zone: str,
    seen_at: Instant,
    least_days: int,
) -> Outcome:
    """Write down how a member stands from a day on; sent twice, it is once. ``least_days`` is of the agency's list."""
    act = partial(_record, rosters, agency, viewer, command, World(zone, least_days), seen_at)
    return transacted(store, rosters, act)


def _record(
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    command: RecordDutyStatus,
    world: World,
    seen_at: Instant,
    unit: Unit,
) -> Outcome:
    roster = rosters.of(unit, agency, command.at, carrying=False)
    refusal = _refused(viewer, command.member, roster)
    if refusal is not None:
        return refusal
    world = world._replace(callers=supervisors_of(roster, command.member))
    return _fenced(unit, agency, command.member, command, world, seen_at)


def act(
    store: Store,
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    member: PersonId,
    command: GiveAssurance | TellMember,
    seen_at: Instant,
) -> Outcome:
    """Say that a member was told, or has it in writing: by whoever enters, or somebody to whom he reports."""
    return transacted(store, rosters, partial(_act, rosters, agency, viewer, member, command, seen_at))


def _act(
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    member: PersonId,
    command: GiveAssurance | TellMember,
    seen_at: Instant,
    unit: Unit,
) -> Outcome:
    roster = rosters.of(unit, agency, command.at, carrying=False)
    if not towards(viewer, member, roster).is_supervisor and _refused(viewer, member, roster) is not None:
        return NOT_YOURS
    return _fenced(unit, agency, member, command, World(), seen_at)


def _fenced(unit: Unit, agency: AgencyId, member: PersonId, command: Any, world: World, seen_at: Instant) -> Outcome:  # noqa: ANN401 - any of them
    """Do it, unless somebody changed it after whoever asks had looked. The same tapped twice is once."""
    stream = stream_of(agency, f"status/{member}")
    state: State = unit.load([stream])[0].state
    if state.changed_at > seen_at:
        return () if decide(state, command, world) == () else CHANGED
    return handle(unit, stream, command, world)


def examine(
    store: Store,
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    command: RecordFitness,
    zone: str,
    seen_at: Instant,
) -> Outcome:
    """Write down that a member was referred to an exam, or how one ended: by HR or the chief alone."""
    return transacted(store, rosters, partial(_examine, rosters, agency, viewer, command, OfFitness(zone), seen_at))


def _examine(
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    command: RecordFitness,
    world: OfFitness,
    seen_at: Instant,
    unit: Unit,
) -> Outcome:
    refusal = _refused(viewer, command.member, rosters.of(unit, agency, command.at, carrying=False))
    if refusal is not None:
        return refusal
    stream = stream_of(agency, f"fitness/{command.member}")
    state: Fitness = unit.load([stream])[0].state
    if state.last_at > seen_at:
        return () if decide_fitness(state, command, world) == () else CHANGED
    return handle(unit, stream, command, world)


def _refused(viewer: Viewer, member: PersonId, roster: Roster) -> Refusal | None:
    """Return why somebody writes nothing down about a member, or None."""
    # The roster refuses to grant both; where somebody holds both all the same, the wall holds.
    cares = any(viewer.person in roster.holders(role) for role in SEES_CARE)
    if cares or not viewer.roles & ENTERS:
        return NOT_YOURS
    return UNKNOWN if member not in roster.states else None


def sweep_status(store: Store, rosters: Rosters, agency: AgencyId, now: Instant) -> int:
    """Let time pass for everybody who is to hear more; return for how many somebody was asked to tell them."""
    asked = [partial(_tick, rosters, agency, PersonId(name), now) for name in due(store, agency, "status", now)]
    return sum(transacted(store, rosters, one) for one in asked)


def _tick(rosters: Rosters, agency: AgencyId, member: PersonId, now: Instant, unit: Unit) -> bool:
    roster = rosters.of(unit, agency, now, carrying=False)
    if is_told_no_more(roster, member):
        return False
    supervisors, others = tellers(roster, member, "hr", now)
    world = World(supervisors=supervisors, others=others)
    return bool(handle(unit, stream_of(agency, f"status/{member}"), TickDutyStatus(now, CLOCK), world))
