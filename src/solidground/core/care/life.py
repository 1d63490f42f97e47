"""The life of a case: opened, moved, held, standing, closed, opened again, and at last purged."""

from typing import assert_never

from solidground.core.care.clock import tick
from solidground.core.care.commands import (
    CloseCase,
    LiftHold,
    LiftLegalHold,
    MovePlan,
    OpenCase,
    PlaceLegalHold,
    PurgeDetails,
    RecordDeath,
    RecordHold,
    RecordSeparation,
    ReopenCase,
    ReschedulePlan,
    SlowDown,
    Tick,
)
from solidground.core.care.commands import Command as LifeCommand
from solidground.core.care.course import Course
from solidground.core.care.events import (
    CaseClosed,
    CaseMadeStanding,
    CaseOpened,
    CaseReopened,
    DetailsPurged,
    Event,
    HoldLifted,
    HoldPlaced,
    LegalHoldLifted,
    LegalHoldPlaced,
    MemberDied,
    MemberSeparated,
    PlanMoved,
    PlanRescheduled,
    Purged,
)
from solidground.core.care.keeping.decider import assign
from solidground.core.care.pace import moved_plan, slower
from solidground.core.care.state import Case, Head, Life
from solidground.core.kernel import CLOCK, Refusal
from solidground.core.protocol.plan import Plan, Step

NO_CASE = Refusal("NoCase", "There is no case here.")
CLOSED = Refusal("CaseClosed", "This case is closed. Open it again first; a staffed line answers now in any case.")


def evolve(case: Case, event: Event) -> Case:
    """Apply what happened in the life of a case."""
    match event:
        case CaseOpened():
            return _opened(case, event)
        case CaseMadeStanding():
            life = case.life._replace(ended_at=event.at)
            return _ended(case)._replace(status="standing", life=life)
        case CaseClosed():
            return _ended(case)._replace(status="closed", life=case.life._replace(ended_at=event.at))
        case CaseReopened():
            life = case.life._replace(ended_at=None)
            return case._replace(status="active", plan=event.plan, cursor=0, items=(), life=life)
        case PlanRescheduled():
            steps = (*case.plan.steps[: case.cursor], *event.steps)
            return case._replace(plan=_with_steps(case, steps))
        case PlanMoved():
            return case._replace(plan=event.plan, cursor=event.cursor)
        case DetailsPurged():
            return case._replace(status="closed", life=case.life._replace(purged=True))
        case Purged():
            return case
        case _:
            return case._replace(life=_lived(case, event))


def _lived(
    case: Case,
    event: HoldPlaced | HoldLifted | MemberDied | MemberSeparated | LegalHoldPlaced | LegalHoldLifted,
) -> Life:
    life = case.life
    match event:
        case HoldPlaced():
            return life._replace(hold=event.why)
        case HoldLifted():
            return life._replace(hold=None)
        case MemberSeparated():
            return life._replace(separated=True)
        case LegalHoldPlaced():
            return life._replace(legal_hold=True)
        case LegalHoldLifted():
            return life._replace(legal_hold=False)
        case MemberDied():
            return life
        case _:
            assert_never(event)


def _opened(case: Case, event: CaseOpened) -> Case:
    head = Head(
        event.case,
        event.member,
        event.incident,
        event.part,
        event.kind,
        frozenset(event.involved),
        event.began_at,
        event.at,
        event.jurisdiction,
    )
    return case._replace(plan=event.plan, head=head, status="active", last_at=event.at)


def _ended(case: Case) -> Case:
    return case._replace(items=(), raised=(), unheld_at=None, relook_at=None)


def _with_steps(case: Case, steps: tuple[Step, ...]) -> Plan:
    plan = case.plan
    return Plan(plan.protocol, plan.version, plan.zone, plan.notice, steps, plan.ladders, plan.limits)


def closed_to(case: Case, command: object) -> Refusal | None:
    """Refuse what a case in this part of its life cannot be asked."""
    if isinstance(command, OpenCase):
        return None if case.status == "none" else Refusal("CaseOpen", "This case is open already.")
    if case.status == "none":
        return NO_CASE
    if case.status == "closed" and not isinstance(command, ALLOWED_CLOSED):
        return CLOSED
    return None


ALLOWED_CLOSED = (Tick, ReopenCase, PurgeDetails, PlaceLegalHold, LiftLegalHold, RecordSeparation, RecordDeath)


def decide(course: Course, command: LifeCommand) -> Refusal | None:
    """Answer what was asked about the life of a case."""
    at, by, case = course.at, course.by, course.case
    match command:
        case OpenCase():
            _open(course, command)
        case ReschedulePlan():
            course.put(PlanRescheduled(at, by, "zone", command.steps))
        case SlowDown():
            course.put(PlanRescheduled(at, by, "pace", slower(case, at)))
        case MovePlan():
            plan, cursor = moved_plan(case, command.plan, at)
            course.put(PlanMoved(at, by, plan, cursor))
        case ReopenCase():
            return _reopen(course, command)
        case CloseCase():
            course.put(CaseClosed(at, by, command.why))
        case RecordDeath():
            course.put(MemberDied(at, by, command.family))
            if case.status != "closed":
                course.put(CaseClosed(at, by, "died"))
        case PurgeDetails():
            return _purge(course, command)
        case Tick():
            return None
        case _:
            _record(course, command)
    return None


def _record(course: Course, command: RecordHold | LiftHold | RecordSeparation | PlaceLegalHold | LiftLegalHold) -> None:
    at, by, life = course.at, course.by, course.case.life
    match command:
        case RecordHold():
            if life.hold != command.why:
                course.put(HoldPlaced(at, by, command.why))
        case LiftHold():
            if life.hold is not None:
                course.put(HoldLifted(at, by))
        case RecordSeparation():
            if not life.separated:
                course.put(MemberSeparated(at, by, command.on))
        case PlaceLegalHold():
            if not life.legal_hold:
                course.put(LegalHoldPlaced(at, by))
        case LiftLegalHold():
            if life.legal_hold:
                course.put(LegalHoldLifted(at, by))
        case _:
            assert_never(command)


def _open(course: Course, command: OpenCase) -> None:
    course.put(
        CaseOpened(
            course.at,
            course.by,
            command.case,
            command.member,
            command.incident,
            command.part,
            command.kind,
            command.involved,
            command.began_at,
            command.jurisdiction,
            command.plan,
        )
    )
    assign(course, "matched")
    tick(course)


def _reopen(course: Course, command: ReopenCase) -> Refusal | None:
    if course.case.status == "active":
        return None
    if course.case.life.purged:
        return Refusal("DetailsPurged", "The details of this case are gone. Open a new one.")
    course.put(CaseReopened(course.at, course.by, command.plan))
    if course.case.peer is None:
        assign(course, "matched")
    tick(course)
    return None


def _purge(course: Course, command: PurgeDetails) -> Refusal | None:
    life = course.case.life
    if life.purged:
        return None
    if course.case.status != "closed" or life.ended_at is None:
        return Refusal("CaseNotClosed", "Only a closed case is purged. Close it first.")
    if life.legal_hold:
        return Refusal("LegalHold", "A legal hold keeps these details. Lift it first.")
    if course.at < life.ended_at + command.retention_for:
        return Refusal("RetentionRuns", "Retention has not passed yet. The details go when it has.")
    course.put(DetailsPurged(course.at, CLOCK))
    return None
