"""What whoever is asked, and whoever coordinates, may choose about the keeping of a case."""

from solidground.core.care.keeping.commands import AssignPeer, DeclineRung
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.kernel import DAY
from tests.core.care.cast import ADAM, BAKER, COORDINATOR, Story, opened


def offered() -> Story:
    story = opened(part="partner")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    return story


def test_nobody_else_is_left_to_ask_once_the_last_rung_repeats() -> None:
    story = offered()
    story.until("2026-03-06 20:00")
    (raised,) = story.case.raised
    assert raised.repeat == 1
    assert story.refused(DeclineRung, raised.asked or ADAM, "helper") == "NobodyElse"


def test_a_cover_whom_the_coordinator_chooses_stays_when_the_other_is_back() -> None:
    story = offered()
    story.agency.leave(ADAM, story.now, story.now + 9 * DAY)
    story.tick()
    assert (story.case.peer, story.case.regular) == (BAKER, ADAM)
    story.do(AssignPeer, COORDINATOR, BAKER)
    story.until(story.now + 10 * DAY)
    assert (story.case.peer, story.case.regular) == (BAKER, BAKER)
