"""Days that matter, and the days of the year that come back only when somebody wants them (S20)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.care.choice.commands import ChooseAnniversary, ChooseNotNow, StopContact
from solidground.core.care.contact.commands import AddDate, RecordContact, RemoveDate
from solidground.core.care.contact.dates import next_year_day
from solidground.core.care.contact.events import StepCancelled, StepOpened
from solidground.core.care.offer.commands import DeclineOffer
from solidground.core.care.state import item_of
from tests.core.care.cast import ADAM, COORDINATOR, MEMBER, PRECISE, UNWANTED, WANTED, Story, at, opened, wall
from tests.core.care.offer.test_decider import kept


def test_somebody_is_in_touch_around_a_hearing() -> None:
    story = opened()
    story.do(AddDate, COORDINATOR, "hearing", at("2026-06-10 10:00"), "")
    assert story.do(AddDate, COORDINATOR, "hearing", at("2026-06-10 10:00"), "") == ()
    hearing = item_of(story.case, "hearing")
    assert hearing is not None
    times = (wall(hearing.opens_at), wall(hearing.due_at), wall(hearing.lapses_at))
    assert times == ("2026-06-08 10:00", "2026-06-10 10:00", "2026-06-12 10:00")


def test_a_day_in_the_past_matters_no_more() -> None:
    assert opened().refused(AddDate, COORDINATOR, "hearing", at("2026-03-01 10:00"), "") == "DayImpossible"


def test_a_day_put_off_is_taken_away() -> None:
    story = opened()
    story.do(AddDate, COORDINATOR, "hearing", at("2026-06-10 10:00"), "")
    hearing = item_of(story.case, "hearing")
    assert hearing is not None
    story.do(RemoveDate, COORDINATOR, "hearing", hearing.occurrence)
    assert item_of(story.case, "hearing") is None
    assert story.refused(RemoveDate, COORDINATOR, "hearing", hearing.occurrence) == "NothingOwed"
    assert story.refused(RemoveDate, COORDINATOR, "offer", 0) == "NothingOwed"


def test_a_rest_ends_a_day_that_has_come_and_leaves_one_that_is_ahead() -> None:
    story = opened(part="partner")
    story.do(AddDate, COORDINATOR, "hearing", at("2026-03-05 10:00"), "")
    story.do(AddDate, COORDINATOR, "verdict", at("2026-03-15 10:00"), "")
    story.tick()
    assert story.happened(StepOpened)[-1].key == "hearing"
    story.do(ChooseNotNow, MEMBER, at("2026-03-10 10:00"))
    assert item_of(story.case, "hearing") is None
    assert ("hearing", "not_now") in [(event.key, event.why) for event in story.happened(StepCancelled)]
    verdict = item_of(story.case, "verdict")
    assert verdict is not None
    assert verdict.stage == "ahead"


def test_a_day_and_a_week_after_the_return_to_duty_somebody_is_in_touch() -> None:
    story = opened()
    story.do(AddDate, COORDINATOR, "return_to_duty", at("2026-04-10 07:00"), "")
    due = [wall(item.due_at) for item in story.case.items if item.key == "return_to_duty"]
    assert due == ["2026-04-11 07:00", "2026-04-17 07:00"]


def test_a_return_entered_late_still_has_its_second_contact() -> None:
    story = opened()
    story.until("2026-04-12 12:00")
    story.do(AddDate, COORDINATOR, "return_to_duty", at("2026-04-10 07:00"), "")
    assert [wall(item.due_at) for item in story.case.items if item.key == "return_to_duty"] == ["2026-04-17 07:00"]


def test_a_case_stands_when_its_plan_has_ended_and_keeps_its_dates() -> None:
    story = kept()
    assert story.case.status == "standing"
    story.do(AddDate, COORDINATOR, "verdict", at("2028-01-10 10:00"), "")
    story.sent()
    story.until("2028-01-08 10:00")
    assert story.sent() == [("keeper_asked", ADAM, "2028-01-08 10:00")]


def test_a_date_far_ahead_is_no_reason_to_keep_a_case_active() -> None:
    story = opened()
    story.do(AddDate, COORDINATOR, "verdict", at("2031-01-10 10:00"), "")
    story.do(DeclineOffer)
    assert item_of(story.case, "verdict") is not None
    assert story.case.status == "standing"


def yearly(story: Story) -> list[str]:
    return [wall(event.at) for event in story.happened(StepOpened) if event.key == "anniversary"]


def test_an_anniversary_comes_back_every_year_for_whoever_wanted_it() -> None:
    story = kept()
    assert item_of(story.case, "anniversary") is None
    story.do(ChooseAnniversary, MEMBER, WANTED)
    story.until("2028-03-01 12:00")
    item = item_of(story.case, "anniversary")
    assert item is not None
    story.do(RecordContact, ADAM, "anniversary", item.occurrence, "made", story.now, PRECISE, "person", None, "peer")
    story.until("2029-03-01 12:00")
    assert yearly(story) == ["2028-02-25 12:00", "2029-02-24 12:00"]


def test_one_that_is_not_wanted_any_more_does_not_come() -> None:
    story = kept()
    story.do(ChooseAnniversary, MEMBER, WANTED)
    story.do(ChooseAnniversary, MEMBER, UNWANTED)
    assert [event.why for event in story.happened(StepCancelled)][-1] == "not_wanted"
    story.until("2032-01-01 00:00")
    assert yearly(story) == []


def test_a_stop_ends_anniversaries_too() -> None:
    story = kept()
    story.do(ChooseAnniversary, MEMBER, WANTED)
    story.do(StopContact)
    story.until("2032-01-01 00:00")
    assert yearly(story) == []


@pytest.mark.parametrize(
    ("began", "after", "on"),
    [
        ("2024-02-29", "2025-01-01", "2025-02-28"),
        ("2024-02-29", "2027-12-01", "2028-02-29"),
        ("2023-03-01", "2024-01-01", "2024-03-01"),
        ("2096-02-29", "2099-12-31", "2100-02-28"),
        ("2096-02-29", "2399-12-31", "2400-02-29"),
        ("2026-03-03", "2027-03-03", "2028-03-03"),
    ],
)
def test_the_day_of_the_year_is_the_calendars(began: str, after: str, on: str) -> None:
    found = next_year_day(date.fromisoformat(began).toordinal(), date.fromisoformat(after).toordinal())
    assert date.fromordinal(found).isoformat() == on


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.dates(date(2000, 1, 1), date(2150, 1, 1)))
def test_it_is_always_ahead_and_within_a_year(began: date, after: date) -> None:
    found = next_year_day(began.toordinal(), after.toordinal())
    assert 0 < found - after.toordinal() <= 366
    assert date.fromordinal(found).month == began.month
