"""An answer that comes after the end is kept until a person has read it, and begins nothing."""

import pytest

from solidground.core.care.ask.commands import KeepAnswer, SeeAnswer
from solidground.core.care.ask.events import AnswerKept, AnswerSeen, LateAnswer
from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.commands import CloseCase, PurgeDetails, RecordDeath, ReopenCase
from solidground.core.care.needs import Needs, needs_of
from solidground.core.care.state import Late
from solidground.core.care.views import row
from solidground.core.kernel import DAY
from tests.core.care.cast import ADAM, COORDINATOR, MEMBER, Story, opened


def closed() -> Story:
    story = opened()
    story.do(CloseCase, COORDINATOR, "coordinator")
    story.sent()
    story.now += DAY
    return story


@pytest.mark.parametrize("answer", ["ok", "not_now", "yes", "no", "accept", "decline"])
def test_an_answer_after_the_end_is_kept_and_nothing_rings_for_it(answer: LateAnswer) -> None:
    story = closed()
    assert needs_of(story.case) is Needs.NOTHING
    (kept,) = story.do(KeepAnswer, MEMBER, answer)
    assert kept == AnswerKept(story.now, MEMBER, answer)
    assert story.case.life.late == (Late(MEMBER, answer, story.now),)
    assert (story.case.status, story.case.raised, story.case.items, story.sent()) == ("closed", (), (), [])
    seen = row(story.case)
    assert seen is not None
    assert (seen.wake_at, seen.needs) == (None, Needs.ANSWER)


def test_the_same_again_changes_nothing_and_the_last_of_each_person_waits() -> None:
    story = closed()
    story.do(KeepAnswer, MEMBER, "ok")
    assert story.do(KeepAnswer, MEMBER, "ok") == ()
    story.do(KeepAnswer, ADAM, "made")
    story.do(KeepAnswer, MEMBER, "not_now")
    assert [(one.by, one.answer) for one in story.case.life.late] == [(ADAM, "made"), (MEMBER, "not_now")]


def test_what_a_person_has_read_waits_no_more() -> None:
    story = closed()
    assert story.do(SeeAnswer, COORDINATOR) == ()
    story.do(KeepAnswer, MEMBER, "ok")
    assert story.refused(SeeAnswer, MEMBER) == "NotYours"
    assert story.do(SeeAnswer, COORDINATOR) == (AnswerSeen(story.now, COORDINATOR),)
    assert (story.case.life.late, needs_of(story.case)) == ((), Needs.NOTHING)
    assert story.do(SeeAnswer, COORDINATOR) == ()


def test_it_waits_through_a_new_opening_and_presses_nobody_before_what_does() -> None:
    story = closed()
    story.do(KeepAnswer, MEMBER, "ok")
    story.do(ReopenCase, COORDINATOR, opened().case.plan)
    assert story.case.life.late
    assert needs_of(story.case._replace(unheld_at=None, raised=(), items=())) is Needs.ANSWER
    assert needs_of(story.case._replace(unheld_at=story.now)) is Needs.UNHELD
    story.do(SeeAnswer, COORDINATOR)


def test_in_an_open_case_after_a_death_or_when_the_details_are_gone_nothing_is_kept() -> None:
    assert opened().refused(KeepAnswer, MEMBER, "ok") == "AskOver"
    story = closed()
    story.do(RecordDeath, COORDINATOR, None)
    assert story.refused(KeepAnswer, MEMBER, "ok") == "AskOver"
    story = closed()
    story.do(KeepAnswer, MEMBER, "ok")
    story.do(PurgeDetails, COORDINATOR, 0)
    assert story.case.life.late == ()
    assert story.refused(KeepAnswer, MEMBER, "ok") == "AskOver"


def test_who_was_ruled_out_reads_what_everybody_reads_whose_step_is_over() -> None:
    story = opened()
    story.do(RuleOut, MEMBER, ADAM)
    story.do(CloseCase, COORDINATOR, "coordinator")
    assert story.refused(KeepAnswer, ADAM, "made") == "NothingOwed"
