"""The way back is the member's: his order, his pace; two confirm each step, and command knows what he lets it (S15)."""

from typing import Any

import pytest

from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.commands import CloseCase
from solidground.core.care.contact.commands import AddDate
from solidground.core.care.contact.events import StepCancelled
from solidground.core.care.returning.commands import (
    AgreeReturnStep,
    ConfirmReturnStep,
    LeaveReturnStep,
    PlanReturnStep,
    PutOffReturnStep,
    TakeBackReturnStep,
)
from solidground.core.care.returning.decider import AHEAD_DAYS_MOST, HELD_FOR, Completion, completion, step_of
from solidground.core.care.returning.events import ReturnStepAsked, ReturnStepConfirmed
from solidground.core.care.state import ReturnStep
from solidground.core.care.views import still_wanted
from solidground.core.care.world import Somebody
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, PersonId
from tests.core.care.cast import ADAM, CHICAGO, COORDINATOR, MEMBER, NIGHTS, PARTNER, SHOTS_AT, Story, opened, wall

LIST = ("scene_visit", "range", "vehicle", "first_shift", "full_duty", "beat_walk")
RANGE, SHIFT = "range", "first_shift"
FOLLOWED = True
SHOT_ON = local_day(SHOTS_AT, CHICAGO)
TODAY = SHOT_ON + 20


def back(step: str = RANGE, person: PersonId | None = PARTNER, on: int | None = TODAY + 2) -> Story:
    """Return a case some weeks later, in which he has planned a step."""
    story = opened()
    story.until("2026-03-23 17:00")
    story.do(PlanReturnStep, MEMBER, step, LIST, on, person, "partner")
    story.sent()
    return story


def step(story: Story, name: str = RANGE) -> ReturnStep:
    found = step_of(story.case, name)
    assert found is not None
    return found


def test_he_plans_moves_and_puts_off_a_step_and_nothing_of_it_is_ever_owed() -> None:
    story = back(person=None, on=None)
    owed = story.case.items
    assert story.do(PlanReturnStep, MEMBER, RANGE, LIST, None, None, "partner") == (), "the same twice is once"
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, TODAY + 1, PARTNER, "partner")
    assert (step(story).on, step(story).person) == (TODAY + 1, PARTNER)
    story.do(PutOffReturnStep, MEMBER, RANGE)
    assert (step(story).on, step(story).person) == (None, PARTNER)
    assert story.do(PutOffReturnStep, MEMBER, RANGE) == ()
    story.do(TakeBackReturnStep, MEMBER, RANGE)
    assert story.do(TakeBackReturnStep, MEMBER, RANGE) == ()
    assert story.refused(PutOffReturnStep, MEMBER, RANGE) == "StepNotPlanned"
    assert story.case.items == owed, "nothing of it is owed"
    assert not [one for one in story.notices if still_wanted(story.case, one)], "what was taken back asks nobody"
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, None, None, "partner")
    assert not step(story).taken_back


def test_the_order_is_his_and_only_steps_of_the_list_are_planned() -> None:
    story = back("full_duty")
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, None, None, "partner")
    assert story.refused(PlanReturnStep, MEMBER, "parade", LIST, None, None, "partner") == "ReturnStepUnknown"
    story.do(PlanReturnStep, MEMBER, RANGE, (), TODAY, None, "partner")
    assert step(story).on == TODAY, "what he planned stays his, also where the list no longer has it"
    for on in (TODAY - 1, TODAY + AHEAD_DAYS_MOST + 1):
        assert story.refused(PlanReturnStep, MEMBER, RANGE, LIST, on, None, "partner") == "DayImpossible"
    assert story.refused(TakeBackReturnStep, MEMBER, "vehicle") == "StepNotPlanned"


def test_nobody_goes_along_who_serves_command_or_was_ruled_out_nor_he_himself() -> None:
    story = back()
    story.agency.command = frozenset({ADAM})
    assert story.refused(PlanReturnStep, MEMBER, RANGE, LIST, None, ADAM, "peer") == "ServesCommand"
    assert story.refused(PlanReturnStep, MEMBER, RANGE, LIST, None, MEMBER, "peer") == "Self"
    story.do(RuleOut, MEMBER, PARTNER)
    assert story.refused(PlanReturnStep, MEMBER, RANGE, LIST, None, PARTNER, "partner") == "RuledOut"


@pytest.mark.parametrize("somebody", [PARTNER, COORDINATOR])
def test_nobody_else_plans(somebody: PersonId) -> None:
    story = back()
    for command, fields in (
        (PlanReturnStep, (RANGE, LIST, None, None, "peer")),
        (PutOffReturnStep, (RANGE,)),
        (TakeBackReturnStep, (RANGE,)),
    ):
        assert story.refused(command, somebody, *fields) == "MembersAlone"


def test_whoever_was_picked_says_yes_or_that_he_cannot_and_another_plan_asks_him_anew() -> None:
    story = back()
    assert not step(story).agreed
    story.do(AgreeReturnStep, PARTNER, RANGE)
    assert story.do(AgreeReturnStep, PARTNER, RANGE) == ()
    assert step(story).agreed
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, TODAY + 5, PARTNER, "partner")
    assert not step(story).agreed, "he agreed to another day"
    story.do(LeaveReturnStep, PARTNER, RANGE)
    assert step(story).person is None
    assert story.refused(LeaveReturnStep, PARTNER, RANGE) == "ReturnStepUnknown"
    assert story.refused(AgreeReturnStep, ADAM, RANGE) == "ReturnStepUnknown"
    assert story.refused(ConfirmReturnStep, ADAM, "vehicle", TODAY) == "ReturnStepUnknown"


@pytest.mark.parametrize("first", [MEMBER, PARTNER])
def test_a_step_is_done_when_both_have_confirmed_it_in_either_order(first: PersonId) -> None:
    story, other = back(), PARTNER if first == MEMBER else MEMBER
    before = step(story)
    story.do(ConfirmReturnStep, first, RANGE, TODAY)
    assert not step(story).is_done, "a step confirmed by one only is not done"
    assert completion(before, step(story)) is None
    before = step(story)
    story.do(ConfirmReturnStep, other, RANGE, TODAY)
    assert step(story).is_done
    assert completion(before, step(story)) == Completion(RANGE, TODAY, None, "partner")
    for who in (MEMBER, PARTNER):
        assert story.do(ConfirmReturnStep, who, RANGE, TODAY) == (), "a step twice is once"
    assert step(story).completed == (TODAY,)
    assert story.sent() == [], "the range is no return to duty: nobody is asked for anything"


def test_two_confirm_each_step_and_a_day_that_was() -> None:
    story = back(person=None)
    assert story.refused(ConfirmReturnStep, MEMBER, RANGE, TODAY) == "NobodyAlong"
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, None, PARTNER, "partner")
    for on in (SHOT_ON - 1, TODAY + 1):
        for who in (MEMBER, PARTNER):
            assert story.refused(ConfirmReturnStep, who, RANGE, on) == "DayImpossible"
    assert story.refused(ConfirmReturnStep, MEMBER, "vehicle", TODAY) == "StepNotPlanned"


def test_where_they_say_different_days_the_members_counts_and_the_other_confirms_that() -> None:
    story = back()
    story.do(ConfirmReturnStep, PARTNER, RANGE, TODAY)
    story.do(ConfirmReturnStep, MEMBER, RANGE, TODAY - 1)
    assert step(story).confirmed == {MEMBER}
    assert story.refused(ConfirmReturnStep, PARTNER, RANGE, TODAY) == "DayDiffers"
    story.do(ConfirmReturnStep, PARTNER, RANGE, TODAY - 1)
    assert step(story).completed == (TODAY - 1,)


def test_taking_back_races_with_confirming_and_exactly_one_wins() -> None:
    story = back()
    story.do(ConfirmReturnStep, MEMBER, RANGE, TODAY)
    story.do(TakeBackReturnStep, MEMBER, RANGE)
    assert story.refused(ConfirmReturnStep, PARTNER, RANGE, TODAY) == "StepTakenBack"
    assert story.refused(AgreeReturnStep, PARTNER, RANGE) == "StepTakenBack"
    assert story.refused(ConfirmReturnStep, MEMBER, RANGE, TODAY) == "StepNotPlanned"
    assert step(story).completed == ()
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, None, PARTNER, "partner")
    story.do(ConfirmReturnStep, MEMBER, RANGE, TODAY)
    story.do(ConfirmReturnStep, PARTNER, RANGE, TODAY)
    assert story.refused(TakeBackReturnStep, MEMBER, RANGE) == "StepDone"
    assert story.refused(PutOffReturnStep, MEMBER, RANGE) == "StepDone"
    assert story.refused(LeaveReturnStep, PARTNER, RANGE) == "StepDone"
    assert story.refused(PlanReturnStep, MEMBER, RANGE, LIST, None, ADAM, "peer") == "StepDone"


def test_what_one_confirmed_falls_when_he_puts_it_off_or_whoever_goes_along_cannot() -> None:
    story = back(on=None)
    story.do(ConfirmReturnStep, MEMBER, RANGE, TODAY)
    story.do(PutOffReturnStep, MEMBER, RANGE)
    assert step(story).confirmed == frozenset()
    story.do(ConfirmReturnStep, PARTNER, RANGE, TODAY)
    story.do(LeaveReturnStep, PARTNER, RANGE)
    assert (step(story).confirmed, step(story).done_on) == (frozenset(), None)


def test_who_is_ruled_out_is_out_of_the_plan_at_once_and_what_was_done_stays_done() -> None:
    story = back()
    story.do(PlanReturnStep, MEMBER, "vehicle", LIST, None, ADAM, "peer")
    story.do(PlanReturnStep, MEMBER, SHIFT, LIST, None, PARTNER, "partner")
    for who in (MEMBER, PARTNER):
        story.do(ConfirmReturnStep, who, RANGE, TODAY)
    story.do(ConfirmReturnStep, PARTNER, SHIFT, TODAY)
    story.do(RuleOut, MEMBER, PARTNER)
    assert [one.person for one in story.case.choices.returning] == [None, ADAM, None]
    assert (step(story).completed, step(story).is_done) == ((TODAY,), True)
    assert (step(story, SHIFT).confirmed, step(story, SHIFT).done_on) == (frozenset(), None)
    assert story.refused(ConfirmReturnStep, PARTNER, SHIFT, TODAY) == "ReturnStepUnknown"
    story.do(ConfirmReturnStep, MEMBER, "vehicle", TODAY)


def test_who_serves_command_since_confirms_nothing() -> None:
    story = back()
    story.agency.command = frozenset({PARTNER})
    assert story.refused(ConfirmReturnStep, PARTNER, RANGE, TODAY) == "ReturnStepUnknown"


def done(name: str = SHIFT, on: int = TODAY, *, followed: bool = True) -> Story:
    """Return a case in which both have confirmed a step."""
    story = back(name)
    for who in (PARTNER, MEMBER):
        story.do(ConfirmReturnStep, who, name, on, followed)
    return story


def test_a_correction_keeps_both_days_and_counts_when_the_other_confirms_it() -> None:
    story = done(RANGE)
    story.do(ConfirmReturnStep, MEMBER, RANGE, TODAY - 2)
    waits = step(story)
    assert (waits.is_done, waits.completed) == (False, (TODAY,))
    story.do(ConfirmReturnStep, PARTNER, RANGE, TODAY - 2)
    assert completion(waits, step(story)) == Completion(RANGE, TODAY - 2, TODAY, "partner")
    assert step(story).completed == (TODAY, TODAY - 2)


def test_a_correction_is_taken_back_by_saying_the_first_day_again() -> None:
    story = done(RANGE)
    story.do(ConfirmReturnStep, MEMBER, RANGE, TODAY - 2)
    story.do(ConfirmReturnStep, MEMBER, RANGE, TODAY)
    assert (step(story).is_done, step(story).completed) == (True, (TODAY,))
    assert story.refused(ConfirmReturnStep, PARTNER, RANGE, TODAY - 2) == "DayDiffers", "too late: it is so no more"


def test_where_whoever_was_there_is_gone_somebody_else_may_confirm_another_day() -> None:
    story = done(RANGE)
    story.do(RuleOut, MEMBER, PARTNER)
    assert story.refused(ConfirmReturnStep, MEMBER, RANGE, TODAY - 1) == "NobodyAlong"
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, None, ADAM, "trainer")
    assert step(story).completed == (TODAY,), "it stays done"
    for who in (MEMBER, ADAM):
        story.do(ConfirmReturnStep, who, RANGE, TODAY - 1)
    assert step(story).completed == (TODAY, TODAY - 1)


def days_ahead(story: Story) -> list[int]:
    return [local_day(item.due_at, CHICAGO) - TODAY for item in story.case.items if item.key == "return_to_duty"]


@pytest.mark.parametrize("name", [SHIFT, "beat_walk"])
def test_what_the_agency_calls_a_return_to_duty_has_somebody_in_touch_a_day_and_a_week_after(name: str) -> None:
    story = done(name)
    assert days_ahead(story) == [1, 7]
    peer = story.case.peer
    story.until("2026-03-24 13:00")
    assert [item.keeper for item in story.case.items if item.key == "return_to_duty"] == [peer, None]
    assert any(who == peer for _, who, _ in story.sent())


def test_a_step_that_the_agency_calls_none_asks_for_nobody_whatever_its_name() -> None:
    story = done(followed=False)
    assert step(story, SHIFT).is_done
    assert days_ahead(story) == []


def test_a_corrected_return_moves_what_is_still_ahead_of_it() -> None:
    story = done()
    story.do(AddDate, COORDINATOR, "return_to_duty", story.now - 5 * DAY, "")
    assert days_ahead(story) == [1, 7, 2]
    for who in (MEMBER, PARTNER):
        story.do(ConfirmReturnStep, who, SHIFT, TODAY - 2, FOLLOWED)
    assert days_ahead(story) == [2, 5], "two days earlier: the first of them has passed; what else is ahead stays"
    assert len(story.happened(StepCancelled)) >= 2


def test_a_return_that_is_confirmed_weeks_later_asks_for_nothing() -> None:
    story = back(SHIFT, on=None)
    for who in (MEMBER, PARTNER):
        story.do(ConfirmReturnStep, who, SHIFT, TODAY - 10, FOLLOWED)
    assert step(story, SHIFT).is_done
    assert days_ahead(story) == []


def test_a_case_that_closes_takes_what_is_planned_with_it() -> None:
    story = back()
    story.do(CloseCase, COORDINATOR, "coordinator")
    assert story.case.choices.returning == ()
    assert story.refused(ConfirmReturnStep, MEMBER, RANGE, TODAY) == "CaseClosed"


def test_only_what_makes_another_plan_of_it_is_a_change_for_the_other_one() -> None:
    story = back()
    planned = step(story).changed_at
    story.until(story.now + DAY)
    story.do(AgreeReturnStep, PARTNER, RANGE)
    story.do(ConfirmReturnStep, PARTNER, RANGE, TODAY)
    assert step(story).changed_at == planned, "a device that was offline has seen all it needs"
    story.do(ConfirmReturnStep, MEMBER, RANGE, TODAY - 1)
    assert step(story).changed_at == story.now


def test_a_confirmation_holds_who_and_which_step_and_the_day_and_nothing_more() -> None:
    assert set(ReturnStepConfirmed.__dataclass_fields__) - {"schema"} == {"at", "by", "step", "on"}


def asked(story: Story) -> list[tuple[int, PersonId]]:
    """Return each time somebody was asked along, and who."""
    return [(event.number, event.to) for event in story.happened(ReturnStepAsked)]


def test_whoever_is_picked_is_asked_once_he_had_a_minute_to_think_and_not_in_the_night() -> None:
    story = opened()
    story.agency.members[PARTNER] = Somebody(PARTNER, ("text",), NIGHTS, None)
    story.until("2026-03-23 23:30")
    story.do(PlanReturnStep, MEMBER, "vehicle", LIST, TODAY + 5, PARTNER, "partner")
    (event,) = story.happened(ReturnStepAsked)
    assert wall(event.send_at) == "2026-03-24 08:00", "he sleeps"
    story = opened()
    story.until("2026-03-23 17:00")
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, TODAY + 5, None, "partner")
    assert asked(story) == [], "nobody is picked yet"
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, TODAY + 5, PARTNER, "partner")
    planned_at = story.now
    (notice,) = [one for one in story.notices if one.kind == "along_asked"]
    assert (notice.recipient, notice.send_at, notice.urgent) == (PARTNER, planned_at + HELD_FOR, False)


def test_who_has_not_answered_is_not_asked_again_and_who_has_is_asked_of_another_plan() -> None:
    story = back()
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, TODAY + 3, PARTNER, "partner")
    assert asked(story) == [(1, PARTNER)], "his page shows the newest plan"
    story.do(AgreeReturnStep, PARTNER, RANGE)
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, TODAY + 4, PARTNER, "partner")
    assert asked(story) == [(1, PARTNER), (2, PARTNER)], "he agreed to another day"
    story.do(PutOffReturnStep, MEMBER, RANGE)
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, TODAY + 4, PARTNER, "partner")
    story.do(TakeBackReturnStep, MEMBER, RANGE)
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, TODAY + 4, ADAM, "peer")
    story.do(LeaveReturnStep, ADAM, RANGE)
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, TODAY + 4, ADAM, "peer")
    assert asked(story)[2:] == [(3, PARTNER), (4, ADAM), (5, ADAM)]


@pytest.mark.parametrize(
    "then",
    [
        (AgreeReturnStep, PARTNER, RANGE),
        (LeaveReturnStep, PARTNER, RANGE),
        (ConfirmReturnStep, PARTNER, RANGE, TODAY),
        (PutOffReturnStep, MEMBER, RANGE),
        (TakeBackReturnStep, MEMBER, RANGE),
        (PlanReturnStep, MEMBER, RANGE, LIST, None, ADAM, "peer"),
        (RuleOut, MEMBER, PARTNER),
    ],
)
def test_nobody_is_asked_any_more_what_he_answered_or_what_was_taken_from_him(then: tuple[Any, ...]) -> None:
    story = opened()
    story.until("2026-03-23 17:00")
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, TODAY + 2, PARTNER, "partner")
    (notice,) = [one for one in story.notices if one.kind == "along_asked"]
    assert still_wanted(story.case, notice)
    story.do(*then)
    assert not still_wanted(story.case, notice)


def test_who_cannot_be_reached_is_not_asked_and_the_member_sees_it() -> None:
    story = opened()
    story.until("2026-03-23 17:00")
    story.agency.members[PARTNER] = Somebody(PARTNER, (), NIGHTS, None)
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, None, PARTNER, "partner")
    assert step(story).unreached
    assert [one for one in story.notices if one.kind == "along_asked"] == []
    story.agency.members[PARTNER] = Somebody(PARTNER, ("text",), NIGHTS, None)
    story.do(PlanReturnStep, MEMBER, RANGE, LIST, TODAY + 1, PARTNER, "partner")
    assert (step(story).unreached, step(story).waits) == (False, True), "as soon as he can be, he is"
