"""A "not now" that was tapped by mistake: what it ended goes on, and nobody asks again for it."""

import pytest

from solidground.core.care.ask.commands import AnswerAsk, TakeBackAnswer
from solidground.core.care.choice.commands import ChooseNotNow, StopContact, TakeBackNotNow
from solidground.core.care.choice.resting import TAKE_BACK_FOR, TOO_LATE
from solidground.core.care.commands import CloseCase
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.state import Item, item_of
from solidground.core.kernel import DAY, HOUR, MINUTE
from tests.core.care.cast import ADAM, BAKER, COORDINATOR, MEMBER, PRECISE, Story, opened

ASK = "day_2_ask"


def offered() -> Story:
    """Give a case in which care was offered, on the day on which the first conversation is owed."""
    story = opened()
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.until("2026-03-04 11:00")
    return story


def owed(story: Story) -> set[tuple[str, str, int, int]]:
    """Return what is owed, by its times, whichever time it is that it comes."""
    return {(item.key, item.who, item.due_at, item.lapses_at) for item in story.case.items}


def test_everything_goes_on_as_it_was() -> None:
    story = offered()
    before, silent = owed(story), story.case.unanswered
    assert "day_1" in {key for key, *_ in before}
    story.do(ChooseNotNow, MEMBER, story.now + 2 * DAY)
    assert owed(story) != before
    story.until(story.now + TAKE_BACK_FOR)
    story.do(TakeBackNotNow, MEMBER)
    assert (owed(story), story.case.choices.resting_until, story.case.unanswered) == (before, None, silent)
    assert story.do(TakeBackNotNow, MEMBER) == (), "a second tap does nothing twice"
    day_1 = item_of(story.case, "day_1")
    assert day_1 is not None
    assert (day_1.stage, day_1.keeper) != ("ahead", None), "somebody is asked for it again"


def test_before_anybody_offered_the_offer_goes_on_and_none_comes_later() -> None:
    story = opened()
    before = owed(story)
    story.do(ChooseNotNow, MEMBER, story.now + DAY)
    story.do(TakeBackNotNow, MEMBER)
    assert owed(story) == before


def test_an_earlier_rest_holds_again() -> None:
    story = offered()
    story.do(ChooseNotNow, MEMBER, story.now + 3 * DAY)
    first = story.case.choices.resting_until
    before = owed(story)
    story.until(story.now + HOUR)
    story.do(ChooseNotNow, MEMBER, story.now + 5 * DAY)
    story.do(TakeBackNotNow, MEMBER)
    assert (story.case.choices.resting_until, owed(story)) == (first, before)
    again: Item | None = item_of(story.case, "again")
    assert again is not None
    assert (again.stage, again.opens_at) == ("ahead", first)


def test_where_it_answered_a_question_the_question_is_open_again() -> None:
    story = offered()
    story.do(RecordContact, ADAM, "day_1", 0, "made", story.now, PRECISE, "phone", None, "peer")
    story.until("2026-03-05 10:00")
    question = item_of(story.case, ASK)
    before = owed(story)
    story.do(AnswerAsk, MEMBER, ASK, 0, "not_now", story.now + 2 * DAY)
    assert item_of(story.case, ASK) is None
    assert story.give(TakeBackAnswer(story.now, MEMBER)) == TOO_LATE, "that is no OK"
    story.do(TakeBackNotNow, MEMBER)
    assert (item_of(story.case, ASK), owed(story), story.case.life.undo) == (question, before, None)


def test_what_had_lapsed_is_escalated_anew() -> None:
    story = offered()
    story.until("2026-03-05 12:00")
    story.do(ChooseNotNow, MEMBER, story.now + 2 * DAY)
    assert "helper" not in {raised.ladder for raised in story.case.raised}
    ended = story.case.life.undo.ended if story.case.life.undo is not None else ()
    assert {item.key for item in ended if item.stage == "lapsed"}, "nobody had been in touch"
    story.do(TakeBackNotNow, MEMBER)
    story.until(story.now + MINUTE)
    assert "helper" in {raised.ladder for raised in story.case.raised}


def test_a_while_later_it_stands_and_so_does_what_somebody_else_took_down() -> None:
    story = offered()
    assert story.do(TakeBackNotNow, MEMBER) == (), "nothing was tapped"
    story.do(ChooseNotNow, MEMBER, story.now + 2 * DAY)
    story.until(story.now + TAKE_BACK_FOR + MINUTE)
    assert story.give(TakeBackNotNow(story.now, MEMBER)) == TOO_LATE
    told = offered()
    day_1 = item_of(told.case, "day_1")
    assert day_1 is not None
    until = told.now + 2 * DAY
    told.do(RecordContact, ADAM, "day_1", 0, "not_now", told.now, PRECISE, "phone", until, "peer")
    assert told.give(TakeBackNotNow(told.now, MEMBER)) == TOO_LATE, "nobody reads that it was taken back"
    assert told.case.choices.resting_until == until


@pytest.mark.parametrize("ended", ["stopped", "closed"])
def test_after_an_end_nothing_is_taken_back(ended: str) -> None:
    story = offered()
    story.do(ChooseNotNow, MEMBER, story.now + 2 * DAY)
    if ended == "stopped":
        story.do(StopContact, MEMBER)
        assert story.give(TakeBackNotNow(story.now, MEMBER)) == TOO_LATE
    else:
        story.do(CloseCase, COORDINATOR, "coordinator")
    assert story.case.life.undo is None
    assert BAKER not in {item.keeper for item in story.case.items}
