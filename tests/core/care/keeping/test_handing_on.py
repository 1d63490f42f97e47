"""Who took a step may pass it on, and nobody waits for what he had said before."""

from solidground.core.care.contact.commands import HandOn
from solidground.core.care.keeping.commands import Acknowledge, DeclineRung
from solidground.core.care.offer.commands import MakeOffer
from tests.core.care.cast import ADAM, BAKER, CHARLES, COORDINATOR, DEPUTY, opened


def test_who_took_a_step_may_hand_it_on_and_the_next_is_asked_at_once() -> None:
    story = opened(None, "partner")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.until("2026-03-04 10:00")
    story.do(HandOn, ADAM, "day_1", 0)
    story.do(Acknowledge, BAKER, "helper", "peer")
    story.sent()
    story.do(HandOn, BAKER, "day_1", 0)
    assert story.sent() == [("rung_asked", COORDINATOR, "2026-03-04 10:00")]


def test_whoever_is_asked_may_say_no_and_the_next_is_asked_at_once() -> None:
    story = opened(None, "partner")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.until("2026-03-04 18:30").sent()
    assert story.do(DeclineRung, CHARLES, "helper") == ()
    assert story.do(DeclineRung, BAKER, "member") == ()
    story.do(DeclineRung, BAKER, "helper")
    assert story.sent() == [("rung_asked", COORDINATOR, "2026-03-04 18:30")]
    story.do(DeclineRung, COORDINATOR, "helper")
    assert story.refused(DeclineRung, DEPUTY, "helper") == "NobodyElse"
    story.do(Acknowledge, DEPUTY, "helper", "deputy")
    assert story.refused(DeclineRung, DEPUTY, "helper") == "NobodyElse"


def test_who_took_it_and_cannot_after_all_lets_the_next_be_asked_at_once() -> None:
    story = opened(None, "partner")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.until("2026-03-04 18:30")
    story.do(Acknowledge, BAKER, "helper", "peer")
    story.sent()
    story.do(DeclineRung, BAKER, "helper")
    assert story.sent() == [("rung_asked", COORDINATOR, "2026-03-04 18:30")]
    story.do(DeclineRung, COORDINATOR, "helper")
    story.do(Acknowledge, BAKER, "helper", "peer")
    story.sent()
    story.do(DeclineRung, BAKER, "helper")
    assert story.sent() == [("rung_repeated", DEPUTY, "2026-03-04 18:30")], "the last to be asked is asked again"
