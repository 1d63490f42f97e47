"""The way back to work: order and pace are the member's, each step is confirmed by two, and nothing here is ever late.

What must never happen here: a step that lapses, somebody of command who goes along, or a word to command. What command
learns follows from ``completion``: it takes the member's own word, and whoever gave it had seen who would be told.
"""

from collections.abc import Callable
from typing import Final, NamedTuple, assert_never

from solidground.core.care.contact.commands import AddDate
from solidground.core.care.contact.dates import NOON_MINUTE, RETURN, add_date, around, still_ahead
from solidground.core.care.contact.events import StepCancelled
from solidground.core.care.course import Course
from solidground.core.care.returning.commands import (
    AgreeReturnStep,
    Command,
    ConfirmReturnStep,
    LeaveReturnStep,
    PlanReturnStep,
    PutOffReturnStep,
    TakeBackReturnStep,
)
from solidground.core.care.returning.events import (
    Event,
    GoesAs,
    ReturnStepAgreed,
    ReturnStepAsked,
    ReturnStepConfirmed,
    ReturnStepLeft,
    ReturnStepPlanned,
    ReturnStepPutOff,
    ReturnStepTakenBack,
)
from solidground.core.care.share.decider import unfit
from solidground.core.care.state import Case, Choices, ReturnStep
from solidground.core.hours import at_minute, local_day, next_allowed
from solidground.core.kernel import MINUTE, CaseId, Day, PersonId, Refusal, Span, obligation_id

AHEAD_DAYS_MOST: Final = 366
"""The farthest day for which a step is planned."""

HELD_FOR: Final[Span] = MINUTE
"""How long a plan is held before anybody is asked: long enough to change it, or to take it back."""

MEMBERS_ALONE: Final = Refusal("MembersAlone", "Only the one it is about decides this.")
NOT_YOURS: Final = Refusal("ReturnStepUnknown", "Choose one of the steps on this page.")
NOT_PLANNED: Final = Refusal("StepNotPlanned", "This step is not planned. Plan it first.")
NOBODY: Final = Refusal("NobodyAlong", "Two people confirm each step. Choose first who goes with you.")
TAKEN_BACK: Final = Refusal("StepTakenBack", "They took this step back. Nothing is left for you to do.")
DONE: Final = Refusal("StepDone", "Both of you have confirmed this step. If the day is wrong, say the right one.")
DAY_AHEAD: Final = Refusal("DayImpossible", "Choose a day from today on, and within a year. Or leave it open.")
DAY_PAST: Final = Refusal("DayImpossible", "Choose a day from the day it happened until today.")
OTHER_DAY: Final = Refusal("DayDiffers", "They said another day. Look at it, and confirm that one or talk about it.")


def evolve(case: Case, event: Event) -> Case:
    """Apply what happened on the way back."""
    match event:
        case ReturnStepPlanned():
            return _put(case, _planned(step_of(case, event.step), event))
        case ReturnStepAsked():
            return _with(case, event, lambda one: _asked(one, event))
        case ReturnStepPutOff():
            return _with(case, event, lambda one: _open(one, event)._replace(on=None))
        case ReturnStepTakenBack():
            return _with(case, event, lambda one: _open(one, event)._replace(taken_back=True))
        case ReturnStepAgreed():
            return _with(case, event, lambda one: one._replace(agreed=True, waits=False))
        case ReturnStepLeft():
            return _with(case, event, lambda one: _open(one, event)._replace(person=None))
        case ReturnStepConfirmed():
            return _with(case, event, lambda one: _confirmed(one, event, case.head.member))
        case _:
            assert_never(event)


def step_of(case: Case, step: str) -> ReturnStep | None:
    """Return a step that was planned, whatever became of it."""
    return next((one for one in case.choices.returning if one.step == step), None)


def _put(case: Case, step: ReturnStep) -> Case:
    known = case.choices.returning
    there = any(one.step == step.step for one in known)
    steps = tuple([step if one.step == step.step else one for one in known]) if there else (*known, step)
    return case._replace(choices=case.choices._replace(returning=steps))


def _with(case: Case, event: Event, become: Callable[[ReturnStep], ReturnStep]) -> Case:
    known = step_of(case, event.step)
    assert known is not None, "only a step that was planned goes on"
    return _put(case, become(known))


def _planned(known: ReturnStep | None, event: ReturnStepPlanned) -> ReturnStep:
    new = ReturnStep(event.step, event.on, event.person, event.goes_as, changed_at=event.at)
    if known is None:
        return new
    if not known.completed:
        # Who was asked and has not answered reads the newest plan: he is not asked twice.
        return new._replace(asked=known.asked, waits=known.waits and known.person == event.person)
    # It was done. Somebody else may confirm another day of it; nothing else of it is planned anew.
    return known._replace(person=event.person, goes_as=event.goes_as, changed_at=event.at)


def _asked(step: ReturnStep, event: ReturnStepAsked) -> ReturnStep:
    return step._replace(asked=event.number, waits=event.way is not None, unreached=event.way is None)


def _open(step: ReturnStep, event: Event) -> ReturnStep:
    """Return a step of which nobody has agreed or confirmed anything."""
    return step._replace(agreed=False, done_on=None, confirmed=frozenset(), changed_at=event.at, waits=False)


def _confirmed(step: ReturnStep, event: ReturnStepConfirmed, member: PersonId) -> ReturnStep:
    assert step.person is not None, "nobody confirms alone"
    both = frozenset({member, step.person})
    moved = step.done_on not in (None, event.on)
    changed_at = event.at if moved else step.changed_at
    if step.completed and step.completed[-1] == event.on:
        return step._replace(done_on=event.on, confirmed=both, changed_at=changed_at)
    confirmed = frozenset({event.by}) if moved else step.confirmed | {event.by}
    completed = (*step.completed, event.on) if confirmed >= both else step.completed
    there = step._replace(agreed=True, waits=False) if event.by == step.person else step
    return there._replace(done_on=event.on, confirmed=confirmed, completed=completed, changed_at=changed_at)


def without(choices: Choices, person: PersonId, at: int) -> tuple[ReturnStep, ...]:
    """Return the steps with somebody out of them: what was done stays done, and asks him for nothing."""
    return tuple([_left(one, at) if one.person == person else one for one in choices.returning])


def _left(step: ReturnStep, at: int) -> ReturnStep:
    out = step._replace(person=None, agreed=False, confirmed=frozenset(), changed_at=at, waits=False)
    return out._replace(done_on=step.completed[-1] if step.completed else None)


def decide(course: Course, command: Command) -> Refusal | None:
    """Take what the member decided about his way back, or what whoever goes along says."""
    case, by = course.case, course.by
    known = step_of(case, command.step)
    match command:
        case PlanReturnStep() | PutOffReturnStep() | TakeBackReturnStep():
            return _decide(course, command, known) if by == case.head.member else MEMBERS_ALONE
        case AgreeReturnStep() | LeaveReturnStep():
            return _answer(course, command, known)
        case ConfirmReturnStep():
            return _confirm(course, command, known)
        case _:
            assert_never(command)


def _decide(
    course: Course, command: PlanReturnStep | PutOffReturnStep | TakeBackReturnStep, known: ReturnStep | None
) -> Refusal | None:
    at, by, step = course.at, course.by, command.step
    if isinstance(command, PlanReturnStep):
        return _plan(course, command, known)
    if known is None:
        return NOT_PLANNED
    if known.completed:
        return DONE
    if isinstance(command, TakeBackReturnStep):
        if not known.taken_back:
            course.put(ReturnStepTakenBack(at, by, step))
        return None
    if known.taken_back:
        return NOT_PLANNED
    if known.on is not None or known.agreed or known.confirmed:
        course.put(ReturnStepPutOff(at, by, step))
    return None


def _plan(course: Course, command: PlanReturnStep, known: ReturnStep | None) -> Refusal | None:
    case, person = course.case, command.person
    if known is None and command.step not in command.steps:
        return NOT_YOURS
    if known is not None and known.completed and known.person is not None:
        return DONE
    today = local_day(course.at, case.plan.zone)
    if command.on is not None and not today <= command.on <= today + AHEAD_DAYS_MOST:
        return DAY_AHEAD
    if person is not None:
        serves = course.world.serves_command(person, course.asking())
        no = unfit(case, person, serves_command=serves)
        if no is not None:
            return no
    said = (command.on, person, command.goes_as)
    if known is None or known.taken_back or said != (known.on, known.person, known.goes_as):
        course.put(ReturnStepPlanned(course.at, course.by, command.step, *said))
        _ask(course, command.step)
    return None


def _ask(course: Course, name: str) -> None:
    """Ask whoever was picked whether he goes along, unless that is before him already."""
    step = step_of(course.case, name)
    assert step is not None, "it was planned above"
    if step.person is None or step.waits:
        return
    somebody = course.world.member(step.person)
    way = somebody.ways[0] if somebody.ways else None
    send_at = next_allowed(somebody.quiet, course.at + HELD_FOR)
    course.put(ReturnStepAsked(course.at, course.by, name, step.asked + 1, step.person, way, send_at))


def asked_id(case: CaseId, step: str, number: int) -> str:
    """Return the id under which somebody is asked along."""
    return obligation_id(case, f"return:{step}", number)


def still_asks(case: Case, obligation: str, person: PersonId) -> bool:
    """Tell whether somebody is still to be asked along: the step is planned with him, and he has not said anything."""
    return any(
        one.waits and one.person == person and asked_id(case.head.case, one.step, one.asked) == obligation
        for one in case.choices.returning
    )


def _answer(course: Course, command: AgreeReturnStep | LeaveReturnStep, known: ReturnStep | None) -> Refusal | None:
    no = _not_theirs(course, known)
    if no is not None:
        return no
    assert known is not None, "a step that is not there is nobody's"
    if isinstance(command, AgreeReturnStep):
        if not known.agreed:
            course.put(ReturnStepAgreed(course.at, course.by, command.step))
        return None
    if known.completed:
        return DONE
    course.put(ReturnStepLeft(course.at, course.by, command.step))
    return None


def _not_theirs(course: Course, known: ReturnStep | None) -> Refusal | None:
    """Return why somebody who goes along cannot say anything of a step, or None."""
    by = course.by
    if known is None or known.person != by or course.world.serves_command(by, course.asking()):
        return NOT_YOURS
    return TAKEN_BACK if known.taken_back else None


def _confirm(course: Course, command: ConfirmReturnStep, known: ReturnStep | None) -> Refusal | None:
    member, zone = course.case.head.member, course.case.plan.zone
    if course.by != member:
        no = _not_theirs(course, known)
    else:
        no = NOT_PLANNED if known is None or known.taken_back else NOBODY if known.person is None else None
    if no is not None:
        return no
    assert known is not None, "a step that is not there was refused"
    if course.by in known.confirmed and known.done_on == command.on:
        return None
    if not local_day(course.case.head.began_at, zone) <= command.on <= local_day(course.at, zone):
        return DAY_PAST
    if course.by != member and member in known.confirmed and known.done_on != command.on:
        return OTHER_DAY
    course.put(ReturnStepConfirmed(course.at, course.by, command.step, command.on))
    if command.followed:
        _follow(course, known)
    return None


def _follow(course: Course, before: ReturnStep) -> None:
    """See that somebody is in touch after a return to duty: some days after, as the plan has it."""
    done = completion(before, step_of(course.case, before.step))
    if done is None:
        return
    zone = course.case.plan.zone
    if done.was is not None:
        wrong = set(around(course, RETURN, at_minute(done.was, NOON_MINUTE, zone)))
        for item in still_ahead(course, RETURN):
            if item.due_at in wrong:
                course.put(StepCancelled(course.at, course.by, item.key, item.occurrence, "removed"))
    on_at = at_minute(done.on, NOON_MINUTE, zone)
    # A day that is confirmed weeks later asks for nothing any more: there is nothing ahead to be in touch about.
    add_date(course, AddDate(course.at, course.by, RETURN, on_at, ""))


class Completion(NamedTuple):
    """A step both have confirmed. ``was`` is the day under which it was known before, None where it is new."""

    step: str
    on: Day
    was: Day | None
    goes_as: GoesAs


def completion(before: ReturnStep | None, after: ReturnStep | None) -> Completion | None:
    """Return what a confirmation completed: what command learns by the member's word, and nothing more of it."""
    known = before.completed if before is not None else ()
    if after is None or len(after.completed) == len(known):
        return None
    return Completion(after.step, after.completed[-1], known[-1] if known else None, after.goes_as)
