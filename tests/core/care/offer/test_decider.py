"""The offer: the first obligation, its limits notice, a yes, a no, and a no that becomes a yes."""

from solidground.core.care.choice.commands import StopContact
from solidground.core.care.contact.commands import RecordContact, RecordTask
from solidground.core.care.contact.events import StepAdded
from solidground.core.care.events import CaseMadeStanding, CaseReopened
from solidground.core.care.offer.commands import AcceptOffer, DeclineOffer, MakeOffer
from solidground.core.care.offer.events import NoticeGiven, OfferAccepted, OfferDeclined, OfferMade
from solidground.core.care.state import item_of
from solidground.core.kernel import DAY, HOUR
from tests.core.care.cast import ADAM, MEMBER, PRECISE, Story, at, opened


def test_whoever_is_on_call_is_asked_to_offer_care_at_once_also_at_night() -> None:
    story = opened()
    assert story.sent() == [("keeper_asked", ADAM, "2026-03-03 23:15")] * 3
    assert [item.key for item in story.case.items] == ["offer", "companion", "family_told"]


def test_an_offer_is_recorded_with_the_notice_of_its_place() -> None:
    story = opened()
    made, *_ = story.do(MakeOffer, ADAM, story.now, "phone", "on_call")
    assert isinstance(made, OfferMade)
    assert (made.notice, made.held_at) == ("US-IL-2", story.now)
    assert (story.case.offer, story.case.made_at) == ("made", story.now)


def test_an_offer_recorded_as_a_contact_is_an_offer() -> None:
    story = opened()
    story.do(RecordContact, ADAM, "offer", None, "made", story.now, PRECISE, "phone", None, "on_call")
    assert story.case.offer == "made"


def test_an_offer_is_made_once_and_not_in_the_future() -> None:
    story = opened()
    assert story.refused(MakeOffer, ADAM, story.now + 1, None, "on_call") == "DayImpossible"
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    assert story.refused(MakeOffer, ADAM, story.now, None, "on_call") == "NothingOwed"


def test_a_yes_is_noted_once() -> None:
    story = opened()
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    assert [type(event) for event in story.do(AcceptOffer)] == [OfferAccepted]
    assert story.do(AcceptOffer) == ()


def test_a_no_leaves_the_offer_open_and_ends_everything_on_a_schedule() -> None:
    story = opened()
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    assert [type(event) for event in story.do(DeclineOffer)] == [OfferDeclined, CaseMadeStanding]
    assert story.do(DeclineOffer) == ()
    story.sent()
    story.until("2030-01-01 00:00")
    assert story.sent() == []
    assert story.case.status == "standing"


def test_who_said_no_may_say_yes_and_somebody_asks_him_at_once() -> None:
    story = opened()
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.do(DeclineOffer)
    story.until("2026-03-20 12:00").sent()
    events = story.do(AcceptOffer)
    assert isinstance(events[1], CaseReopened)
    assert {step.key for step in events[1].plan.steps} >= {"month_1", "month_12"}
    assert "week_1" not in {step.key for step in events[1].plan.steps}
    assert story.sent() == [("keeper_asked", ADAM, "2026-03-20 12:00")]


def test_a_notice_that_stood_above_the_answer_is_recorded_with_it_once() -> None:
    story = opened()
    given, taken = story.do(AcceptOffer, MEMBER, "US-IL-2")
    assert isinstance(given, NoticeGiven)
    assert (given.notice, given.by, type(taken)) == ("US-IL-2", MEMBER, OfferAccepted)
    assert story.do(AcceptOffer, MEMBER, "US-IL-2") == ()
    assert [type(event) for event in story.do(DeclineOffer, MEMBER, "US-IL-2")][:2] == [NoticeGiven, OfferDeclined]
    assert story.do(DeclineOffer, MEMBER, "US-IL-2") == ()


def test_who_had_said_yes_and_stop_may_say_yes_again() -> None:
    story = opened()
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.do(AcceptOffer)
    assert [type(event) for event in story.do(StopContact)][1:] == [CaseMadeStanding]
    assert [type(event) for event in story.do(AcceptOffer)][:2] == [OfferAccepted, CaseReopened]
    assert story.case.status == "active"
    assert story.do(AcceptOffer) == ()


def test_a_no_in_a_case_that_stands_already_is_only_noted() -> None:
    story = kept()
    story.until("2027-05-01 12:00")
    assert story.case.status == "standing"
    assert [type(event) for event in story.do(DeclineOffer)] == [OfferDeclined]


def test_an_offer_that_nobody_answered_is_made_again() -> None:
    story = opened()
    story.do(RecordContact, ADAM, "offer", None, "no_answer", story.now, PRECISE, "phone", None, "on_call")
    again = item_of(story.case, "offer")
    assert again is not None
    assert again.opens_at == story.now + DAY
    assert story.happened(StepAdded)[0].step.who != "on_call", "his peer comes now"


def kept() -> Story:
    """Return a story in which a willing peer does everything that comes, until the plan ends."""
    story = opened()
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    while story.case.status == "active" and story.now < at("2027-04-01 00:00"):
        for item in story.case.items:
            if item.kind == "task":
                story.do(RecordTask, ADAM, item.key, item.occurrence, story.now, "peer")
            elif item.kind != "ask" and item.stage != "ahead":
                story.do(
                    RecordContact, ADAM, item.key, item.occurrence, "made", story.now, PRECISE, "phone", None, "peer"
                )
        story.until(story.now + 6 * HOUR)
    assert story.case.head.member == MEMBER
    return story
