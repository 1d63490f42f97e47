"""What a person does next about a silent member is the coordinator's to decide, also when the deciding lapses."""

from solidground.core.care.contact.commands import DecideNextAct, DisputeContact
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.keeping.events import RungAsked
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.kernel import PersonId
from tests.core.care.cast import ADAM, BAKER, COORDINATOR, DEPUTY, MEMBER, Agency, Story, opened


def to_decide(agency: Agency | None = None) -> Story:
    """Return a story in which the coordinator has to decide, because the member says a contact never was."""
    story = opened(agency, "witness")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.until("2026-03-04 08:00")
    story.do(DisputeContact, MEMBER, "offer", 0)
    return story


def asked(story: Story) -> list[tuple[PersonId | None, str]]:
    return [(event.asked, event.role) for event in story.happened(RungAsked) if event.ladder == "member"]


def test_a_decision_that_lapses_goes_to_who_may_decide_and_to_no_peer() -> None:
    story = to_decide()
    story.until("2026-03-06 12:00")
    assert asked(story) == [(DEPUTY, "deputy")], "the coordinator has just let it lapse"
    story.do(Acknowledge, DEPUTY, "member", "deputy")
    story.do(DecideNextAct, DEPUTY, "visit", None)
    assert {person for person, _ in asked(story)} == {DEPUTY}


def test_it_begins_at_the_coordinator_where_he_is_there_again() -> None:
    agency = Agency()
    agency.leave(COORDINATOR, 0, opened().now + 10**12)
    story = to_decide(agency)
    story.until("2026-03-05 09:00")
    assert asked(story)[0] == (DEPUTY, "deputy"), "nobody held it: the next who may decide is asked at once"
    agency.come_back(COORDINATOR)
    agency.leave(DEPUTY, 0, opened().now + 10**12)
    story.tick()
    assert asked(story)[-1] == (COORDINATOR, "coordinator")


def test_where_nobody_is_there_to_decide_a_peer_hears_of_it_rather_than_nobody() -> None:
    story = to_decide(Agency(staff=False))
    story.until("2026-03-06 12:00")
    assert asked(story)[0] == (BAKER, "next_peer")
