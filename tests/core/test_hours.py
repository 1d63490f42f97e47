"""Wall clocks and quiet hours, on ordinary days and on those of 23 and 25 hours."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.hours import (
    DAY_MINUTES,
    NIGHT_SLEEP,
    Quiet,
    ShiftPattern,
    add_days,
    at_minute,
    is_quiet,
    known_zone,
    local_day,
    next_allowed,
    quiet_flaw,
    to_instant,
    to_local,
    wall_kind,
)
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant

CHICAGO = "America/Chicago"
EVENINGS = Quiet(CHICAGO, 21 * 60, 8 * 60)
NIGHT_WORK = EVENINGS._replace(pattern=ShiftPattern("DDNNOOO", date(2026, 1, 5).toordinal()))
ZONES = st.sampled_from(
    [CHICAGO, "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
)
INSTANTS = st.integers(0, 70 * 365 * DAY)
MINUTES = st.integers(0, DAY_MINUTES - 1)


def wall(text: str, zone: str = CHICAGO) -> Instant:
    return to_instant(datetime.fromisoformat(text), zone)


def patterns() -> st.SearchStrategy[ShiftPattern]:
    sleep = st.tuples(st.sampled_from("DNO"), st.integers(0, 2 * DAY_MINUTES - 1), st.integers(0, 16 * 60)).map(
        lambda drawn: (drawn[0], drawn[1], drawn[1] + drawn[2])
    )
    return st.builds(
        ShiftPattern,
        st.text("DNO", min_size=1, max_size=9),
        st.integers(719_163, 740_000),
        st.lists(sleep, max_size=3).map(tuple),
    )


def quiets() -> st.SearchStrategy[Quiet]:
    def build(zone: str, start: int, length: int, pattern: ShiftPattern | None, holidays: frozenset[int]) -> Quiet:
        return Quiet(zone, start, (start + length) % DAY_MINUTES, pattern, holidays, 10 * 60)

    days = st.frozensets(st.integers(719_163, 719_163 + 70 * 365), max_size=5)
    return st.builds(build, ZONES, MINUTES, st.integers(0, 16 * 60), st.none() | patterns(), days)


def test_a_wall_time_that_does_not_exist_moves_forward_by_the_gap() -> None:
    skipped = datetime.fromisoformat("2026-03-08T02:30")

    assert wall_kind(skipped, CHICAGO) == "gap"
    assert to_local(to_instant(skipped, CHICAGO), CHICAGO) == datetime.fromisoformat("2026-03-08T03:30")


def test_a_wall_time_that_happens_twice_is_the_first() -> None:
    twice = datetime.fromisoformat("2026-11-01T01:30")
    first_at = to_instant(twice, CHICAGO)

    assert wall_kind(twice, CHICAGO) == "twice"
    assert to_local(first_at + HOUR, CHICAGO) == twice
    assert to_local(first_at - HOUR, CHICAGO) == datetime.fromisoformat("2026-11-01T00:30")
    assert wall_kind(datetime.fromisoformat("2026-11-01T04:00"), CHICAGO) == "plain"


@pytest.mark.parametrize("zone", sorted(available_timezones() - {"localtime", "Factory"})[::7])
def test_every_zone_goes_there_and_back(zone: str) -> None:
    for at in range(0, 60 * 365 * DAY, 97 * DAY + 5 * HOUR + 1):
        shown = to_local(at, zone)
        assert known_zone(zone)
        assert to_instant(shown, zone) == at or wall_kind(shown, zone) == "twice"


@pytest.mark.parametrize(
    "name", ["", "Nowhere/City", "america/chicago", "localtime", "../etc/passwd", "UTC\0", "America"]
)
def test_a_name_that_is_no_zone_is_not_known(name: str) -> None:
    assert not known_zone(name)


def test_days_later_keep_the_wall_time_when_the_clocks_change() -> None:
    saturday_at = wall("2026-03-07T09:00")

    assert add_days(saturday_at, CHICAGO, 1) == wall("2026-03-08T09:00") == saturday_at + 23 * HOUR
    assert add_days(saturday_at, CHICAGO, -1) == saturday_at - DAY
    second_at = wall("2026-11-01T01:30") + HOUR
    assert add_days(second_at, CHICAGO, 0) == second_at


def test_a_local_day_is_the_one_on_the_wall() -> None:
    late_at = wall("2026-07-04T23:59")

    assert local_day(late_at, CHICAGO) == date(2026, 7, 4).toordinal()
    assert local_day(late_at, "UTC") == date(2026, 7, 5).toordinal()
    assert at_minute(date(2026, 7, 3).toordinal(), DAY_MINUTES + 23 * 60 + 59, CHICAGO) == late_at


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        ("2026-07-04T12:00", "2026-07-04T12:00"),
        ("2026-07-04T20:59", "2026-07-04T20:59"),
        ("2026-07-04T21:00", "2026-07-05T08:00"),
        ("2026-07-05T03:00", "2026-07-05T08:00"),
        ("2026-07-05T08:00", "2026-07-05T08:00"),
        ("2026-03-08T01:59", "2026-03-08T08:00"),
        ("2026-11-01T01:30", "2026-11-01T08:00"),
    ],
)
def test_quiet_hours_end_at_their_wall_time_also_on_days_of_23_and_25_hours(asked: str, allowed: str) -> None:
    assert next_allowed(EVENINGS, wall(asked)) == wall(allowed)
    assert is_quiet(EVENINGS, wall(asked)) == (asked != allowed)


def test_quiet_hours_within_one_day_and_none_at_all() -> None:
    noon_at = wall("2026-07-04T12:00")

    assert next_allowed(Quiet(CHICAGO, 11 * 60, 13 * 60), noon_at) == noon_at + HOUR
    assert next_allowed(Quiet(CHICAGO, 0, 0, None, frozenset(range(740_000)), 600), noon_at) == noon_at


@pytest.mark.parametrize(
    ("asked", "allowed", "why"),
    [
        ("2026-01-05T22:00", "2026-01-06T08:00", "after a day shift, the ordinary night"),
        ("2026-01-07T23:00", "2026-01-07T23:00", "at work through the night"),
        ("2026-01-08T09:00", "2026-01-08T16:00", "asleep after the first night"),
        ("2026-01-09T15:59", "2026-01-09T16:00", "asleep on the first day off after the last night"),
        ("2026-01-09T23:00", "2026-01-10T08:00", "days off sleep at night"),
        ("2025-12-31T23:00", "2025-12-31T23:00", "the cycle also holds before its anchor"),
    ],
)
def test_a_shift_pattern_moves_the_quiet_hours_of_night_workers(asked: str, allowed: str, why: str) -> None:
    assert next_allowed(NIGHT_WORK, wall(asked)) == wall(allowed), why


def test_a_shift_pattern_begins_on_its_anchor_and_goes_round_both_ways() -> None:
    pattern = ShiftPattern("DNO", 5)
    assert "".join(pattern.letter(on) for on in range(3, 10)) == "NODNODN"


def test_sleeps_that_touch_are_one_quiet_stretch() -> None:
    split = ShiftPattern("NO", date(2026, 1, 5).toordinal(), (("N", 23 * 60, 33 * 60), ("O", 8 * 60, 12 * 60)))

    assert next_allowed(EVENINGS._replace(pattern=split), wall("2026-01-05T23:30")) == wall("2026-01-06T12:00")


def test_a_holiday_morning_is_quiet_for_longer() -> None:
    new_year = frozenset({date(2026, 1, 1).toordinal()})
    kept = EVENINGS._replace(holidays=new_year, holiday_to_minute=10 * 60)

    assert next_allowed(kept, wall("2026-01-01T09:00")) == wall("2026-01-01T10:00")
    assert next_allowed(kept, wall("2026-01-02T09:00")) == wall("2026-01-02T09:00")
    assert next_allowed(kept._replace(holiday_to_minute=20 * 60), wall("2026-01-01T09:00")) == wall("2026-01-01T13:00")


def test_a_day_that_a_zone_skipped_has_no_quiet_hours_of_its_own() -> None:
    apia = Quiet("Pacific/Apia", 21 * 60, 8 * 60)

    assert next_allowed(apia, wall("2011-12-29T22:00", "Pacific/Apia")) == wall("2011-12-31T08:00", "Pacific/Apia")
    assert wall("2011-12-31T08:00", "Pacific/Apia") - wall("2011-12-29T22:00", "Pacific/Apia") == 10 * HOUR


@given(quiets(), INSTANTS)
def test_what_is_allowed_is_never_earlier_never_quiet_and_soon(quiet: Quiet, at: Instant) -> None:
    allowed_at = next_allowed(quiet, at)

    assert quiet_flaw(quiet) is None
    assert at <= allowed_at <= at + 7 * DAY
    assert next_allowed(quiet, allowed_at) == allowed_at
    assert next_allowed(quiet, allowed_at - 1) == allowed_at or allowed_at == at


@given(ZONES, st.integers(4 * 60, 12 * 60), st.integers(15 * 60, 23 * 60), INSTANTS)
def test_a_quiet_minute_of_the_wall_waits_for_the_same_wall_time_on_every_day(
    zone: str, to_minute: int, from_minute: int, at: Instant
) -> None:
    shown = to_local(at, zone)
    minute = shown.hour * 60 + shown.minute
    allowed = to_local(next_allowed(Quiet(zone, from_minute, to_minute), at), zone)

    if to_minute <= minute < from_minute:
        assert allowed == shown
    else:
        assert (allowed.hour * 60 + allowed.minute, allowed.second) == (to_minute, 0)
        assert allowed - shown < timedelta(days=2)


@pytest.mark.parametrize(
    ("quiet", "says"),
    [
        (EVENINGS._replace(zone="Mars/Base"), "zone"),
        (EVENINGS._replace(from_minute=DAY_MINUTES), "23:59"),
        (EVENINGS._replace(to_minute=-1), "23:59"),
        (EVENINGS._replace(to_minute=DAY_MINUTES), "23:59"),
        (EVENINGS._replace(holiday_to_minute=DAY_MINUTES), "holidays"),
        (EVENINGS._replace(from_minute=8 * 60, to_minute=60), "16 hours"),
        (EVENINGS._replace(pattern=ShiftPattern("", 0)), "at least one day"),
        (EVENINGS._replace(pattern=ShiftPattern("N", 0, (("N", 100, 50),))), "ends after"),
        (EVENINGS._replace(pattern=ShiftPattern("N", 0, (("N", 2 * DAY_MINUTES, 2 * DAY_MINUTES),))), "or the next"),
        (EVENINGS._replace(pattern=ShiftPattern("N", 0, (("N", 0, 17 * 60),))), "16 hours"),
    ],
)
def test_quiet_hours_that_cannot_be_kept_are_told_with_their_remedy(quiet: Quiet, says: str) -> None:
    told = quiet_flaw(quiet) or ""
    assert says in told
    assert re.fullmatch(r"[A-Z](?=.*[a-z]).*[a-zO0-9]\.", told), "a person reads a sentence"


def test_usual_quiet_hours_have_no_flaw() -> None:
    assert quiet_flaw(EVENINGS) is None
    assert quiet_flaw(NIGHT_WORK) is None
    assert quiet_flaw(EVENINGS._replace(from_minute=16 * 60, to_minute=8 * 60)) is None, "sixteen hours are allowed"
    longest = ShiftPattern("N", 0, (("N", 2 * DAY_MINUTES - 1, 2 * DAY_MINUTES + 959), ("D", 0, 16 * 60), ("O", 9, 9)))
    assert quiet_flaw(EVENINGS._replace(pattern=longest)) is None, "until the third day"
    assert NIGHT_SLEEP[2] - NIGHT_SLEEP[1] == 8 * HOUR // MINUTE
