"""The life of a case: opened late or in time, slowed, moved, held, stood, reopened, ended, and at last purged."""

from dataclasses import replace
from itertools import pairwise

import pytest

from solidground.core.care.choice.commands import AdviseNoContact, CallMe, StopContact
from solidground.core.care.clock import wake_at
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
from solidground.core.care.contact.events import StepAdded, StepCancelled, StepLapsed, StepOpened
from solidground.core.care.decider import INITIAL, decide, evolve, react
from solidground.core.care.events import DetailsPurged, MemberDied, PlanMoved, PlanRescheduled, Purged
from solidground.core.care.keeping.events import EscalationRaised, RungAsked
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.views import row
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import CLOCK, DAY, PersonId, Refusal, fold
from tests.core.care.cast import (
    ADAM,
    CHICAGO,
    COORDINATOR,
    MEMBER,
    PARTNER,
    SHOTS_AT,
    WIFE,
    Agency,
    Story,
    at,
    opened,
    plan,
    wall,
)


def offered(part: str = "partner") -> Story:
    story = opened(part=part)
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.sent()
    return story


def test_nothing_can_be_asked_of_a_case_that_is_not_there_and_it_opens_once() -> None:
    assert decide(INITIAL, Tick(1, CLOCK), Agency().look()) == ("NoCase", "There is no case here.")
    assert wake_at(INITIAL) is None
    assert row(INITIAL) is None
    story = opened()
    again = (story.case.head.case, MEMBER, "i1", "witness", "other", (), SHOTS_AT, "US", plan())
    assert story.refused(OpenCase, CLOCK, *again) == "CaseOpen"


def test_a_case_opened_three_weeks_late_asks_for_an_offer_and_not_for_what_is_past() -> None:
    story = opened(now=at("2026-03-24 14:00"))
    assert story.happened(StepLapsed, EscalationRaised, RungAsked) == []
    assert {event.why for event in story.happened(StepCancelled)} == {"before_opening"}
    assert story.sent() == [("keeper_asked", ADAM, "2026-03-24 14:00")]
    (offer,) = story.happened(StepAdded)
    assert (offer.step.key, wall(offer.step.lapses_at)) == ("offer", "2026-03-24 18:00")
    story.until("2026-03-28 08:59")
    assert {event.key for event in story.happened(StepOpened)} == {"offer"}


def test_a_case_opened_after_a_year_still_begins_with_an_offer() -> None:
    story = opened(now=at("2027-09-01 14:00"))
    assert story.sent() == [("keeper_asked", ADAM, "2027-09-01 14:00")]
    assert story.case.status == "active"


def test_slowing_down_spreads_contacts_twice_as_wide_within_the_longest_silence() -> None:
    story = offered()
    story.until("2026-03-11 19:00")
    tasks = {s.key: s.due_at for s in story.case.plan.steps if s.kind == "task"}
    story.do(SlowDown)
    (moved,) = story.happened(PlanRescheduled)
    due = {step.key: wall(step.due_at) for step in moved.steps}
    assert due["week_2"] == "2026-03-23 18:00"
    assert due["month_12"] > "2027-04"
    assert due["anniversary"] == "2027-02-10 18:00", "the year does not slow down"
    talks = [at("2026-03-11 19:00"), *sorted(s.due_at for s in moved.steps if s.kind in ("checkin", "word"))]
    assert max(b - a for a, b in pairwise(talks)) <= 62 * DAY + DAY
    assert {s.key: s.due_at for s in moved.steps if s.kind == "task"} == {
        key: due_at for key, due_at in tasks.items() if key in {s.key for s in moved.steps}
    }


def test_it_may_be_slowed_often_and_never_without_end() -> None:
    story = offered()
    for _ in range(40):
        story.do(SlowDown)
    assert max(step.due_at for step in story.case.plan.steps) < story.now + 20 * 62 * DAY
    story.until("2030-06-01 12:00")


def test_slowed_by_mistake_it_runs_as_planned_again() -> None:
    story = offered()
    story.until("2026-03-11 19:00")
    ahead = story.case.plan.steps[story.case.cursor :]
    assert story.do(ResumePace) == (), "nothing was slowed"
    story.do(SlowDown)
    story.do(SlowDown)
    story.do(ResumePace)
    assert story.case.plan.steps[story.case.cursor :] == ahead
    assert [event.why for event in story.happened(PlanRescheduled)] == ["pace", "pace", "planned"]
    assert story.case.life.planned == ()


def test_what_would_have_come_by_now_stays_where_the_member_put_it() -> None:
    story = offered()
    story.until("2026-03-11 19:00")
    planned = {step.key: step for step in story.case.plan.steps}
    story.do(SlowDown)
    slowed = {step.key: step for step in story.case.plan.steps}
    story.until("2026-03-18 12:00")
    story.do(ResumePace)
    now = story.now
    ahead = story.case.plan.steps[story.case.cursor :]
    stay = [step.key for step in ahead if planned[step.key].opens_at <= now]
    assert stay
    assert list(ahead) == sorted(
        (slowed[step.key] if step.key in stay else planned[step.key] for step in ahead), key=lambda s: s.opens_at
    )
    story.until("2028-06-01 12:00")
    assert story.case.cursor == len(story.case.plan.steps), "every step comes"


def test_a_plan_that_was_moved_meanwhile_has_no_older_pace_to_go_back_to() -> None:
    story = offered()
    story.do(SlowDown)
    story.do(MovePlan, COORDINATOR, plan("partner"))
    assert story.do(ResumePace) == ()
    story.do(SlowDown)
    story.do(ReschedulePlan, CLOCK, tuple(replace(s, ways=()) for s in story.case.plan.steps[story.case.cursor :]))
    assert story.do(ResumePace) == ()


def test_a_slower_plan_is_no_change_where_nothing_is_ahead() -> None:
    story = offered()
    story.until("2027-03-01 10:00")
    assert story.do(SlowDown) == ()


def test_a_zone_moves_steps_and_changes_none() -> None:
    story = offered()
    ahead = story.case.plan.steps[story.case.cursor :]
    assert story.refused(ReschedulePlan, CLOCK, ahead[1:]) == "StepsDiffer"
    assert story.refused(ReschedulePlan, CLOCK, (*ahead, ahead[0])) == "StepsDiffer"
    assert story.refused(ReschedulePlan, CLOCK, (ahead[0], *ahead[:-1])) == "StepsDiffer"
    assert story.do(ReschedulePlan, CLOCK, ahead) == ()
    story.do(ReschedulePlan, CLOCK, tuple(reversed(plan("partner", SHOTS_AT + DAY).steps[1:])))
    assert [event.why for event in story.happened(PlanRescheduled)] == ["zone"]


def test_a_newer_plan_owes_nothing_again_that_has_come() -> None:
    story = offered("witness")
    story.until("2026-03-12 12:00")
    story.do(MovePlan, COORDINATOR, plan("discharged_weapon"))
    (moved,) = story.happened(PlanMoved)
    behind = {step.key for step in moved.plan.steps[: moved.cursor]}
    assert {"offer", "day_1", "week_1"} <= behind
    assert "companion" in behind, "its time is over"
    story.until("2026-04-01 12:00")
    opened_keys = [event.key for event in story.happened(StepOpened)]
    assert len(opened_keys) == len(set(opened_keys))


def test_a_newer_plan_keeps_the_ladders_on_which_something_is_owed() -> None:
    story = offered()
    story.until("2026-03-05 12:00")
    newer = plan("witness")
    fewer = newer.__class__(
        newer.protocol,
        "2",
        newer.zone,
        newer.notice,
        newer.steps,
        tuple(ladder for ladder in newer.ladders if ladder.name != "helper"),
        newer.limits,
    )
    story.do(MovePlan, COORDINATOR, fewer)
    story.until("2026-03-20 12:00")
    assert story.case.plan.version == "2"


@pytest.mark.parametrize("command", [SlowDown, ResumePace, MovePlan, ReschedulePlan])
def test_a_plan_that_does_not_run_is_not_moved(command: type) -> None:
    story = opened(part="asked")
    story.do(CloseCase, COORDINATOR, "coordinator")
    story.do(ReopenCase, COORDINATOR, plan("asked"))
    story.until("2027-05-01 12:00")
    story.do(CloseCase, COORDINATOR, "coordinator")
    assert story.refused(CallMe) == "CaseClosed"
    standing = offered()
    standing.case = standing.case._replace(status="standing", items=(), raised=())
    fields = {SlowDown: (), ResumePace: (), MovePlan: (plan(),), ReschedulePlan: ((),)}[command]
    answer = decide(standing.case, command(standing.now, MEMBER, *fields), standing.agency.look())
    assert isinstance(answer, Refusal)
    assert answer.reason == "CaseStands"


def test_leaving_the_agency_does_not_end_the_care() -> None:
    story = offered()
    story.do(RecordSeparation, COORDINATOR, 739_700)
    assert story.do(RecordSeparation, COORDINATOR, 739_700) == ()
    story.sent()
    story.until("2026-03-04 09:00")
    assert story.sent() == [("keeper_asked", ADAM, "2026-03-04 09:00")]
    assert story.case.life.separated


def test_a_case_reopened_begins_its_plan_again_and_asks_anew() -> None:
    story = offered()
    story.do(AdviseNoContact)
    story.do(CloseCase, COORDINATOR, "member")
    assert story.do(Tick, CLOCK) == ()
    assert story.refused(CallMe) == "CaseClosed"
    story.until("2028-05-01 10:00").sent()
    story.do(ReopenCase, COORDINATOR, plan("asked", story.now))
    assert story.do(ReopenCase, COORDINATOR, plan("asked", story.now)) == ()
    assert story.sent() == [("keeper_asked", ADAM, "2028-05-01 10:00")]
    occurrences = {event.occurrence for event in story.happened(StepOpened) if event.key == "offer"}
    assert occurrences == {0, 10_000}, "what is owed anew is another obligation"
    assert not story.case.choices.counsel


def test_a_case_reopened_where_no_peer_is_left_says_so() -> None:
    agency = Agency(staff=False, on_call=())
    agency.people.clear()
    story = opened(agency, "asked")
    story.do(CloseCase, COORDINATOR, "mistake")
    story.do(ReopenCase, COORDINATOR, plan("asked", story.now))
    assert story.case.unheld_at is not None


def test_a_death_stops_every_message_and_gives_the_family_a_case_of_its_own() -> None:
    story = offered()
    story.until("2026-03-06 12:00").sent()
    story.do(RecordDeath, COORDINATOR, WIFE)
    assert story.do(RecordDeath, COORDINATOR, WIFE) == ()
    (died,) = story.happened(MemberDied)
    wanted = CareWanted("i1", "officer_involved_shooting", WIFE, "family", (PARTNER,), story.now, CHICAGO, "US-IL")
    assert react(story.case, died) == (wanted,)
    assert react(story.case, story.events[-1]) == ()
    assert react(story.case, MemberDied(died.at, died.by, None)) == ()
    story.until("2040-01-01 00:00")
    assert story.sent() == []
    assert story.refused(ReopenCase, COORDINATOR, plan()) == "MemberDied"


def test_a_death_after_the_case_was_closed_is_noted() -> None:
    story = offered()
    story.do(CloseCase, COORDINATOR, "member")
    assert [type(event) for event in story.do(RecordDeath, COORDINATOR, None)] == [MemberDied]


def test_a_hold_and_a_legal_hold_are_placed_and_lifted_once() -> None:
    story = offered()
    assert len(story.do(RecordHold, COORDINATOR, "arrest")) == 1
    assert len(story.do(LiftHold, COORDINATOR)) == 1
    assert story.do(LiftHold, COORDINATOR) == ()
    assert len(story.do(PlaceLegalHold, COORDINATOR)) == 1
    assert story.do(PlaceLegalHold, COORDINATOR) == ()
    assert len(story.do(LiftLegalHold, COORDINATOR)) == 1
    assert story.do(LiftLegalHold, COORDINATOR) == ()


def test_details_go_when_a_case_is_closed_and_its_time_has_passed_and_no_law_holds_them() -> None:
    story = offered()
    assert story.refused(PurgeDetails, CLOCK, 180 * DAY) == "CaseNotClosed"
    story.do(CloseCase, COORDINATOR, "member")
    assert story.refused(PurgeDetails, CLOCK, 180 * DAY) == "RetentionRuns"
    story.do(PlaceLegalHold, COORDINATOR)
    story.now += 181 * DAY
    assert story.refused(PurgeDetails, CLOCK, 180 * DAY) == "LegalHold"
    story.do(LiftLegalHold, COORDINATOR)
    assert [type(event) for event in story.do(PurgeDetails, CLOCK, 180 * DAY)] == [DetailsPurged]
    assert story.do(PurgeDetails, CLOCK, 180 * DAY) == ()
    assert story.refused(ReopenCase, COORDINATOR, plan()) == "DetailsPurged"


def test_a_case_that_stands_is_never_purged_and_a_closed_one_on_the_very_instant() -> None:
    story = offered()
    story.do(StopContact)
    story.now += 3650 * DAY
    assert story.refused(PurgeDetails, CLOCK, 180 * DAY) == "CaseNotClosed"
    story.do(CloseCase, COORDINATOR, "member")
    story.now += 180 * DAY
    assert [type(event) for event in story.do(PurgeDetails, CLOCK, 180 * DAY)] == [DetailsPurged]


def test_a_purged_log_folds_to_the_same_closed_state_as_the_whole_one() -> None:
    story = offered()
    story.do(CloseCase, COORDINATOR, "member")
    story.now += 181 * DAY
    story.do(PurgeDetails, CLOCK, 180 * DAY)
    emptied = [Purged(event.at - event.at % DAY, PersonId(""), None, None) for event in story.events[:-1]]
    assert fold(evolve, INITIAL, [*emptied, story.events[-1]]) == story.case
    seen = row(story.case)
    assert seen is not None
    assert (seen.status, seen.closed_at, seen.wake_at) == ("closed", story.now, None)


def test_somebody_found_to_have_been_there_is_noted_also_when_the_case_is_closed() -> None:
    story = offered()
    story.do(CloseCase, COORDINATOR, "member")
    assert len(story.do(AddInvolvedPerson, COORDINATOR, ADAM)) == 1


def test_a_case_in_which_nobody_ever_answers_stays_within_its_bound() -> None:
    """Two years of it are at most 250 events, every further year at most 30, if nobody is there at all 50."""
    story = opened()
    story.until("2028-03-03 00:00")
    first = len(story.events)
    story.until("2046-03-03 00:00")
    assert first <= 250
    assert len(story.events) - first <= 18 * 30
    nobody = Agency(staff=False, on_call=())
    nobody.people.clear()
    alone = opened(nobody)
    alone.until("2046-03-03 00:00")
    assert len(alone.events) <= 250 + 18 * 50
    assert alone.case.status == story.case.status == "active"
