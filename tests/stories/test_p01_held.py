"""P1: at every instant a case has somebody who is there and may be it, or it shows as unheld and people hear of it."""

from solidground.core.care.clock import due
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.offer.commands import AcceptOffer, MakeOffer
from solidground.core.kernel import DAY
from tests.core.care.cast import ADAM, BAKER, COORDINATOR, MEMBER, PRECISE, Agency, Story, at, opened


def first_hours_over(agency: Agency) -> Story:
    story = opened(agency, "partner")
    story.do(MakeOffer, ADAM, story.now, "phone", "on_call")
    story.do(AcceptOffer)
    story.sent()
    return story


def made(story: Story, key: str) -> None:
    item = next(item for item in story.case.items if item.key == key)
    by = item.keeper
    assert by is not None
    story.do(RecordContact, by, key, item.occurrence, "made", story.now, PRECISE, "phone", None, "peer")


def test_his_peer_goes_on_leave_is_covered_and_comes_back_and_nobody_else_hears_of_it() -> None:
    agency = Agency()
    agency.leave(ADAM, at("2026-03-04 08:00"), at("2026-03-05 20:00"))
    story = first_hours_over(agency)
    story.until("2026-03-04 10:00")
    made(story, "day_1")
    story.until("2026-03-06 09:00")
    assert story.sent() == [
        ("keeper_asked", BAKER, "2026-03-04 09:00"),
        ("member_asked", MEMBER, "2026-03-05 10:00"),
        ("keeper_asked", ADAM, "2026-03-06 09:00"),
        ("keeper_asked", agency.staff["clinician"], "2026-03-06 09:00"),
    ]
    assert story.case.unheld_at is None
    assert {owed.keeper for owed in due(story.case)} >= {ADAM}


def test_when_the_only_peer_is_away_the_coordinator_hears_within_the_minute_and_takes_it() -> None:
    story = first_hours_over(Agency(ADAM))
    story.until("2026-03-04 09:30").sent()
    story.agency.leave(ADAM, story.now, story.now + 2 * DAY)
    story.tick()
    shown = story.case
    assert shown.unheld_at == at("2026-03-04 09:30")
    assert story.sent() == [("rung_asked", COORDINATOR, "2026-03-04 09:30")]
    story.do(Acknowledge, COORDINATOR, "helper", "coordinator")
    assert story.case.unheld_at is None
    assert next(item.keeper for item in story.case.items if item.key == "day_1") == COORDINATOR
    made(story, "day_1")
    story.until("2026-03-05 09:00")
    assert story.sent() == []


def test_a_case_nobody_takes_shows_as_unheld_until_a_person_does_something() -> None:
    story = opened(part="partner")
    story.until("2026-03-20 12:00")
    assert story.case.unheld_at is not None
    story.do(MakeOffer, BAKER, story.now, "person", "peer")
    assert story.case.unheld_at is None


def test_the_coordinator_on_leave_is_passed_over_for_the_deputy() -> None:
    story = first_hours_over(Agency(ADAM))
    story.agency.leave(COORDINATOR, story.now, story.now + 30 * DAY)
    story.agency.leave(ADAM, story.now, story.now + 30 * DAY)
    story.until("2026-03-04 09:30")
    story.tick()
    assert {to for _, to, _ in story.sent()} == {story.agency.staff["deputy"]}
    story.do(Acknowledge, story.agency.staff["deputy"], "helper", "deputy")
    assert story.case.unheld_at is None
