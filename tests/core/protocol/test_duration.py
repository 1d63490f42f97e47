from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.kernel import DAY, HOUR, MINUTE, SECOND
from solidground.core.protocol.duration import (
    DAYS_MOST,
    MONTHS_MOST,
    SECONDS_MOST,
    Duration,
    clock,
    day_after,
    month_after,
    parse,
    wall_after,
)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("PT0S", Duration()),
        ("PT30M", Duration(exact=30 * MINUTE)),
        ("P1D", Duration(days=1)),
        ("P1W", Duration(days=7)),
        ("P1M", Duration(months=1)),
        ("P1Y", Duration(months=12)),
        (f"PT{SECONDS_MOST}S", Duration(exact=SECONDS_MOST * SECOND)),
        (f"P{MONTHS_MOST}M", Duration(months=MONTHS_MOST)),
        (f"P{DAYS_MOST}D", Duration(days=DAYS_MOST)),
        ("P1Y2M1W3DT4H5M6S", Duration(14, 10, 4 * HOUR + 5 * MINUTE + 6 * SECOND)),
    ],
)
def test_a_duration_is_read_as_it_is_written(text: str, duration: Duration) -> None:
    assert parse(text) == duration


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1DT", "1D", "P-1D", "P1.5D", "p1d", "P1M2Y", "PT1D", " P1D", "P1D\n", "P٣D"]
)
def test_what_is_no_duration_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", ["P51Y", "P601M", "P18301D", "PT439201H", "P9999999999D"])
def test_a_duration_beyond_fifty_years_is_none(text: str) -> None:
    assert parse(text) is None


@given(st.text(alphabet="PT0123456789YMWDHS.-", max_size=20))
def test_any_text_is_read_or_none(text: str) -> None:
    found = parse(text)
    assert found is None or (found.months <= MONTHS_MOST and found.days <= DAYS_MOST)


@given(
    st.integers(0, MONTHS_MOST),
    st.integers(0, DAYS_MOST),
    st.integers(0, SECONDS_MOST),
)
def test_every_count_up_to_fifty_years_is_read(months: int, days: int, seconds: int) -> None:
    assert parse(f"P{months}M{days}DT{seconds}S") == Duration(months, days, seconds * SECOND)


def test_a_time_of_day_is_time_since_midnight() -> None:
    assert clock("00:00") == 0
    assert clock("23:59") == DAY - MINUTE
    assert clock("24:00") is None
    assert clock("9:00") is None


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2023, 1, 31), 1, (2023, 2, 28)),
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2023, 12, 31), 2, (2024, 2, 29)),
        ((2023, 3, 15), 0, (2023, 3, 15)),
        ((2023, 11, 30), 1, (2023, 12, 30)),
    ],
)
def test_a_month_keeps_the_day_or_takes_the_last(
    start: tuple[int, int, int], months: int, end: tuple[int, int, int]
) -> None:
    assert month_after(date(*start).toordinal(), months) == date(*end).toordinal()


@given(st.dates(date(1970, 1, 1), date(2150, 1, 1)), st.integers(0, MONTHS_MOST), st.integers(0, MONTHS_MOST))
def test_more_months_never_end_earlier(start: date, few: int, more: int) -> None:
    on = start.toordinal()
    assert month_after(on, few) <= month_after(on, few + more)
    assert date.fromordinal(month_after(on, few)).day <= start.day


def test_months_come_before_days_and_days_before_hours() -> None:
    wall = datetime(2023, 1, 31, 22, 0)
    duration = Duration(months=1, days=1, exact=3 * HOUR)
    assert wall_after(wall, duration) == datetime(2023, 3, 2, 1, 0)
    assert day_after(wall.toordinal(), duration) == date(2023, 3, 1).toordinal()
