"""Whoever may keep nothing in a case any more takes nothing in it, and it is no more held than before (P1, P8)."""

from solidground.core.care.choice.commands import RuleOut, StopContact
from solidground.core.care.contact.commands import HandOn
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.keeping.events import EscalationAcknowledged, PeerReleased
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.state import item_of
from solidground.core.kernel import CLOCK
from tests.core.care.cast import ADAM, BAKER, COORDINATOR, MEMBER, Agency, opened


def test_whoever_may_not_keep_it_any_more_does_not_take_it() -> None:
    agency = Agency()
    story = opened(agency, "partner")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.until("2026-03-04 18:30").sent()
    agency.change(BAKER, own_case=True)
    assert story.refused(Acknowledge, BAKER, "helper", "peer") == "NotYours"
    assert story.happened(EscalationAcknowledged) == []
    story.tick()
    assert story.sent() == [("rung_asked", COORDINATOR, "2026-03-04 18:30")]


def test_whoever_is_ruled_out_lets_go_of_a_case_that_stands_and_nobody_is_asked_for_it() -> None:
    story = opened(None, "partner")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.do(StopContact)
    story.sent()
    events = story.do(RuleOut, MEMBER, ADAM)
    assert events[1:] == (PeerReleased(story.now, CLOCK, ADAM, "ruled_out", story.now),)
    assert (story.case.peer, story.case.unheld_at, story.sent()) == (None, None, [])
    assert story.do(RuleOut, MEMBER, BAKER)[1:] == ()


def test_whoever_is_ruled_out_holds_nothing_that_has_lapsed_either() -> None:
    story = opened(None, "partner")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.until("2026-03-04 10:00")
    story.do(HandOn, ADAM, "day_1", 0)
    story.do(RuleOut, MEMBER, ADAM)
    item = item_of(story.case, "day_1")
    assert item is not None
    assert (item.stage, item.keeper) == ("lapsed", None)
