"""What the member decides: never questioned, never escalated, never told to the person it concerns (P10)."""

import pytest

from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.choice.commands import (
    AdviseNoContact,
    ChooseAnniversary,
    ChooseNotNow,
    ChooseSpot,
    ChooseWay,
    LetBackIn,
    ResumeContact,
    RuleOut,
    StopContact,
)
from solidground.core.care.choice.events import NoContactAdvised, PersonLetBackIn, PersonRuledOut, SpotChosen
from solidground.core.care.commands import LiftHold, RecordHold
from solidground.core.care.companion.commands import HandOver, NameCompanion
from solidground.core.care.contact.commands import AddDate, RecordContact
from solidground.core.care.contact.events import StepAdded, StepCancelled, StepLapsed, StepMissed, StepOpened
from solidground.core.care.events import CaseMadeStanding
from solidground.core.care.keeping.events import EscalationRaised, RungAsked
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.state import item_of
from solidground.core.kernel import DAY, HOUR
from tests.core.care.cast import ADAM, BAKER, COORDINATOR, MEMBER, PRECISE, WANTED, WIFE, Agency, Story, at, opened

CHECKIN = ("checkin", "word", "offer", "date")


def offered(part: str = "partner", agency: Agency | None = None) -> Story:
    story = opened(agency, part)
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.sent()
    return story


def test_not_now_asks_nobody_for_anything_until_its_day_and_then_his_peer() -> None:
    story = offered()
    story.until("2026-03-06 12:00")
    assert story.case.raised, "day 1 was not done, and somebody is asked"
    story.sent()
    story.do(ChooseNotNow, MEMBER, at("2026-03-13 12:00"))
    assert story.case.raised == ()
    before = len(story.events)
    story.until("2026-03-13 11:59")
    later = story.events[before:]
    assert not [event for event in later if isinstance(event, StepLapsed) and event.key != "clinician_first"]
    asked = [event.role for event in later if isinstance(event, RungAsked)]
    assert asked == ["next_peer", "coordinator", "deputy"], (
        "only the clinician's own task, which is not the member's to answer"
    )
    story.sent()
    story.until("2026-03-13 12:00")
    assert story.sent() == [("keeper_asked", ADAM, "2026-03-13 12:00")]


def test_not_now_before_the_offer_puts_the_offer_off_too() -> None:
    story = opened(part="asked")
    story.sent()
    story.do(ChooseNotNow, MEMBER, at("2026-03-10 12:00"))
    story.until("2026-03-10 11:59")
    assert story.sent() == []
    assert story.happened(EscalationRaised) == []
    story.until("2026-03-10 12:00")
    assert [event.key for event in story.happened(StepOpened)] == ["offer", "offer", "week_1"]


def test_not_now_is_bounded_by_the_longest_silence_and_by_an_hour() -> None:
    story = offered()
    story.do(ChooseNotNow, MEMBER, story.now + 400 * DAY)
    assert story.case.choices.resting_until == story.now + 62 * DAY
    story.do(ChooseNotNow, MEMBER, story.now + 1)
    assert story.case.choices.resting_until == story.now + HOUR
    assert story.refused(ChooseNotNow, MEMBER, story.now) == "DayImpossible"


def test_what_would_open_within_the_rest_opens_when_it_ends() -> None:
    story = offered()
    story.until("2026-03-20 12:00")
    story.do(ChooseNotNow, MEMBER, at("2026-03-30 12:00"))
    story.until("2026-03-30 12:00")
    opened_now = [event.key for event in story.happened(StepOpened) if event.at == story.now]
    assert sorted(opened_now) == ["again", "month_1"]
    put_off = [event.why for event in story.happened(StepCancelled) if event.key == "month_1"]
    assert put_off == ["put_off"]


def test_a_date_within_the_rest_is_not_kept_and_one_after_it_is() -> None:
    story = offered()
    story.do(AddDate, COORDINATOR, "hearing", at("2026-03-12 10:00"), "")
    story.do(AddDate, COORDINATOR, "verdict", at("2026-03-14 10:00"), "")
    story.do(ChooseNotNow, MEMBER, at("2026-03-13 12:00"))
    story.until("2026-03-13 12:00")
    keys = {event.key: event.why for event in story.happened(StepCancelled)}
    assert (keys["hearing"], keys["verdict"]) == ("not_now", "put_off")
    assert item_of(story.case, "verdict") is not None


def test_nobody_who_was_ruled_out_is_asked_and_nobody_is_told() -> None:
    story = offered()
    (out, *rest) = story.do(RuleOut, MEMBER, ADAM)
    assert isinstance(out, PersonRuledOut)
    assert (story.case.peer, story.case.regular) == (BAKER, BAKER)
    assert ADAM not in {recipient for _, recipient, _ in story.sent()}
    story.until("2026-06-01 12:00")
    assert ADAM not in {recipient for _, recipient, _ in story.sent()}
    assert story.do(RuleOut, MEMBER, ADAM) == ()
    assert len(rest) >= 1
    assert [type(event) for event in story.do(LetBackIn, MEMBER, ADAM)] == [PersonLetBackIn]
    assert story.do(LetBackIn, MEMBER, ADAM) == ()


def test_nobody_rules_himself_out() -> None:
    assert offered().refused(RuleOut, MEMBER, MEMBER) == "Self"


def test_whoever_was_ruled_out_can_do_nothing_in_the_case() -> None:
    story = offered()
    story.until("2026-03-04 10:00")
    story.do(RuleOut, MEMBER, ADAM)
    told = story.refused(RecordContact, ADAM, "day_1", 0, "made", story.now, PRECISE, None, None, "peer")
    # As anybody is told whose step is over: nobody learns that he was ruled out.
    assert told == "NothingOwed"


def test_a_companion_or_next_companion_who_is_ruled_out_is_asked_no_more() -> None:
    story = offered("discharged_weapon")
    story.do(NameCompanion, MEMBER, WIFE)
    story.do(HandOver, MEMBER, BAKER)
    story.do(RuleOut, MEMBER, BAKER)
    assert (story.case.companion.person, story.case.companion.offered_to) == (WIFE, None)
    assert item_of(story.case, "handover") is None
    story.do(RuleOut, MEMBER, WIFE)
    assert story.case.companion.person is None
    assert story.refused(HandOver, MEMBER, WIFE) == "NoCompanion"


def test_ruling_out_somebody_else_leaves_a_handing_over_as_it_is() -> None:
    story = offered("discharged_weapon")
    story.do(NameCompanion, MEMBER, WIFE)
    story.do(HandOver, MEMBER, BAKER)
    story.do(RuleOut, MEMBER, ADAM)
    assert (story.case.companion.person, story.case.companion.offered_to) == (WIFE, BAKER)
    assert item_of(story.case, "handover") is not None


def test_my_lawyer_says_no_contact_is_one_tap_and_is_asked_again_by_one_tap() -> None:
    story = offered()
    story.do(AdviseNoContact)
    assert story.do(AdviseNoContact) == ()
    story.sent()
    story.until("2026-05-04 20:00")
    kinds = {event.key for event in story.happened(StepOpened) if event.at > at("2026-03-04 00:00")}
    assert kinds == {"clinician_first"}
    story.sent()
    story.until("2026-05-05 12:00")
    assert ("member_asked", MEMBER, "2026-05-05 08:00") in story.sent()


def test_no_answer_to_that_leaves_it_so_and_asks_again() -> None:
    story = offered()
    story.do(AdviseNoContact)
    story.until("2026-07-01 12:00")
    assert len(story.happened(NoContactAdvised)) == 2
    assert item_of(story.case, "still") is not None


@pytest.mark.parametrize(("answer", "counsel"), [("no", False), ("yes", True), ("call_me", True)])
def test_the_answer_to_still_decides(answer: str, counsel: bool) -> None:
    story = offered()
    story.do(AdviseNoContact)
    story.until("2026-05-05 12:00")
    still = item_of(story.case, "still")
    assert still is not None
    story.sent()
    story.do(AnswerAsk, MEMBER, "still", still.occurrence, answer, None)
    assert story.case.choices.counsel is counsel
    assert (item_of(story.case, "still") is not None) is counsel
    kinds = {kind for kind, _, _ in story.sent()}
    assert kinds == {"no": {"keeper_asked"}, "yes": set(), "call_me": {"urgent_call"}}[answer]


def test_a_hold_keeps_the_question_back_and_it_comes_later() -> None:
    story = offered()
    story.do(AdviseNoContact)
    story.do(RecordHold, COORDINATOR, "arrest")
    story.until("2026-06-01 12:00")
    assert "member_asked" not in {kind for kind, _, _ in story.sent()}
    story.do(LiftHold, COORDINATOR)
    story.until("2026-07-20 12:00")
    assert "member_asked" in {kind for kind, _, _ in story.sent()}


def test_contact_goes_on_when_the_member_says_so() -> None:
    story = offered()
    assert story.do(ResumeContact) == ()
    story.do(AdviseNoContact)
    story.sent()
    story.do(ResumeContact)
    assert [event.step.key for event in story.happened(StepAdded)][-1] == "again"
    assert item_of(story.case, "still") is None
    assert [kind for kind, _, _ in story.sent()] == ["keeper_asked"]


def test_counsel_in_a_case_that_stands_leaves_nothing_to_ask() -> None:
    story = offered()
    story.do(StopContact)
    story.do(AdviseNoContact)
    assert story.case.items == ()
    story.do(ResumeContact)
    assert story.case.items == ()


def test_a_stop_ends_everything_on_a_schedule() -> None:
    story = offered()
    story.do(AddDate, COORDINATOR, "hearing", at("2026-09-12 10:00"), "")
    story.do(ChooseAnniversary, MEMBER, WANTED)
    story.until("2026-03-06 12:00").sent()
    story.do(StopContact)
    assert (story.case.items, story.case.raised) == ((), ())
    assert story.do(StopContact) == ()
    story.until("2040-01-01 00:00")
    assert story.sent() == []
    assert [event.why for event in story.happened(CaseMadeStanding)] == ["stopped"]


def test_a_rest_in_a_case_that_stands_needs_nobody_to_ask_again() -> None:
    story = offered()
    story.do(StopContact)
    story.do(ChooseNotNow, MEMBER, story.now + DAY)
    assert story.case.items == ()


def test_how_he_wants_to_be_reached_is_noted_once() -> None:
    story = offered()
    assert len(story.do(ChooseWay, MEMBER, "person")) == 1
    assert story.do(ChooseWay, MEMBER, "person") == ()
    assert story.case.choices.way == "person"


def test_he_says_where_he_wants_to_meet_and_changes_it() -> None:
    story = opened()
    assert [type(event) for event in story.do(ChooseSpot, MEMBER, "coffee")] == [SpotChosen]
    assert story.do(ChooseSpot, MEMBER, "coffee") == ()
    story.do(ChooseSpot, MEMBER, "walk")
    assert story.case.choices.spot == "walk"


def test_anniversaries_only_when_wanted_and_never_when_not() -> None:
    story = offered()
    story.do(ChooseAnniversary, MEMBER, WANTED)
    assert story.do(ChooseAnniversary, MEMBER, WANTED) == ()
    assert item_of(story.case, "anniversary") is None, "the plan still runs"


def test_a_call_taken_with_not_now_is_an_answer() -> None:
    story = offered()
    story.until("2026-03-04 10:00")
    assert story.refused(RecordContact, ADAM, "day_1", 0, "not_now", story.now, PRECISE, None, None, "peer") == "NoDay"
    story.do(RecordContact, ADAM, "day_1", 0, "not_now", story.now, PRECISE, None, story.now + 2 * DAY, "peer")
    assert story.case.unanswered == 0
    assert story.happened(StepMissed) == []
