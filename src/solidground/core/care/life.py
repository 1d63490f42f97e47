"""The life of a case: opened, moved, held, standing, closed, opened again, and at last purged."""

from dataclasses import replace
from typing import assert_never

from solidground.core.care.ask.commands import KeepAnswer, SeeAnswer
from solidground.core.care.choice.events import PersonRuledOut
from solidground.core.care.clock import tick
from solidground.core.care.commands import (
    AddInvolvedPerson,
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
    ResumePace,
    SlowDown,
    Tick,
)
from solidground.core.care.commands import Command as LifeCommand
from solidground.core.care.contact.steps import URGENT_KEYS
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
    InvolvedPersonAdded,
    LegalHoldLifted,
    LegalHoldPlaced,
    MemberDied,
    MemberSeparated,
    PlanMoved,
    PlanRescheduled,
    Purged,
)
from solidground.core.care.keeping.decider import assign
from solidground.core.care.pace import as_planned, moved_plan, slower, with_ladders_of
from solidground.core.care.state import INITIAL, Case, Head, Life, is_escalated
from solidground.core.kernel import CLOCK, Refusal

NO_CASE = Refusal("NoCase", "There is no case here.")
NOT_ACTIVE = Refusal("CaseStands", "No plan is running here. Open the case again first.")
CLOSED = Refusal("CaseClosed", "This case is closed. Open it again first; a staffed line answers now in any case.")


def evolve(case: Case, event: Event) -> Case:
    """Apply what happened in the life of a case."""
    match event:
        case CaseOpened():
            return _opened(case, event)
        case CaseMadeStanding():
            return _stood(case, event)
        case CaseClosed():
            ended = case._replace(items=(), raised=(), unheld_at=None, relook_at=None)
            choices = case.choices._replace(shares=(), words=(), returning=())
            life = case.life._replace(ended_at=event.at, undo=None)
            return ended._replace(status="closed", life=life, choices=choices)
        case CaseReopened():
            return _reopened(case, event)
        case PlanRescheduled():
            return _rescheduled(case, event)
        case PlanMoved():
            life = case.life._replace(undo=None, planned=())
            return case._replace(plan=event.plan, cursor=event.cursor, life=life)
        case InvolvedPersonAdded():
            return case._replace(head=case.head._replace(involved=case.head.involved | {event.person}))
        case DetailsPurged():
            # The same whether or not the details were still there to be read.
            return INITIAL._replace(status="closed", life=Life(ended_at=event.at, purged=True))
        case Purged():
            return case
        case _:
            return case._replace(life=_lived(case, event))


def _rescheduled(case: Case, event: PlanRescheduled) -> Case:
    come, ahead = case.plan.steps[: case.cursor], case.plan.steps[case.cursor :]
    # Where a zone changed its rules, what was planned would be an hour off.
    planned = (case.life.planned or ahead) if event.why == "pace" else ()
    life = case.life._replace(planned=planned)
    return case._replace(plan=replace(case.plan, steps=(*come, *event.steps)), life=life)


def _stood(case: Case, event: CaseMadeStanding) -> Case:
    """Let the schedule end: dates stay, and so does a call that rings or a handing over, with its ladder."""
    dates = event.why != "stopped"
    items = tuple(
        [i for i in case.items if i.key in URGENT_KEYS or (dates and i.kind == "date" and i.stage == "ahead")]
    )
    life = case.life._replace(ended_at=event.at, undo=None)
    rest = case._replace(items=items, relook_at=None, life=life, status="standing")
    raised = tuple([r for r in case.raised if any(is_escalated(i, r.ladder) for i in items)])
    choices = case.choices if dates else case.choices._replace(anniversary=None)
    return rest._replace(raised=raised, unheld_at=case.unheld_at if raised else None, choices=choices)


def _reopened(case: Case, event: CaseReopened) -> Case:
    life = case.life._replace(ended_at=None, reopened=case.life.reopened + 1, undo=None, planned=())
    # He came back: what had kept people away, for a time or on advice, is over.
    choices = case.choices._replace(counsel=False, resting_until=None)
    head = case.head._replace(opened_at=event.at)
    return case._replace(status="active", plan=event.plan, cursor=0, life=life, choices=choices, head=head)


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
            return life._replace(died=True)
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


def closed_to(case: Case, command: object) -> Refusal | None:
    """Refuse what a case in this part of its life cannot be asked."""
    if isinstance(command, OpenCase):
        return None if case.status == "none" else Refusal("CaseOpen", "This case is open already.")
    if case.status == "none":
        return NO_CASE
    if case.status == "closed" and not isinstance(command, ALLOWED_CLOSED):
        return CLOSED
    return None


ALLOWED_CLOSED = (
    Tick,
    ReopenCase,
    PurgeDetails,
    PlaceLegalHold,
    LiftLegalHold,
    RecordSeparation,
    RecordDeath,
    AddInvolvedPerson,
    KeepAnswer,
    SeeAnswer,
)


def decide(course: Course, command: LifeCommand) -> Refusal | None:
    """Answer what was asked about the life of a case."""
    at, by, case = course.at, course.by, course.case
    match command:
        case Tick():
            # The commonest first.
            tick(course)
        case OpenCase():
            _open(course, command)
        case ReschedulePlan() | SlowDown() | ResumePace() | MovePlan():
            return _replan(course, command)
        case ReopenCase():
            return _reopen(course, command)
        case CloseCase():
            course.put(CaseClosed(at, by, command.why))
        case RecordDeath():
            if not case.life.died:
                course.put(MemberDied(at, by, command.family))
                if case.status != "closed":
                    course.put(CaseClosed(at, by, "died"))
        case AddInvolvedPerson():
            if command.person not in case.head.involved | {case.head.member}:
                course.put(InvolvedPersonAdded(at, by, command.person))
        case PurgeDetails():
            return _purge(course, command)
        case _:
            _record(course, command)
    return None


def _replan(course: Course, command: ReschedulePlan | SlowDown | ResumePace | MovePlan) -> Refusal | None:
    at, by, case = course.at, course.by, course.case
    if case.status != "active":
        return NOT_ACTIVE
    ahead = case.plan.steps[case.cursor :]
    match command:
        case SlowDown():
            steps = slower(case, at)
            if steps != ahead:
                course.put(PlanRescheduled(at, by, "pace", steps))
        case ResumePace():
            steps = as_planned(case, at)
            if steps != ahead:
                course.put(PlanRescheduled(at, by, "planned", steps))
        case ReschedulePlan():
            if {s.key for s in command.steps} != {s.key for s in ahead} or len(command.steps) != len(ahead):
                return Refusal(
                    "StepsDiffer", "A zone moves steps and changes none. Move the case to a newer plan instead."
                )
            steps = tuple(sorted(command.steps, key=lambda s: s.opens_at))
            if steps != ahead:
                course.put(PlanRescheduled(at, by, "zone", steps))
        case MovePlan():
            plan, cursor = moved_plan(case, command.plan, at)
            course.put(PlanMoved(at, by, plan, cursor))
        case _:
            assert_never(command)
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
    for person in command.ruled_out:
        # He said so, and has to say it once.
        course.put(PersonRuledOut(course.at, command.member, person))
    assign(course, "matched")


def _reopen(course: Course, command: ReopenCase) -> Refusal | None:
    if course.case.status == "active":
        return None
    if course.case.life.purged:
        return Refusal("DetailsPurged", "The details of this case are gone. Open a new one.")
    if course.case.life.died:
        return Refusal("MemberDied", "The member of this case has died. His family has people of its own.")
    course.put(CaseReopened(course.at, course.by, with_ladders_of(course.case, command.plan)))
    if course.case.peer is None:
        assign(course, "matched")
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
