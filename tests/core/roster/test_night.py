"""When it is night for somebody: by the hours he set, by his shifts, or by those of most people."""

from datetime import datetime

import pytest

from solidground.core.hours import Quiet, ShiftPattern, to_instant
from solidground.core.roster.night import morning_after, rings_after
from solidground.core.roster.state import State

ZONE = "America/Chicago"


def at(text: str) -> int:
    return to_instant(datetime.fromisoformat(text), ZONE)


@pytest.mark.parametrize(
    ("now", "after"),
    [
        ("2024-03-05T21:59", None),
        ("2024-03-05T22:00", "2024-03-06T07:00"),
        ("2024-03-06T03:12", "2024-03-06T07:00"),
        ("2024-03-06T06:00", None),
        ("2024-03-10T01:30", "2024-03-10T07:00"),  # the night of 23 hours' day
    ],
)
def test_without_hours_of_ones_own_the_night_is_from_ten_to_six_and_seven_is_when_somebody_rings(
    now: str, after: str | None
) -> None:
    expected = None if after is None else at(after)
    assert rings_after(State(zone=ZONE), at(now)) == expected


def test_quiet_hours_of_ones_own_are_ones_night() -> None:
    state = State(zone=ZONE, quiet=Quiet(ZONE, 20 * 60, 8 * 60 + 30))
    assert rings_after(state, at("2024-03-05T19:59")) is None
    assert rings_after(state, at("2024-03-05T21:00")) == at("2024-03-06T08:30")


def test_who_works_nights_has_his_night_by_day() -> None:
    pattern = ShiftPattern("N", datetime(2024, 3, 1).toordinal())
    state = State(zone=ZONE, quiet=Quiet(ZONE, 22 * 60, 7 * 60, pattern))
    assert rings_after(state, at("2024-03-06T03:00")) is None
    assert rings_after(state, at("2024-03-06T10:00")) == at("2024-03-06T16:00")


@pytest.mark.parametrize(
    ("now", "after"),
    [
        ("2024-03-05T21:00", "2024-03-06T07:00"),
        ("2024-03-06T03:12", "2024-03-06T07:00"),
        ("2024-03-06T12:00", "2024-03-07T07:00"),
    ],
)
def test_by_day_the_morning_is_the_one_after_the_night_that_comes(now: str, after: str) -> None:
    assert morning_after(State(zone=ZONE), at(now)) == at(after)


def test_the_morning_of_who_works_nights_is_his_own() -> None:
    pattern = ShiftPattern("N", datetime(2024, 3, 1).toordinal())
    state = State(zone=ZONE, quiet=Quiet(ZONE, 22 * 60, 7 * 60, pattern))
    assert morning_after(state, at("2024-03-06T03:00")) == at("2024-03-06T16:00")


def test_who_set_hours_that_never_come_has_the_morning_of_most_people() -> None:
    state = State(zone=ZONE, quiet=Quiet(ZONE, 0, 0))
    assert morning_after(state, at("2024-03-06T12:00")) == at("2024-03-07T07:00")
