"""A case without a peer that somebody takes each time he is asked: what was taken goes on gathered, with back-off."""

from solidground.core.care.clock import wake_at
from solidground.core.care.contact.commands import RecordContact, RecordTask
from solidground.core.care.contact.events import StepOpened
from solidground.core.care.events import CaseMadeStanding
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.keeping.events import CaseTaken, EscalationJoined, PeerReleased, RungAsked
from solidground.core.care.state import is_escalated, raised_on
from solidground.core.kernel import DAY, LATEST, Instant, PersonId
from tests.core.care.cast import COORDINATOR, DEPUTY, PRECISE, Agency, Story, at, opened

ASKINGS_A_CASE_YEAR = 80
"""Where somebody takes it every time: three rungs, seven days, eight weeks, monthly, and what lapses in between."""


def peerless() -> Story:
    agency = Agency(on_call=())
    agency.people = {person: peer for person, peer in agency.people.items() if not peer.designated}
    return opened(agency, "partner")


def take_and_do(story: Story, by: PersonId) -> None:
    """Take whatever is asked for, and do all of it."""
    for ladder in [raised.ladder for raised in story.case.raised if raised.asked == by and raised.taken_by is None]:
        story.do(Acknowledge, by, ladder, "coordinator")
        for item in [item for item in story.case.items if is_escalated(item, ladder)]:
            if item.kind == "task":
                story.do(RecordTask, by, item.key, item.occurrence, story.now, "coordinator")
            else:
                story.do(
                    RecordContact, by, item.key, item.occurrence, "made", story.now, PRECISE, "phone", None, "peer"
                )


def taken_each_time(story: Story, end_at: Instant) -> Story:
    while (wake := wake_at(story.case)) is not None and wake <= end_at:
        story.until(wake)
        for by in (COORDINATOR, DEPUTY):
            take_and_do(story, by)
    return story


def test_taking_a_case_without_a_peer_does_not_begin_the_repeats_anew() -> None:
    story = taken_each_time(peerless(), at("2027-03-01 12:00"))
    assert len(story.happened(RungAsked)) < ASKINGS_A_CASE_YEAR
    assert len(story.happened(PeerReleased)) < 25, "and one is sought ever more rarely"
    assert story.case.unheld_at is None


def test_when_all_of_it_was_done_the_case_stands_though_it_never_had_a_peer() -> None:
    story = taken_each_time(peerless(), at("2027-06-01 12:00"))
    assert [event.why for event in story.happened(CaseMadeStanding)] == ["plan_ended"]
    assert (story.case.status, story.case.raised, wake_at(story.case)) == ("standing", (), None)


def test_whoever_took_it_weeks_ago_hears_within_a_day_of_what_comes_now() -> None:
    story = taken_each_time(peerless(), at("2026-06-20 12:00"))
    raised = raised_on(story.case, "helper")
    assert raised is not None
    assert raised.taken_by is not None
    assert raised.next_at > story.now + DAY
    opened_before = len(story.happened(StepOpened))
    while len(story.happened(StepOpened)) == opened_before:
        taken_each_time(story, wake_at(story.case) or LATEST)
    assert isinstance(story.events[-1], EscalationJoined)
    sooner = raised_on(story.case, "helper")
    assert sooner is not None
    assert (sooner.next_at, sooner.taken_by) == (story.now + DAY, raised.taken_by)


def test_a_person_who_takes_it_and_does_nothing_is_asked_what_came_of_it_a_day_later() -> None:
    story = peerless()
    story.until("2026-06-20 12:00")
    story.do(Acknowledge, DEPUTY, "helper", "deputy")
    assert isinstance(story.events[-1], CaseTaken)
    asked = len(story.happened(RungAsked))
    story.until(story.now + DAY)
    assert len(story.happened(RungAsked)) == asked + 1
