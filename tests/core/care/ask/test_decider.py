"""What the machine asks, and what one tap does: an answer is an answer, never a contact."""

import pytest

from solidground.core.care.ask.commands import AnswerAsk, TakeBackAnswer
from solidground.core.care.ask.events import AnswerTakenBack, AskAnswered, AskLapsed, AskSent
from solidground.core.care.choice.commands import ChooseWay
from solidground.core.care.choice.events import NotNowChosen
from solidground.core.care.choice.resting import TAKE_BACK_FOR, TOO_LATE
from solidground.core.care.contact.events import StepCancelled
from solidground.core.care.decider import evolve
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.state import drop_item, item_from, item_of
from solidground.core.kernel import DAY, MINUTE, CaseId
from tests.core.care.cast import ADAM, MEMBER, Story, opened

ASK = "day_2_ask"


def asked() -> Story:
    story = opened()
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.until("2026-03-05 10:00").sent()
    return story


def test_what_is_asked_is_open_from_when_it_was_sent_and_kept_by_nobody() -> None:
    story = asked()
    (step,) = [step for step in story.case.plan.steps if step.key == ASK]
    assert item_of(story.case, ASK) == item_from(step, 0, None, "open", story.now)
    assert story.case.plan.steps[story.case.cursor].key == "day_3", "the next of the plan is the next to come"


def test_im_ok_answers_the_ask_and_changes_nothing_else() -> None:
    story = asked()
    before = story.case
    (answered,) = story.do(AnswerAsk, MEMBER, ASK, 0, "ok", None)
    assert isinstance(answered, AskAnswered)
    life = before.life._replace(undo=story.case.life.undo)
    assert story.case == before._replace(items=drop_item(before, ASK, 0), last_at=story.now, life=life)
    assert story.sent() == []


def test_a_tap_that_was_a_mistake_is_taken_back_and_the_question_is_open_as_it_was() -> None:
    story = asked()
    before = story.case
    assert story.do(TakeBackAnswer, MEMBER) == (), "nothing was tapped"
    story.do(AnswerAsk, MEMBER, ASK, 0, "ok", None)
    story.until(story.now + MINUTE)
    (back,) = story.do(TakeBackAnswer, MEMBER)
    assert isinstance(back, AnswerTakenBack)
    assert story.case == before._replace(last_at=story.now)
    assert story.sent() == [], "nobody is asked anew"
    assert story.do(TakeBackAnswer, MEMBER) == (), "a second tap does nothing twice"
    assert story.do(AnswerAsk, MEMBER, ASK, 0, "ok", None), "it can be answered again"


def test_what_was_said_a_while_ago_stands() -> None:
    story = asked()
    story.do(AnswerAsk, MEMBER, ASK, 0, "ok", None)
    story.until(story.now + TAKE_BACK_FOR + MINUTE)
    assert story.give(TakeBackAnswer(story.now, MEMBER)) == TOO_LATE
    assert item_of(story.case, ASK) is None


def test_a_question_taken_back_that_nobody_knows_of_is_none() -> None:
    """A log may have lost its details; folding it goes on all the same."""
    story = asked()
    story.do(AnswerAsk, MEMBER, ASK, 0, "ok", None)
    lost = story.case._replace(life=story.case.life._replace(undo=None))
    assert evolve(lost, AnswerTakenBack(story.now, MEMBER, ASK, 0)).items == lost.items


@pytest.mark.parametrize(("chosen", "way"), [("mail", "mail"), ("person", "text"), (None, "text")])
def test_he_is_asked_by_the_way_he_chose_where_it_reaches_him(chosen: str | None, way: str) -> None:
    story = opened()
    story.agency.members[MEMBER] = story.agency.members[MEMBER]._replace(ways=("text", "mail"))
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    if chosen is not None:
        story.do(ChooseWay, MEMBER, chosen)
    story.until("2026-03-05 10:00")
    assert [event.way for event in story.happened(AskSent)] == [way]


def test_who_can_be_reached_in_no_way_is_asked_by_none_and_nothing_is_sent() -> None:
    story = opened()
    story.agency.members[MEMBER] = story.agency.members[MEMBER]._replace(ways=())
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.until("2026-03-05 10:00")
    assert [event.way for event in story.happened(AskSent)] == [None]
    assert MEMBER not in {recipient for _, recipient, _ in story.sent()}


def test_no_tap_is_recorded_as_silence_and_nobody_is_sent_after_it() -> None:
    story = asked()
    silent = story.case.unanswered
    story.until("2026-03-06 09:00")
    escalated = len(story.case.raised)
    story.until("2026-03-06 10:00")
    assert [event.key for event in story.happened(AskLapsed)] == [ASK]
    assert (story.case.unanswered, len(story.case.raised)) == (silent, escalated)


def test_not_now_needs_a_day_and_is_a_rest() -> None:
    story = asked()
    assert story.refused(AnswerAsk, MEMBER, ASK, 0, "not_now", None) == "NoDay"
    story.do(AnswerAsk, MEMBER, ASK, 0, "not_now", story.now + 3 * DAY)
    assert [event.until_at for event in story.happened(NotNowChosen)] == [story.now + 3 * DAY]


def test_call_me_rings_at_once() -> None:
    story = asked()
    story.do(AnswerAsk, MEMBER, ASK, 0, "call_me", None)
    assert story.sent() == [("urgent_call", ADAM, "2026-03-05 10:00")]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_question_is_answered_by_what_was_shown_with_it(answer: str) -> None:
    assert asked().refused(AnswerAsk, MEMBER, ASK, 0, answer, None) == "AnswerUnknown"


def test_a_question_that_is_over_says_so() -> None:
    story = asked()
    story.do(AnswerAsk, MEMBER, ASK, 0, "ok", None)
    assert story.refused(AnswerAsk, MEMBER, ASK, 0, "ok", None) == "AskOver"
    assert story.refused(AnswerAsk, MEMBER, "companion", 0, "ok", None) == "AskOver"


def test_nothing_is_asked_by_the_machine_before_a_person_made_the_offer() -> None:
    story = opened()
    story.until("2026-03-05 10:00")
    assert [event.why for event in story.happened(StepCancelled) if event.key == ASK] == ["before_offer"]


@pytest.mark.parametrize(("answer", "wanted"), [("yes", True), ("no", False)])
def test_the_anniversary_is_asked_at_month_eleven(answer: str, wanted: bool) -> None:
    story = asked()
    story.until("2027-02-03 10:00")
    assert item_of(story.case, "anniversary") is not None
    story.do(AnswerAsk, MEMBER, "anniversary", 0, answer, None)
    assert story.case.choices.anniversary is wanted
    assert story.case.head.case == CaseId("c1")
