"""P2: what is not done in time is said and passed on in the same decision, also after the clock had stood still."""

from solidground.core.care.contact.events import StepLapsed
from solidground.core.care.decider import Event
from solidground.core.care.keeping.events import EscalationJoined, EscalationRaised, RungAsked
from solidground.core.care.offer.commands import MakeOffer
from tests.core.care.cast import ADAM, BAKER, COORDINATOR, DEPUTY, Story, at, opened


def together(events: tuple[Event, ...]) -> list[type]:
    return [type(event) for event in events]


def offered() -> Story:
    story = opened(part="partner")
    story.do(MakeOffer, ADAM, story.now, "phone", "on_call")
    story.until("2026-03-04 17:59").sent()
    return story


def test_a_lapse_and_its_escalation_are_one_decision() -> None:
    story = offered()
    story.now = at("2026-03-04 18:00")
    assert together(story.tick()) == [StepLapsed, EscalationRaised, RungAsked]
    assert story.sent() == [("rung_asked", BAKER, "2026-03-04 18:00")]


def test_after_two_days_without_a_clock_all_that_lapsed_is_passed_on_at_once() -> None:
    story = offered()
    story.now = at("2026-03-06 20:00")
    events = story.tick()
    lapsed = [event for event in events if isinstance(event, StepLapsed)]
    assert [(event.key, event.owed_at, event.at) for event in lapsed] == [
        ("day_1", at("2026-03-04 18:00"), at("2026-03-06 20:00"))
    ]
    assert EscalationRaised in together(events)
    assert ("rung_asked", BAKER, "2026-03-06 20:00") in story.sent()


def test_what_lapses_while_everybody_was_asked_in_vain_is_heard_of_the_next_morning() -> None:
    story = offered()
    story.until("2026-04-08 11:59").sent()
    story.now = at("2026-04-08 12:00")
    assert together(story.tick()) == [StepLapsed, EscalationJoined]
    story.until("2026-04-09 08:00")
    assert story.sent() == [("rung_repeated", DEPUTY, "2026-04-09 08:00")]


def test_silence_climbs_from_the_next_peer_to_the_coordinator_to_the_deputy_and_does_not_end() -> None:
    story = offered()
    story.until("2026-03-06 08:30")
    asked = [who for kind, who, _ in story.sent() if kind.startswith("rung")]
    assert asked == [BAKER, COORDINATOR, DEPUTY]
    story.until("2036-03-06 08:30")
    assert story.case.raised
    assert len({when for _, _, when in story.sent() if when > "2035"}) >= 12
