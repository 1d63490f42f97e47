"""Call me: rung at once, through quiet hours, minute by minute, until somebody comes or it is taken back."""

from solidground.core.care.choice.calling import reaches_somebody
from solidground.core.care.choice.commands import CallMe, StopContact, UndoCall
from solidground.core.care.choice.events import CallAsked, CallUndone
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.contact.events import StepCancelled, StepMissed
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.keeping.events import CaseUnheld, RungAsked
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.state import item_of, raised_on
from solidground.core.kernel import DAY, MINUTE
from tests.core.care.cast import ADAM, BAKER, COORDINATOR, MEMBER, PRECISE, Agency, Story, at, opened, wall

NIGHT = "2026-03-06 03:00"


def called(agency: Agency | None = None) -> Story:
    story = opened(agency)
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    for key in ("companion", "family_told"):
        from_case = item_of(story.case, key)
        assert from_case is not None
    story.until(NIGHT).sent()
    story.do(CallMe)
    return story


def test_whoever_is_on_call_is_rung_at_three_in_the_morning() -> None:
    story = called()
    assert story.sent() == [("urgent_call", ADAM, NIGHT)]
    assert story.do(CallMe) == (), "while it rings a second tap changes nothing"
    story.until(story.now + 7 * MINUTE)
    assert story.do(CallMe) == (), "nor once the next is rung"


def test_nobody_answers_and_the_next_is_rung_after_minutes() -> None:
    story = called()
    story.sent()
    story.until(story.now + 12 * MINUTE)
    urgent = [sent for sent in story.sent() if sent[0] == "urgent_call"]
    assert urgent == [("urgent_call", BAKER, "2026-03-06 03:05"), ("urgent_call", COORDINATOR, "2026-03-06 03:10")]


def test_who_says_i_have_it_has_some_minutes_and_then_the_next_is_rung() -> None:
    story = called()
    story.until(story.now + 2 * MINUTE).sent()
    story.do(Acknowledge, ADAM, "urgent", "on_call")
    item = item_of(story.case, "call")
    assert item is not None
    assert item.keeper == ADAM
    story.until(story.now + 4 * MINUTE)
    assert [sent for sent in story.sent() if sent[0] == "urgent_call"] == []
    story.until(story.now + MINUTE)
    assert [sent for sent in story.sent() if sent[0] == "urgent_call"] == [("urgent_call", BAKER, "2026-03-06 03:07")]


def test_an_undo_tells_everybody_who_was_rung() -> None:
    story = called()
    story.until(story.now + 6 * MINUTE).sent()
    story.do(UndoCall)
    assert story.sent() == [("call_undone", ADAM, "2026-03-06 03:06"), ("call_undone", BAKER, "2026-03-06 03:06")]
    assert item_of(story.case, "call") is None
    assert raised_on(story.case, "urgent") is None
    assert story.do(UndoCall) == ()


def test_an_undo_when_nobody_could_be_rung_is_noted_and_tells_nobody() -> None:
    story = called(Agency(ADAM, on_call=(), staff=False))
    story.agency.leave(ADAM, 0, at("2026-04-01 00:00"))
    story.tick()
    story.sent()
    story.do(UndoCall)
    assert [event.told for event in story.happened(CallUndone)] == [None]
    assert story.sent() == []


def test_a_member_who_does_not_pick_up_is_rung_again_after_a_quarter_of_an_hour() -> None:
    story = called()
    story.do(RecordContact, ADAM, "call", None, "no_answer", story.now, PRECISE, "phone", None, "on_call")
    story.sent()
    story.until(story.now + 15 * MINUTE)
    assert [sent for sent in story.sent() if sent[0] == "urgent_call"] == [("urgent_call", ADAM, "2026-03-06 03:15")]
    assert story.do(CallMe) == (), "it rings"


def test_a_second_tap_before_that_rings_at_once() -> None:
    story = called()
    story.do(RecordContact, ADAM, "call", None, "no_answer", story.now, PRECISE, "phone", None, "on_call")
    story.until(story.now + 3 * MINUTE).sent()
    story.do(CallMe)
    assert story.sent() == [("urgent_call", ADAM, "2026-03-06 03:03")]
    assert [event.why for event in story.happened(StepCancelled) if event.key == "call"] == ["asked_anew"]


def test_a_tap_long_after_nobody_came_rings_anew() -> None:
    story = called()
    story.until(story.now + 5 * DAY).sent()
    assert story.happened(CaseUnheld)
    story.do(CallMe)
    assert [sent[0] for sent in story.sent()] == ["urgent_call"]
    assert [event.key for event in story.happened(StepMissed)] == ["call"]
    assert len(story.happened(CallAsked)) == 2


def test_a_stop_leaves_a_call_ringing() -> None:
    story = called()
    story.do(StopContact)
    story.sent()
    story.until(story.now + 5 * MINUTE)
    assert story.case.status == "standing"
    assert story.sent() == [("urgent_call", BAKER, "2026-03-06 03:05")]
    story.do(RecordContact, BAKER, "call", None, "made", story.now, PRECISE, "phone", None, "peer")
    story.until("2030-01-01 00:00")
    assert story.sent() == []


def test_a_call_nobody_answers_never_ends_at_the_line_outside() -> None:
    story = called()
    story.until(story.now + 60 * DAY)
    repeats = [event for event in story.happened(RungAsked) if event.ladder == "urgent" and event.repeat]
    assert {event.asked for event in repeats} == {COORDINATOR}
    story.agency.leave(COORDINATOR, story.now, story.now + 90 * DAY)
    story.sent()
    story.tick()
    assert wall(story.now) >= "2026-05"
    assert MEMBER not in {recipient for _, recipient, _ in story.sent()}


def test_a_call_is_somebody_s_while_a_person_is_asked_or_holds_it_and_no_line_s() -> None:
    story = called()
    assert reaches_somebody(story.case)
    story.do(Acknowledge, ADAM, "urgent", "on_call")
    assert reaches_somebody(story.case)
    story.do(RecordContact, ADAM, "call", None, "no_answer", story.now, PRECISE, "phone", None, "on_call")
    assert not reaches_somebody(story.case), "between two tries nobody is asked"
    story.until(story.now + 15 * MINUTE)
    assert reaches_somebody(story.case), "he tries again"
    alone = called(Agency(ADAM, on_call=(), staff=False))
    alone.agency.leave(ADAM, 0, at("2026-04-01 00:00"))
    alone.tick()
    assert not reaches_somebody(alone.case), "a line is shown, and told nothing"
