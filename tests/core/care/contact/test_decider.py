"""What people record, what it ends, and what a member's silence sets going: never command, never a machine."""

import pytest

from solidground.core.care.choice.commands import ChooseNotNow, RuleOut, StopContact
from solidground.core.care.commands import RecordHold
from solidground.core.care.contact.commands import (
    DecideNextAct,
    DisputeContact,
    RecordContact,
    RecordTask,
)
from solidground.core.care.contact.events import ContactDisputed, ContactRecorded, StepAdded, StepCancelled, StepMissed
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.state import item_of
from solidground.core.kernel import DAY, HOUR, PersonId
from tests.core.care.cast import ADAM, BAKER, CLINICIAN, COORDINATOR, MEMBER, PRECISE, Field, Story, at, opened


def offered(part: str = "partner") -> Story:
    story = opened(part=part)
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.sent()
    return story


def records(story: Story, key: str, outcome: str, by: PersonId = ADAM, **other: Field) -> None:
    until_at = other.get("until_at")
    held_at = other.get("held_at", story.now)
    story.do(RecordContact, by, key, None, outcome, held_at, PRECISE, "phone", until_at, "peer")


def silent() -> Story:
    """Return a story in which two conversations owed found no answer."""
    story = offered()
    story.until("2026-03-04 10:00")
    records(story, "day_1", "no_answer")
    story.until("2026-03-06 10:00")
    records(story, "day_3", "no_answer")
    return story


def test_a_conversation_ends_its_step_and_is_dated_when_it_was() -> None:
    story = offered()
    story.until("2026-03-04 12:00")
    records(story, "day_1", "made", held_at=at("2026-03-04 09:30"))
    (recorded,) = story.happened(ContactRecorded)
    assert (recorded.held_at, recorded.step, recorded.role) == (at("2026-03-04 09:30"), "day_1", "peer")
    assert story.case.made_at == at("2026-03-04 09:30")


def test_nothing_is_recorded_that_is_not_owed_or_of_another_kind() -> None:
    story = offered()
    contact = ("made", story.now, PRECISE, None, None, "peer")
    assert story.refused(RecordContact, ADAM, "day_3", None, *contact) == "NothingOwed"
    story.until("2026-03-06 10:00")
    contact = ("made", story.now, PRECISE, None, None, "peer")
    assert story.refused(RecordContact, CLINICIAN, "clinician_first", None, *contact) == "ATask"
    assert story.refused(RecordTask, ADAM, "day_3", None, story.now, "peer") == "AConversation"
    assert story.refused(RecordTask, ADAM, "week_1", None, story.now, "peer") == "NothingOwed"
    early = ("made", at("2026-03-01 10:00"), True, None, None, "peer")
    assert story.refused(RecordContact, ADAM, "day_3", None, *early) == "DayImpossible"
    story.do(RecordTask, CLINICIAN, "clinician_first", None, story.now, "clinician")
    assert item_of(story.case, "clinician_first") is None


def test_what_is_asked_of_the_member_is_no_contact() -> None:
    story = offered()
    story.until("2026-03-05 10:00")
    contact = ("made", story.now, PRECISE, None, None, "peer")
    assert story.refused(RecordContact, ADAM, "day_2_ask", None, *contact) == "NothingOwed"


def test_a_later_conversation_takes_the_place_of_those_never_had() -> None:
    story = offered()
    story.until("2026-03-06 10:00")
    records(story, "day_3", "made")
    assert [event.key for event in story.happened(StepMissed)] == ["day_1"]
    assert story.case.raised == ()


def test_a_word_asks_for_no_reply_and_none_is_no_silence() -> None:
    story = offered()
    story.until("2026-04-28 12:00")
    lapsed = [item.key for item in story.case.items if item.stage == "lapsed" and item.kind == "checkin"]
    records(story, "month_2", "no_answer")
    assert story.case.unanswered == 0
    story.until("2026-05-29 12:00")
    records(story, "month_3", "made")
    assert [item.key for item in story.case.items if item.stage == "lapsed" and item.kind == "checkin"] == lapsed


def test_a_later_word_takes_the_place_of_an_older_one() -> None:
    story = offered()
    story.until("2026-05-29 12:00")
    records(story, "month_3", "made")
    assert [event.key for event in story.happened(StepMissed)] == ["month_2"]


def test_a_word_does_not_end_the_search_for_somebody_who_does_not_answer() -> None:
    story = silent()
    story.until("2026-04-28 12:00")
    assert item_of(story.case, "silence") is not None
    records(story, "month_2", "made")
    assert item_of(story.case, "silence") is not None
    assert story.case.unanswered == 2


def test_two_conversations_without_an_answer_bring_another_peer_by_another_way() -> None:
    story = silent()
    silence = item_of(story.case, "silence")
    assert silence is not None
    assert (silence.keeper, silence.ways) == (BAKER, ("person", "text"))
    assert ("keeper_asked", BAKER, "2026-03-06 10:00") in story.sent()


def test_then_the_coordinator_decides_what_a_person_does_next() -> None:
    story = silent()
    records(story, "silence", "no_answer", BAKER)
    story.sent()
    decide = item_of(story.case, "decide")
    assert decide is not None
    assert decide.keeper == COORDINATOR
    assert story.refused(RecordTask, COORDINATOR, "decide", None, story.now, "coordinator") == "NextActWanted"
    assert story.refused(DecideNextAct, COORDINATOR, "wait", None) == "NoDay"
    story.do(DecideNextAct, COORDINATOR, "visit", None)
    visit = item_of(story.case, "visit")
    assert visit is not None
    assert visit.ways == ("person",)
    assert story.refused(DecideNextAct, COORDINATOR, "visit", None) == "NothingOwed"
    records(story, "visit", "no_answer")
    assert item_of(story.case, "decide") is not None
    story.do(RuleOut, MEMBER, COORDINATOR)
    assert story.refused(DecideNextAct, COORDINATOR, "visit", None) == "NothingOwed"


def test_another_person_may_try() -> None:
    story = silent()
    records(story, "silence", "no_answer", BAKER)
    story.do(DecideNextAct, COORDINATOR, "another_person", None)
    again = item_of(story.case, "silence")
    assert again is not None
    assert (again.keeper, again.ladder) == (BAKER, "member")
    assert (again.opens_at, again.due_at, again.lapses_at) == (story.now, story.now + DAY, story.now + 2 * DAY)


def test_waiting_is_bounded_by_the_longest_silence() -> None:
    story = silent()
    records(story, "silence", "no_answer", BAKER)
    story.do(DecideNextAct, COORDINATOR, "wait", story.now + 900 * DAY)
    again = item_of(story.case, "again")
    assert again is not None
    assert again.opens_at == story.now + 62 * DAY


def test_reaching_him_ends_the_search() -> None:
    story = silent()
    story.until("2026-03-10 10:00")
    records(story, "week_1", "made")
    assert story.case.unanswered == 0
    assert [event.key for event in story.happened(StepCancelled) if event.why == "reached"] == ["silence"]


def test_a_member_reached_at_last_is_offered_care_if_nobody_had() -> None:
    story = opened(part="asked")
    records(story, "offer", "no_answer")
    story.until("2026-03-05 09:00")
    records(story, "day_1", "no_answer", BAKER)
    records(story, "silence", "made", BAKER)
    offers = [item for item in story.case.items if item.kind == "offer"]
    assert offers
    assert story.case.offer == "none"
    assert [event.step.key for event in story.happened(StepAdded) if event.why == "reached"] == ["offer"]


def test_not_now_is_an_answer_and_the_silence_is_counted_anew() -> None:
    story = offered()
    story.until("2026-03-04 10:00")
    records(story, "day_1", "no_answer")
    story.do(ChooseNotNow, MEMBER, story.now + HOUR)
    story.until("2026-03-06 10:00")
    records(story, "day_3", "no_answer")
    assert (story.case.unanswered, item_of(story.case, "silence")) == (1, None)


def test_a_second_silence_while_he_is_looked_for_changes_nothing() -> None:
    story = silent()
    story.until("2026-03-10 10:00")
    records(story, "week_1", "no_answer")
    assert [event.step.key for event in story.happened(StepAdded)] == ["silence"]


def test_a_contact_that_did_not_happen_is_disputed_by_the_member_alone() -> None:
    story = offered()
    assert story.refused(DisputeContact, ADAM, "offer", 0) == "NotYours"
    story.until("2026-03-05 10:00")
    records(story, "day_1", "made")
    story.do(DisputeContact, MEMBER, "offer", 0)
    assert len(story.happened(ContactDisputed)) == 1
    assert item_of(story.case, "decide") is not None
    story.do(DisputeContact, MEMBER, "day_1", 0)
    assert len(story.happened(StepAdded)) == 1


def test_who_stopped_all_contact_may_still_say_that_one_never_was_and_nothing_follows() -> None:
    story = offered()
    story.do(StopContact)
    story.do(DisputeContact, MEMBER, "offer", 0)
    assert len(story.happened(ContactDisputed)) == 1
    assert item_of(story.case, "decide") is None


def test_what_was_never_recorded_or_is_taken_back_already_is_not_disputed() -> None:
    story = offered()
    for key, occurrence in (("day_1", 0), ("banana", 0), ("offer", 1)):
        assert story.refused(DisputeContact, MEMBER, key, occurrence) == "NoContact"
    story.do(DisputeContact, MEMBER, "offer", 0)
    assert story.refused(DisputeContact, MEMBER, "offer", 0) == "NoContact", "a second tap records nothing more"
    assert len(story.happened(ContactDisputed)) == 1
    story.until("2026-03-05 10:00")
    records(story, "day_1", "no_answer")
    story.do(DisputeContact, MEMBER, "day_1", 0)
    assert story.case.contacts == ()


@pytest.mark.parametrize("why", ["grave_injury", "arrest"])
def test_a_hold_stops_what_the_machine_asks_and_nothing_people_owe(why: str) -> None:
    story = offered()
    story.do(RecordHold, COORDINATOR, why)
    assert story.do(RecordHold, COORDINATOR, why) == ()
    story.until("2026-03-06 12:00")
    kinds = [kind for kind, _, _ in story.sent()]
    assert "member_asked" not in kinds
    assert "keeper_asked" in kinds
