"""Ladders: a rung that is nobody is skipped at once, the last person repeats, and none ends in silence."""

from hypothesis import given
from hypothesis import strategies as st

from solidground.core.hours import Quiet, is_quiet
from solidground.core.kernel import DAY, HOUR, MINUTE
from solidground.core.ladder import (
    URGENT_HOURLY_TIMES,
    URGENT_SOON_TIMES,
    Asked,
    climb,
    first_deciding,
    is_calm,
    last_person,
    next_at,
    repeat,
)
from solidground.core.protocol.plan import Keeping, Ladder, Rung

SILENT = Ladder("helper", tuple(Rung(who, 12 * HOUR) for who in ("next_peer", "coordinator", "deputy")))
URGENT = Ladder(
    "urgent",
    (Rung("on_call", 5 * MINUTE), Rung("coordinator", 5 * MINUTE), Rung("line", 30 * MINUTE)),
    urgent=True,
)
QUIET = Quiet("America/Chicago", 22 * 60, 8 * 60)
RUNGS = ("on_call", "next_peer", "peer", "coordinator", "deputy", "line")


def only(*there: Keeping) -> "dict[Keeping, str]":
    return {who: str(who) for who in there}


def test_the_first_rung_that_is_somebody_is_asked_and_the_others_are_named() -> None:
    assert climb(SILENT, 0, only("coordinator").get) == Asked(1, 1, "coordinator", (0,))


def test_past_the_last_the_highest_below_is_asked_and_the_ladder_does_not_come_down() -> None:
    assert climb(SILENT, 2, only("next_peer").get) == Asked(2, 0, "next_peer", (2, 1))


def test_where_nobody_is_there_it_is_said() -> None:
    assert climb(SILENT, 0, only().get) == Asked(2, 2, None, (0, 1, 2))
    assert repeat(SILENT, only().get) == Asked(2, 2, None, (2, 1, 0))


def test_what_is_the_coordinators_to_decide_begins_at_him() -> None:
    assert first_deciding(SILENT) == 1
    assert first_deciding(Ladder("line", (Rung("line", HOUR),), urgent=True)) == 0


def test_a_line_outside_is_never_what_repeats_while_a_person_is_there() -> None:
    assert last_person(URGENT) == 1
    assert repeat(URGENT, only("on_call", "line").get) == Asked(1, 0, "on_call", (1,))
    assert repeat(URGENT, only("line").get) == Asked(2, 2, "line", (1, 0))


def test_a_ladder_of_a_line_alone_repeats_it() -> None:
    alone = Ladder("line", (Rung("line", HOUR),), urgent=True)
    assert last_person(alone) == 0
    assert repeat(alone, only("line").get) == Asked(0, 0, "line", ())


def test_repeats_come_daily_then_weekly_then_every_thirty_days_in_the_morning() -> None:
    at = 1_700_000_000_000_000
    assert next_at(SILENT, 0, 0, at, QUIET) == at + 12 * HOUR
    days = [(next_at(SILENT, 2, times, at, None) - at) // DAY for times in (1, 7, 8, 15, 16, 99)]
    assert days == [1, 1, 7, 7, 30, 30]
    assert not is_quiet(QUIET, next_at(SILENT, 2, 3, at, QUIET))


def test_what_is_urgent_repeats_in_minutes_then_hourly_then_as_any_other() -> None:
    at = 1_700_000_000_000_000
    assert next_at(URGENT, 1, URGENT_SOON_TIMES, at, QUIET) == at + 5 * MINUTE
    assert next_at(URGENT, 1, URGENT_SOON_TIMES + 1, at, QUIET) == at + HOUR
    calm = URGENT_SOON_TIMES + URGENT_HOURLY_TIMES + 1
    assert next_at(URGENT, 1, calm, at, None) == at + DAY
    assert [is_calm(URGENT, n) for n in (0, calm - 1, calm)] == [False, False, True]
    assert [is_calm(SILENT, n) for n in (0, 1)] == [False, True]


@given(
    st.lists(st.sampled_from(RUNGS), min_size=1, max_size=8),
    st.frozensets(st.sampled_from(RUNGS)),
    st.integers(0, 7),
    st.integers(0, 60),
    st.booleans(),
)
def test_somebody_is_asked_whenever_anybody_is_there_and_time_moves_on(
    keepings: list[Keeping],
    there: frozenset[Keeping],
    first: int,
    times: int,
    urgent: bool,
) -> None:
    ladder = Ladder("any", tuple(Rung(who, MINUTE) for who in keepings), urgent=urgent)
    resolve = only(*there).get
    found = climb(ladder, first % len(keepings), resolve)
    again = repeat(ladder, resolve)
    for asked in (found, again):
        assert (asked.somebody is not None) == bool(there & set(keepings))
        assert asked.somebody is None or asked.somebody == keepings[asked.place]
    if there & set(keepings) - {"line"}:
        assert again.somebody != "line"
    assert next_at(ladder, found.rung, times, 10**15, QUIET) > 10**15
