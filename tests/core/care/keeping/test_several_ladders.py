"""Several ladders of one case at the same time: what is urgent goes first, and what is gathered is not lost."""

from solidground.core.care.choice.commands import CallMe
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.keeping.events import RungAsked
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.state import item_of
from solidground.core.kernel import HOUR, MINUTE
from tests.core.care.cast import ADAM, DEPUTY, PRECISE, Story, opened


def offered() -> Story:
    story = opened(part="partner")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    return story


def test_what_is_gathered_is_asked_for_on_the_ladder_that_took_it_in() -> None:
    # Given a ladder that only repeats, and a call that nobody answers for two days
    story = offered()
    story.until("2026-06-01 12:00")
    story.do(CallMe)
    story.until("2026-06-03 12:00")
    # Then the call is gathered into it, and is what its next asking is about
    (raised,) = story.case.raised
    call = item_of(story.case, "call")
    assert call is not None
    assert (raised.ladder, raised.gathered, call.ladder) == ("helper", ("urgent",), "helper")
    story.do(RecordContact, DEPUTY, "call", call.occurrence, "made", story.now, PRECISE, "phone", None, "deputy")
    assert item_of(story.case, "call") is None


def test_a_call_goes_before_whatever_waits_for_longer() -> None:
    # Given a ladder that is due at eight in the evening, and a call rung two minutes before
    story = offered()
    story.until("2026-03-05 20:30")
    (waiting,) = story.case.raised
    story.until(waiting.next_at - 2 * MINUTE)
    story.do(CallMe)
    # When the clock stands still until both are due
    story.now += HOUR
    (asked,) = [event for event in story.tick() if isinstance(event, RungAsked)]
    # Then the next person is asked for the call
    assert (asked.ladder, asked.owed_at > waiting.next_at) == ("urgent", True)
