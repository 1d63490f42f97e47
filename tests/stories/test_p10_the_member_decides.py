"""P10: whoever was ruled out is never asked and never told; "not now" never escalates; what he stops is stopped."""

from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.choice.commands import AdviseNoContact, ChooseNotNow, LetBackIn, RuleOut, StopContact
from solidground.core.care.contact.commands import AddDate, RecordContact
from solidground.core.care.keeping.events import EscalationRaised
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.kernel import DAY
from tests.core.care.cast import ADAM, BAKER, CHARLES, CLINICIAN, MEMBER, PRECISE, Story, at, opened


def offered() -> Story:
    story = opened(part="witness")
    story.do(MakeOffer, ADAM, story.now, "phone", "on_call")
    story.sent()
    return story


def test_who_was_ruled_out_is_neither_asked_nor_told_until_he_is_let_back_in() -> None:
    story = offered()
    story.do(RuleOut, MEMBER, ADAM)
    story.do(RuleOut, MEMBER, BAKER)
    assert story.sent() == []
    story.until("2027-06-01 12:00")
    asked = {to for _, to, _ in story.sent()}
    assert {ADAM, BAKER}.isdisjoint(asked)
    assert CHARLES in asked
    assert story.case.peer == CHARLES
    story.do(LetBackIn, MEMBER, ADAM)
    assert story.case.peer == CHARLES, "nothing changes of itself"


def test_who_was_ruled_out_lets_go_also_of_a_case_that_stands_and_somebody_else_keeps_the_day_that_comes() -> None:
    story = offered()
    story.do(StopContact)
    assert (story.case.status, story.case.peer) == ("standing", ADAM)
    story.do(RuleOut, MEMBER, ADAM)
    assert (story.case.peer, story.case.unheld_at, story.sent()) == (None, None, [])
    story.do(AddDate, CLINICIAN, "hearing", at("2027-03-10 09:00"), "2027-03-10T09:00")
    story.until("2027-03-09 12:00")
    assert story.sent() == [("keeper_asked", BAKER, "2027-03-08 09:00")]


def test_not_now_until_thursday_is_kept_and_somebody_asks_on_thursday() -> None:
    story = offered()
    story.until("2026-03-07 12:00")
    assert story.case.raised
    story.sent()
    story.do(ChooseNotNow, MEMBER, at("2026-03-12 12:00"))
    raised = len(story.happened(EscalationRaised))
    story.until("2026-03-12 11:59")
    assert story.sent() == []
    assert (len(story.happened(EscalationRaised)), story.case.raised, story.case.unheld_at) == (raised, (), None)
    story.until("2026-03-12 12:00")
    assert story.sent() == [("keeper_asked", ADAM, "2026-03-12 12:00")]


def test_not_now_said_to_a_peer_or_by_one_tap_is_the_same() -> None:
    said, tapped = offered(), offered()
    said.until("2026-03-04 10:00")
    said.do(RecordContact, ADAM, "day_1", 0, "not_now", said.now, PRECISE, "phone", said.now + 9 * DAY, "peer")
    said.sent()
    said.until("2026-03-13 09:59")
    assert said.sent() == []
    tapped.until("2026-03-08 10:00").sent()
    tapped.do(AnswerAsk, MEMBER, "day_5_ask", 0, "not_now", tapped.now + 9 * DAY)
    tapped.until("2026-03-17 09:59")
    assert tapped.sent() == []


def test_no_contact_on_a_lawyers_word_is_kept_by_everybody() -> None:
    story = offered()
    story.do(AdviseNoContact)
    story.until("2026-05-04 12:00")
    assert story.sent() == []
    story.until("2026-05-06 12:00")
    assert story.sent() == [("member_asked", MEMBER, "2026-05-05 08:00")]


def test_a_stop_is_a_stop() -> None:
    story = offered()
    story.until("2026-03-20 12:00").sent()
    story.do(StopContact)
    story.until("2046-03-20 12:00")
    assert story.sent() == []


def test_im_ok_stops_and_starts_nothing() -> None:
    quiet, answered = offered(), offered()
    for story in (quiet, answered):
        story.until("2026-03-08 10:00").sent()
    answered.do(AnswerAsk, MEMBER, "day_5_ask", 0, "ok", None)
    for story in (quiet, answered):
        story.until("2027-06-01 12:00")
    assert quiet.sent() == answered.sent()
