"""The first hours: somebody of the member's own choice beside him, and every handing over confirmed (S1)."""

from dataclasses import replace

from solidground.core.care.choice.commands import RuleOut, StopContact
from solidground.core.care.commands import AddInvolvedPerson, CloseCase, ReopenCase
from solidground.core.care.companion.commands import (
    ConfirmHandover,
    DeclineCompanion,
    EndCompanion,
    HandOver,
    NameCompanion,
)
from solidground.core.care.companion.events import CompanionEnded, HandoverConfirmed
from solidground.core.care.contact.commands import RecordTask
from solidground.core.care.contact.events import KeeperChanged, StepCancelled, TaskDone
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.state import Companion, item_of
from solidground.core.kernel import MINUTE, PersonId, Refusal
from solidground.core.protocol.plan import Step
from tests.core.care.cast import ADAM, BAKER, COORDINATOR, DEPUTY, MEMBER, PARTNER, WIFE, Story, opened, plan

CHIEF = PersonId("0001")


def beside() -> Story:
    story = opened()
    story.do(NameCompanion, MEMBER, WIFE)
    story.sent()
    return story


def test_naming_a_companion_ends_the_task_of_finding_one() -> None:
    story = beside()
    assert story.case.companion == Companion(WIFE)
    assert [event.key for event in story.happened(TaskDone)] == ["companion"]
    assert story.do(NameCompanion, MEMBER, WIFE) == ()


def test_nobody_who_was_there_too_nor_himself_is_a_companion() -> None:
    story = opened()
    assert story.refused(NameCompanion, MEMBER, PARTNER) == "SameIncident"
    assert story.refused(NameCompanion, MEMBER, MEMBER) == "NotPossible"
    story.do(RuleOut, MEMBER, BAKER)
    assert story.refused(NameCompanion, MEMBER, BAKER) == "NotPossible"


def test_nobody_who_serves_command_is_a_companion_and_the_member_is_told_why_kindly() -> None:
    story = opened()
    story.agency.command = frozenset({CHIEF})
    assert story.refused(NameCompanion, MEMBER, CHIEF) == "ServesCommand"
    refusal = story.give(NameCompanion(story.now, MEMBER, CHIEF))
    assert isinstance(refusal, Refusal)
    assert refusal.text.startswith("Good that they are near.")
    story.do(NameCompanion, MEMBER, WIFE)
    assert story.refused(HandOver, WIFE, CHIEF) == "ServesCommand"
    assert story.case.companion == Companion(WIFE)


def test_his_own_supervisor_is_not_his_companion_but_somebody_elses_may_be() -> None:
    story = opened()
    story.agency.change(ADAM, supervises=frozenset({MEMBER}))
    story.agency.change(BAKER, supervises=frozenset({PARTNER}))
    assert story.refused(NameCompanion, MEMBER, ADAM) == "ServesCommand"
    story.do(NameCompanion, MEMBER, BAKER)


def test_he_may_want_nobody() -> None:
    story = opened()
    story.do(DeclineCompanion)
    assert story.case.companion.ended
    assert item_of(story.case, "companion") is None


def test_a_handing_over_is_asked_at_once_and_confirmed_by_the_next() -> None:
    story = beside()
    story.do(HandOver, WIFE, BAKER)
    assert story.sent() == [("handover_asked", BAKER, "2026-03-03 23:15")]
    assert story.do(HandOver, WIFE, BAKER) == ()
    assert story.refused(ConfirmHandover, ADAM) == "NothingOffered"
    story.do(ConfirmHandover, BAKER)
    assert story.case.companion == Companion(BAKER)
    assert len(story.happened(HandoverConfirmed)) == 1
    assert story.refused(ConfirmHandover, BAKER) == "NothingOffered"


def test_whoever_turns_out_to_have_been_part_of_it_does_not_become_the_companion() -> None:
    story = beside()
    story.do(HandOver, WIFE, BAKER)
    story.do(AddInvolvedPerson, COORDINATOR, BAKER)
    assert story.refused(ConfirmHandover, BAKER) == "NothingOffered"
    assert story.case.companion == Companion(WIFE, BAKER)
    story.do(HandOver, WIFE, ADAM)
    story.do(ConfirmHandover, ADAM)
    assert story.case.companion == Companion(ADAM)


def test_one_that_is_not_confirmed_is_heard_of_within_minutes_through_the_night() -> None:
    story = beside()
    story.do(HandOver, WIFE, BAKER)
    story.sent()
    story.until(story.now + 26 * MINUTE)
    assert story.sent() == [
        ("urgent_call", COORDINATOR, "2026-03-03 23:30"),
        ("urgent_call", DEPUTY, "2026-03-03 23:40"),
    ]
    assert story.refused(RecordTask, DEPUTY, "handover", None, story.now, "deputy") == "HandoverWanted"
    story.do(Acknowledge, DEPUTY, "handover", "deputy")
    story.do(ConfirmHandover, DEPUTY)
    assert story.case.companion == Companion(DEPUTY)
    assert story.case.raised == ()


def test_a_handing_over_goes_on_when_he_stops_all_contact() -> None:
    story = beside()
    story.do(HandOver, WIFE, BAKER)
    story.do(StopContact)
    story.sent()
    story.until(story.now + 15 * MINUTE)
    assert story.sent() == [("urgent_call", COORDINATOR, "2026-03-03 23:30")]


def test_somebody_else_may_be_asked_and_the_first_is_owed_nothing() -> None:
    story = beside()
    story.do(HandOver, WIFE, BAKER)
    story.do(HandOver, WIFE, ADAM)
    assert [event.why for event in story.happened(StepCancelled)] == ["offered_to_another"]


def test_im_home_with_my_own_people_ends_it() -> None:
    story = beside()
    story.do(HandOver, WIFE, BAKER)
    story.do(EndCompanion)
    assert isinstance(story.happened(CompanionEnded)[0], CompanionEnded)
    assert item_of(story.case, "handover") is None
    assert story.refused(HandOver, WIFE, BAKER) == "NoCompanion"


def test_a_step_of_the_plan_may_be_a_companions_own() -> None:
    """Somebody without an account is asked, reminded and replaced like anybody else, at any hour."""
    story = beside()
    now = story.now
    stay = Step("stay", "task", "companion", now, now + 30 * MINUTE, now + 60 * MINUTE, "handover", (), "")
    story.do(CloseCase, COORDINATOR, "mistake")
    story.do(ReopenCase, COORDINATOR, replace(plan(), steps=(stay,)))
    assert story.sent() == [("keeper_asked", WIFE, "2026-03-03 23:15")]
    story.until(now + 30 * MINUTE)
    assert story.sent() == [("keeper_reminded", WIFE, "2026-03-03 23:45")]
    story.do(RuleOut, MEMBER, WIFE)
    assert [(event.keeper, event.way) for event in story.happened(KeeperChanged)] == [(None, None)]
    assert story.sent() == [("urgent_call", COORDINATOR, "2026-03-03 23:45")]
