"""A question the clock comes late to is asked as planned while there is time to answer it, and else anew."""

from solidground.core.care.ask.events import AskSent
from solidground.core.care.choice.commands import AdviseNoContact
from solidground.core.care.contact.events import StepAdded, StepCancelled
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.kernel import CLOCK, DAY, MINUTE
from tests.core.care.cast import ADAM, Story, opened


def advised(late: int) -> Story:
    """Return a story in which nothing ticked from the lawyer's advice until so long after the question was due."""
    story = opened(part="partner")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.do(AdviseNoContact)
    story.now += 62 * DAY + late
    story.tick()
    return story


def test_with_a_day_left_it_is_asked_as_planned() -> None:
    story = advised(DAY)
    (sent,) = [event for event in story.happened(AskSent) if event.key == "still"]
    assert sent.occurrence == 1
    assert [event for event in story.happened(StepCancelled) if event.key == "still"] == []


def test_with_less_it_is_asked_anew_with_all_its_time() -> None:
    story = advised(DAY + MINUTE)
    at = story.now
    assert StepCancelled(at, CLOCK, "still", 1, "asked_later") in story.events
    added = story.happened(StepAdded)[-1]
    assert (added.by, added.occurrence, added.why) == (CLOCK, 2, "counsel")
    step = added.step
    assert (step.key, step.kind, step.who, step.ladder, step.ways) == ("still", "ask", "peer", "helper", ())
    assert (step.opens_at, step.due_at, step.lapses_at) == (at, at + DAY, at + 2 * DAY)
    (sent,) = [event for event in story.happened(AskSent) if event.key == "still"]
    assert (sent.occurrence, sent.owed_at) == (2, at)
