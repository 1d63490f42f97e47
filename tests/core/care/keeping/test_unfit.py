"""Whoever may keep nothing in a case any more takes nothing in it, and it is no more held than before (P1, P8)."""

from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.keeping.events import EscalationAcknowledged
from solidground.core.care.offer.commands import MakeOffer
from tests.core.care.cast import ADAM, BAKER, COORDINATOR, Agency, opened


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
