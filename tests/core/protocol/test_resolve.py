from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.hours import to_instant, to_local
from solidground.core.kernel import HOUR, LATEST, SECOND, Instant
from solidground.core.protocol.plan import Plan, Step
from solidground.core.protocol.read import read
from solidground.core.protocol.resolve import notice_of, resolve, track_of
from solidground.core.protocol.terms import INCIDENT_KINDS, PARTS, Protocol
from solidground.protocols import NAMES, text

Reading = Callable[..., Protocol]

CHICAGO = "America/Chicago"
ZONES = (CHICAGO, "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "UTC")


def shipped(name: str) -> Protocol:
    found = read(text(name))
    assert isinstance(found, Protocol)
    return found


SHIPPED = tuple(shipped(name) for name in NAMES)


def wall(words: str) -> datetime:
    return datetime.fromisoformat(words)


def plan(protocol: Protocol, occurred: str, zone: str = CHICAGO) -> Plan:
    return resolve(protocol, "other", "present", to_instant(wall(occurred), zone), zone, "any")


def step(found: Plan, key: str) -> Step:
    return next(each for each in found.steps if each.key == key)


def at(instant: Instant, zone: str = CHICAGO) -> str:
    return to_local(instant, zone).isoformat(timespec="minutes")


def test_a_plan_carries_what_the_protocol_says(protocol: Reading) -> None:
    written = protocol()
    found = plan(written, "2024-01-31T21:25")
    assert (found.protocol, found.version, found.zone, found.notice) == ("plain", "1", CHICAGO, "any-1")
    assert found.limits == written.limits
    assert [ladder.name for ladder in found.ladders] == ["helper", "offer", "handover", "urgent", "member", "ask"]
    assert found.ladder("urgent").urgent
    assert [each.key for each in found.steps] == ["offer", "day_2_ask", "month_1"]


def test_hours_count_from_the_incident_and_months_on_the_calendar(protocol: Reading) -> None:
    found = plan(protocol(), "2024-01-31T21:25")
    offer, month = step(found, "offer"), step(found, "month_1")
    assert (at(offer.opens_at), at(offer.due_at), at(offer.lapses_at)) == (
        "2024-01-31T21:25",
        "2024-01-31T23:25",
        "2024-02-01T01:25",
    )
    assert offer.local == "2024-01-31T23:25"
    assert (at(month.opens_at), at(month.due_at), at(month.lapses_at)) == (
        "2024-02-25T09:00",
        "2024-02-29T18:00",
        "2024-03-04T12:00",
    )
    assert month.local == "2024-02-29T18:00"
    assert (month.kind, month.who, month.ladder, month.ways) == ("checkin", "peer", "helper", ("phone", "person"))


def test_hours_are_time_that_passes_through_a_clock_put_forward(protocol: Reading) -> None:
    offer = step(plan(protocol(), "2024-03-10T01:30"), "offer")
    assert offer.due_at - offer.opens_at == 2 * HOUR
    assert offer.local == "2024-03-10T04:30"


def test_a_day_without_a_time_of_day_keeps_the_hour_of_the_incident(protocol: Reading) -> None:
    found = step(plan(protocol(('at = "10:00"\n', "")), "2024-03-08T21:25"), "day_2_ask")
    assert found.local == "2024-03-10T21:25"
    assert at(found.opens_at) == "2024-03-10T21:25"


def test_days_then_hours_add_the_hours_as_time_that_passes(protocol: Reading) -> None:
    changes = ('opens = "P2D"\ndue = "P2D"', 'opens = "P2D"\ndue = "P2DT3H"'), ('at = "10:00"', 'at = "01:00"')
    found = step(plan(protocol(*changes), "2024-03-08T21:25"), "day_2_ask")
    assert found.due_at - found.opens_at == 3 * HOUR
    assert found.local == "2024-03-10T05:00"
    later = step(plan(protocol(*changes), "2024-04-08T21:25"), "day_2_ask")
    assert later.local == "2024-04-10T04:00"


def test_a_time_that_does_not_exist_comes_later_by_the_gap(protocol: Reading) -> None:
    changes = ('at = "10:00"', 'at = { opens = "01:00", due = "02:30", lapses = "12:00" }')
    found = step(plan(protocol(changes), "2024-03-08T21:25"), "day_2_ask")
    assert found.local == "2024-03-10T03:30"


def test_order_is_kept_where_the_gap_would_turn_it(protocol: Reading) -> None:
    changes = ('at = "10:00"', 'at = { opens = "02:30", due = "03:00", lapses = "12:00" }')
    found = step(plan(protocol(changes), "2024-03-08T21:25"), "day_2_ask")
    assert found.due_at == found.opens_at
    assert found.local == "2024-03-10T03:30"


def test_nothing_opens_before_the_incident_where_tomorrow_begins_before_today_ends(protocol: Reading) -> None:
    changes = (
        ('opens = "P2D"\ndue = "P2D"', 'opens = "P1D"\ndue = "P2D"'),
        ('at = "10:00"', 'at = { opens = "00:00", due = "10:00", lapses = "10:00" }'),
    )
    # St. John's put its clock back from 00:01 to 23:01: this is the second 23:30 of that day.
    occurred_at = to_instant(wall("2010-11-06T23:30"), "America/St_Johns") + HOUR
    found = resolve(protocol(*changes), "other", "present", occurred_at, "America/St_Johns", "any")
    assert step(found, "day_2_ask").opens_at == occurred_at
    assert found.steps[0].key == "offer"


def test_a_plan_of_the_same_day_shares_its_steps(protocol: Reading) -> None:
    written = protocol()
    early, late = plan(written, "2024-01-31T01:25"), plan(written, "2024-01-31T23:25")
    assert step(early, "month_1") is step(late, "month_1")
    assert step(early, "offer") != step(late, "offer")


def test_a_word_nobody_knows_is_read_as_any(protocol: Reading) -> None:
    written = protocol()
    assert track_of(written, "parade", "bystander").name == "everybody"
    assert track_of(written, "any", "any").name == "everybody"


def test_a_notice_is_of_the_state_else_the_country_else_any() -> None:
    default = SHIPPED[NAMES.index("default")]
    assert notice_of(default, "US-CA").version == "US-CA-2"
    assert notice_of(default, "US-TX").version == "US-2"
    assert notice_of(default, "GB").version == "any-2"


def test_a_ladder_the_plan_does_not_have_is_a_defect(protocol: Reading) -> None:
    with pytest.raises(AssertionError, match="no ladder 'rope'"):
        plan(protocol(), "2024-01-31T21:25").ladder("rope")


def test_a_protocol_without_any_notice_is_a_defect(protocol: Reading) -> None:
    with pytest.raises(AssertionError, match="notice for any"):
        notice_of(protocol(('jurisdiction = "any"', 'jurisdiction = "US"')), "GB")


INSTANTS = st.integers(0, LATEST // SECOND).map(lambda seconds: seconds * SECOND)


@given(
    st.sampled_from(SHIPPED), st.sampled_from(INCIDENT_KINDS), st.sampled_from(PARTS), INSTANTS, st.sampled_from(ZONES)
)
def test_steps_open_then_are_due_then_lapse_and_stand_in_order(
    protocol: Protocol, kind: str, part: str, occurred_at: Instant, zone: str
) -> None:
    found = resolve(protocol, kind, part, occurred_at, zone, "US-CA")
    assert found.steps[0].kind == "offer"
    assert [each.opens_at for each in found.steps] == sorted(each.opens_at for each in found.steps)
    assert {each.key for each in found.steps} == {each.key for each in track_of(protocol, kind, part).steps}
    for each in found.steps:
        assert occurred_at <= each.opens_at <= each.due_at <= each.lapses_at
        assert each.local == at(each.due_at, zone)
        assert found.ladder(each.ladder).name == each.ladder
    assert found == resolve(protocol, kind, part, occurred_at, zone, "US-CA")


@given(
    st.sampled_from(SHIPPED),
    st.datetimes(wall("2004-01-01"), wall("2026-12-31")),
    st.integers(0, 366),
    st.sampled_from((CHICAGO, "Australia/Lord_Howe", "Europe/London")),
)
def test_a_day_of_23_or_25_hours_moves_nothing_by_an_hour(
    protocol: Protocol, occurred: datetime, days: int, zone: str
) -> None:
    first = resolve(protocol, "other", "present", to_instant(occurred, zone), zone, "any")
    later = resolve(protocol, "other", "present", to_instant(occurred + timedelta(days=days), zone), zone, "any")
    hours = {each.key: each.due.clock for each in track_of(protocol, "other", "present").steps}
    for each in (*first.steps, *later.steps):
        if hours[each.key] is not None:
            shows = to_local(each.due_at, zone)
            assert (shows.hour * 60 + shows.minute) * 60 * SECOND == hours[each.key]
            assert to_local(each.opens_at, zone).hour in {9, 10}
