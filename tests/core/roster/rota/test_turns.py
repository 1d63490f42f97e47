"""Who is on call, through nights, holidays of the clock, overrides and swaps."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.hours import to_instant, to_local
from solidground.core.kernel import DAY, HOUR, Instant, PersonId
from solidground.core.roster.intervals import Interval
from solidground.core.roster.rota.state import Layer, Override, RotaState, Swap, participants
from solidground.core.roster.rota.turns import Turn, on_call, turn_number, turns
from tests.core.roster.people import CHICAGO, at, day

A, B, C, D = map(PersonId, "ABCD")
DAILY = Layer((A, B, C), "daily", 8 * 60, 0, day("2026-03-02"))
WEEKLY = Layer((A, B), "weekly", 8 * 60, 0, day("2026-03-05"))
ROTA = RotaState("peers", "peer", CHICAGO, (DAILY,))


def seen(rota: RotaState, *times: tuple[str, int]) -> list[PersonId | None]:
    return [on_call(rota, at(on, hour * 60)) for on, hour in times]


def test_daily_turns_hand_over_at_their_wall_time() -> None:
    assert seen(ROTA, ("2026-03-02", 8), ("2026-03-03", 7), ("2026-03-03", 8), ("2026-03-04", 12)) == [A, A, B, C]
    assert seen(ROTA, ("2026-03-05", 8), ("2026-03-02", 7), ("2026-03-01", 7)) == [A, C, B]


def test_the_handover_stays_at_its_wall_time_when_the_clocks_change() -> None:
    assert [turn.to_at - turn.from_at for turn in turns(ROTA, at("2026-03-07", 480), at("2026-03-09", 480))] == [
        23 * HOUR,
        DAY,
    ]
    assert turns(ROTA, at("2026-10-31", 480), at("2026-11-01", 480))[0].to_at == at("2026-11-01", 480)


def test_an_hour_that_happens_twice_hands_nothing_back() -> None:
    early = ROTA._replace(layers=(DAILY._replace(handover_minute=90),))
    first_at = at("2026-11-01", 90)

    assert on_call(early, first_at - 1) != on_call(early, first_at)
    assert on_call(early, first_at) == on_call(early, first_at + HOUR // 2) == on_call(early, first_at + 2 * HOUR)


def test_a_day_that_a_zone_left_out_has_no_handover() -> None:
    skipped = Layer((A, B), "daily", 480, 0, day("2011-12-29"))
    begins_at = to_instant(to_local(0, "UTC").replace(year=2011, month=12, day=31), "Pacific/Apia")

    assert turn_number(skipped, begins_at, "Pacific/Apia") == 0
    assert turn_number(skipped, begins_at + 8 * HOUR, "Pacific/Apia") == 2


def test_weekly_turns_begin_at_the_handover_on_or_before_their_anchor() -> None:
    weekly = ROTA._replace(layers=(WEEKLY,))

    assert seen(weekly, ("2026-03-02", 7), ("2026-03-02", 8), ("2026-03-09", 7), ("2026-03-09", 8)) == [B, A, A, B]
    friday = ROTA._replace(layers=(WEEKLY._replace(handover_weekday=4),))
    assert seen(friday, ("2026-02-27", 8), ("2026-03-06", 7), ("2026-03-06", 8)) == [A, A, B]


def test_a_layer_with_hours_holds_only_in_them_and_the_next_layer_the_rest() -> None:
    nights = Layer((D,), "daily", 0, 0, DAILY.anchor_on, hours=(20 * 60, 6 * 60))
    days = Layer((C,), "daily", 0, 0, DAILY.anchor_on, hours=(6 * 60, 18 * 60))
    rota = ROTA._replace(layers=(nights, days))

    assert seen(rota, ("2026-03-03", 21), ("2026-03-03", 3), ("2026-03-03", 6), ("2026-03-03", 18)) == [D, D, C, None]
    assert turns(rota, at("2026-03-03"), at("2026-03-04")) == (
        Turn(D, at("2026-03-03"), at("2026-03-03", 6 * 60)),
        Turn(C, at("2026-03-03", 6 * 60), at("2026-03-03", 18 * 60)),
        Turn(None, at("2026-03-03", 18 * 60), at("2026-03-03", 20 * 60)),
        Turn(D, at("2026-03-03", 20 * 60), at("2026-03-04")),
    )


def test_who_is_away_is_passed_over_for_the_next_in_turn_then_the_next_layer() -> None:
    rota = ROTA._replace(layers=(DAILY, Layer((D,), "daily", 0, 0, DAILY.anchor_on)))
    noon_at = at("2026-03-03", 12 * 60)

    assert on_call(rota, noon_at, lambda person, _: person == B) == C
    assert on_call(rota, noon_at, lambda person, _: person in (B, C)) == A
    assert on_call(rota, noon_at, lambda person, _: person != D) == D
    assert on_call(rota, noon_at, lambda _, __: True) is None


def test_an_override_comes_before_every_turn_but_not_while_away() -> None:
    rota = ROTA._replace(overrides=(Override(D, at("2026-03-03"), at("2026-03-04")),))

    assert seen(rota, ("2026-03-02", 23), ("2026-03-03", 0), ("2026-03-03", 23), ("2026-03-04", 0)) == [A, D, D, B]
    assert on_call(rota, at("2026-03-03", 600), lambda person, _: person == D) == B
    assert participants(rota) == {A, B, C, D}
    assert turns(rota, at("2026-03-02", 480), at("2026-03-03", 480)) == (
        Turn(A, at("2026-03-02", 480), at("2026-03-03")),
        Turn(D, at("2026-03-03"), at("2026-03-03", 480)),
    )


def test_a_swap_gives_each_the_turns_of_the_other() -> None:
    given_up = Interval(at("2026-03-02", 480), at("2026-03-03", 480))
    taken = Interval(at("2026-03-03", 480), at("2026-03-04", 480))
    rota = ROTA._replace(swaps=(Swap("s", A, B, given_up, taken),))

    assert seen(rota, ("2026-03-02", 12), ("2026-03-03", 12), ("2026-03-04", 12), ("2026-03-05", 12)) == [B, A, C, A]
    assert on_call(rota, at("2026-03-02", 720), lambda person, _: person == B) == A
    assert [turn.person for turn in turns(rota, at("2026-03-02", 480), at("2026-03-05", 480))] == [B, A, C]


def test_turns_tell_of_absences_at_the_instants_they_begin() -> None:
    away_at = at("2026-03-02", 720)
    found = turns(ROTA, at("2026-03-02", 480), at("2026-03-03", 480), lambda _, now: now >= away_at, [away_at])

    assert found == (Turn(A, at("2026-03-02", 480), away_at), Turn(None, away_at, at("2026-03-03", 480)))


def test_an_empty_rota_has_nobody() -> None:
    assert turns(RotaState(), 0, DAY) == (Turn(None, 0, DAY),)


@pytest.mark.parametrize("zone", [CHICAGO, "Australia/Lord_Howe", "Asia/Kathmandu"])
@given(st.integers(0, 60 * 365 * DAY), st.integers(0, 1439), st.sampled_from(["daily", "weekly"]))
def test_every_handover_is_at_its_wall_time(zone: str, from_at: Instant, minute: int, period: str) -> None:
    layer = DAILY._replace(period="weekly" if period == "weekly" else "daily", handover_minute=minute)
    found = turns(ROTA._replace(zone=zone, layers=(layer,)), from_at, from_at + 30 * DAY)

    assert found[0].from_at == from_at
    assert found[-1].to_at == from_at + 30 * DAY
    for turn, after in pairwise(found):
        assert turn.to_at == after.from_at
        shown = to_local(after.from_at, zone)
        wanted = shown.replace(hour=minute // 60, minute=minute % 60)
        assert timedelta(0) <= shown - wanted <= timedelta(hours=1), "only a gap of the clocks moves it, and forward"
