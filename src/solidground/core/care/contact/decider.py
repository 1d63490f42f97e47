"""The steps of a case: how they open, fall due, lapse, and how a person ends them."""

from typing import assert_never

from solidground.core.care.contact import dates, recording
from solidground.core.care.contact.commands import (
    AddDate,
    Command,
    DecideNextAct,
    DisputeContact,
    HandOn,
    RecordContact,
    RecordTask,
    RemoveDate,
)
from solidground.core.care.contact.events import (
    ContactDisputed,
    ContactRecorded,
    Event,
    HandedOn,
    KeeperChanged,
    NextActDecided,
    StepAdded,
    StepCancelled,
    StepLapsed,
    StepMissed,
    StepOpened,
    StepReminded,
    TaskDone,
)
from solidground.core.care.course import Course
from solidground.core.care.state import (
    Case,
    asked_of,
    at_stage,
    drop_item,
    item_from,
    item_of,
    swap_item,
    with_contact,
    with_items,
)
from solidground.core.kernel import Refusal


def evolve(case: Case, event: Event) -> Case:
    """Apply what happened to a step."""
    match event:
        case StepOpened():
            return _opened(case, event)
        case ContactRecorded():
            return _recorded(case, event)
        case StepReminded():
            return _staged(case, event, "reminded")
        case StepLapsed() | HandedOn():
            return _staged(case, event, "lapsed")
        case StepMissed() | TaskDone() | StepCancelled():
            return _ended(case, event)
        case StepAdded():
            items = (*case.items, item_from(event.step, event.occurrence))
            return case._replace(items=items, extras=case.extras + 1)
        case KeeperChanged():
            return _passed(case, event)
        case ContactDisputed():
            which = (event.key, event.occurrence)
            return case._replace(contacts=tuple([one for one in case.contacts if one != which]))
        case NextActDecided():
            return case
        case _:
            assert_never(event)


def _opened(case: Case, event: StepOpened) -> Case:
    item = item_of(case, event.key, event.occurrence)
    if item is not None:
        return with_items(case, event.at, swap_item(case, asked_of(item, event.keeper, event.send_at)))
    step = case.plan.steps[case.cursor]
    assert step.key == event.key, "steps of the plan open in order"
    fresh = item_from(step, event.occurrence, event.keeper, "open", event.send_at)
    return with_items(case, event.at, (*case.items, fresh), case.cursor + 1)


def _recorded(case: Case, event: ContactRecorded) -> Case:
    items = drop_item(case, event.key, event.occurrence)
    item = item_of(case, event.key, event.occurrence)
    which = (event.key, event.occurrence)
    word = item is not None and item.kind == "word"
    if event.outcome == "made":
        made_at = max(case.made_at or 0, event.held_at)
        return with_contact(case, event.at, items, case.unanswered if word else 0, made_at, which)
    unanswered = case.unanswered + (0 if word else 1) if event.outcome == "no_answer" else 0
    return with_contact(case, event.at, items, unanswered, case.made_at, which)


def _staged(case: Case, event: StepReminded | StepLapsed | HandedOn, stage: recording.LaterStage) -> Case:
    item = item_of(case, event.key, event.occurrence)
    assert item is not None, "only what is open is reminded, lapses or is handed on"
    return with_items(case, event.at, swap_item(case, at_stage(item, stage)))


def _ended(case: Case, event: StepMissed | TaskDone | StepCancelled) -> Case:
    if item_of(case, event.key, event.occurrence) is not None:
        return with_items(case, event.at, drop_item(case, event.key, event.occurrence))
    assert case.plan.steps[case.cursor].key == event.key, "a step of the plan is cancelled when it comes"
    return with_items(case, event.at, case.items, case.cursor + 1)


def _passed(case: Case, event: KeeperChanged) -> Case:
    item = item_of(case, event.key, event.occurrence)
    assert item is not None, "only what is open passes to somebody else"
    after = item._replace(keeper=event.keeper, turns=event.turn, asked_at=event.send_at)
    return with_items(case, event.at, swap_item(case, after))


def decide(course: Course, command: Command) -> Refusal | None:
    """Answer what a person records."""
    match command:
        case RecordContact():
            return recording.record_contact(course, command)
        case RecordTask():
            return recording.record_task(course, command)
        case HandOn():
            return recording.hand_on(course, command)
        case DisputeContact():
            return recording.dispute(course, command)
        case AddDate():
            return dates.add_date(course, command)
        case RemoveDate():
            return dates.remove_date(course, command)
        case DecideNextAct():
            return recording.decide_next_act(course, command)
        case _:
            assert_never(command)
