"""Setting a rota, overrides, and swaps two people agree on."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from solidground.core.kernel import DAY, PersonId, Refusal, fold
from solidground.core.roster.intervals import Interval
from solidground.core.roster.rota.commands import (
    AgreeSwap,
    AskSwap,
    Command,
    DeclineSwap,
    EndRota,
    RemoveOverride,
    SetOverride,
    SetRota,
)
from solidground.core.roster.rota.decider import (
    CHANGE_KEPT_FOR,
    MOST_CHANGES,
    MOST_LAYERS,
    MOST_PARTICIPANTS,
    decide,
    due,
    evolve,
)
from solidground.core.roster.rota.events import Event, OverrideSet, RotaSet, SwapAgreed, SwapDeclined
from solidground.core.roster.rota.state import INITIAL, Layer, Override, RotaState, Swap
from solidground.core.roster.rota.world import RotaWorld
from tests.core.roster.people import CHICAGO, COORDINATOR, NOW, day
from tests.core.sentences import is_sentences
from tests.core.written import check_written

A, B, C, D = map(PersonId, "ABCD")
WORLD = RotaWorld(frozenset({A, B, C, D}))
DAILY = Layer((A, B, C), "daily", 480, 0, day("2026-03-02"))
SET = SetRota(NOW, COORDINATOR, "peers", "peer", CHICAGO, (DAILY,))
TODAY, TOMORROW = Interval(NOW, NOW + DAY), Interval(NOW + DAY, NOW + 2 * DAY)
ASK = AskSwap(NOW, A, "s1", B, TODAY, TOMORROW)


def given(*commands: Command, state: RotaState = INITIAL) -> RotaState:
    for command in commands:
        events = decide(state, command, WORLD)
        assert not isinstance(events, Refusal), events
        check_written("rota/peers", events, command.by)
        state = fold(evolve, state, events)
    return state


def when(state: RotaState, command: Command) -> Sequence[Event]:
    events = decide(state, command, WORLD)
    assert not isinstance(events, Refusal), events
    check_written("rota/peers", events, command.by)
    return events


def refused(state: RotaState, command: Command) -> str:
    answer = decide(state, command, WORLD)
    assert isinstance(answer, Refusal), answer
    assert is_sentences(answer.text), "a person reads a sentence"
    return answer.reason


def test_a_rota_is_set_once_and_replaced() -> None:
    assert when(INITIAL, SET) == (RotaSet(NOW, COORDINATOR, "peers", "peer", CHICAGO, (DAILY,)),)
    assert when(given(SET), SET) == ()
    weekly = SetRota(NOW, COORDINATOR, "peers", "peer", CHICAGO, (DAILY._replace(period="weekly"),))
    assert given(SET, weekly).layers[0].period == "weekly"


def test_a_rota_may_come_to_be_of_another_role_in_another_zone() -> None:
    moved = given(SET, replace(SET, role="coordinator", zone="America/New_York"))
    assert (moved.rota, moved.role, moved.zone, moved.layers) == ("peers", "coordinator", "America/New_York", (DAILY,))


def test_one_person_alone_may_be_all_of_a_rota_until_the_last_minute_of_the_week() -> None:
    alone = DAILY._replace(participants=(A,), handover_minute=1439, handover_weekday=6, hours=(0, 1439))
    assert given(replace(SET, layers=(alone,) * MOST_LAYERS)).layers == (alone,) * MOST_LAYERS


@pytest.mark.parametrize(
    ("layer", "why"),
    [
        (DAILY._replace(participants=()), "people take turns"),
        (DAILY._replace(participants=tuple(PersonId(str(n)) for n in range(MOST_PARTICIPANTS + 1))), "take turns"),
        (DAILY._replace(participants=(A, B, A)), "twice"),
        (DAILY._replace(participants=(A, PersonId("nobody"))), "not in the agency"),
        (DAILY._replace(handover_minute=1440), "23:59"),
        (DAILY._replace(handover_weekday=7), "Monday"),
        (DAILY._replace(hours=(0, 1440)), "23:59"),
    ],
)
def test_a_layer_that_cannot_be_kept_is_refused_with_its_number(layer: Layer, why: str) -> None:
    answer = decide(INITIAL, SetRota(NOW, A, "peers", "peer", CHICAGO, (DAILY, layer)), WORLD)

    assert isinstance(answer, Refusal)
    assert answer.reason == "LayerNotKeepable"
    assert answer.text.startswith("Layer 2: ")
    assert is_sentences(answer.text), "a person reads a sentence"
    assert why in answer.text


def test_a_rota_without_layers_or_zone_is_refused() -> None:
    assert refused(INITIAL, SetRota(NOW, A, "peers", "peer", CHICAGO, ())) == "LayersOutOfRange"
    assert refused(INITIAL, SetRota(NOW, A, "p", "peer", CHICAGO, (DAILY,) * (MOST_LAYERS + 1))) == "LayersOutOfRange"
    assert refused(INITIAL, SetRota(NOW, A, "peers", "peer", "Mars/Base", (DAILY,))) == "ZoneUnknown"
    assert refused(INITIAL, SetOverride(NOW, A, A, NOW, NOW + 1)) == "RotaUnknown"


def test_a_rota_ends_and_keeps_its_name() -> None:
    ended = given(SET, EndRota(NOW, A))

    assert ended == RotaState("peers", "peer", CHICAGO, last_at=NOW)
    assert when(ended, EndRota(NOW, A)) == ()


def test_a_later_override_wins_where_two_meet_and_can_be_removed() -> None:
    first = SetOverride(NOW, COORDINATOR, D, NOW, NOW + 3 * DAY)
    second = SetOverride(NOW, COORDINATOR, C, NOW + DAY, NOW + 2 * DAY)
    both = given(SET, first, second)

    assert when(given(SET), first) == (OverrideSet(NOW, COORDINATOR, D, NOW, NOW + 3 * DAY),)
    assert both.overrides == (
        Override(D, NOW, NOW + DAY),
        Override(C, NOW + DAY, NOW + 2 * DAY),
        Override(D, NOW + 2 * DAY, NOW + 3 * DAY),
    )
    assert when(both, second) == ()
    removed = given(RemoveOverride(NOW, COORDINATOR, NOW, NOW + 2 * DAY), state=both)
    assert removed.overrides == (Override(D, NOW + 2 * DAY, NOW + 3 * DAY),)
    assert when(removed, RemoveOverride(NOW, COORDINATOR, NOW, NOW + 2 * DAY)) == ()


def test_time_never_goes_back_where_the_clock_on_the_wall_does() -> None:
    ahead = given(replace(SET, at=NOW + 5))
    (ended,) = when(ahead, EndRota(NOW, COORDINATOR))
    assert ended.at == NOW + 5
    assert evolve(ahead, ended).last_at == NOW + 5


def test_an_override_of_nobody_or_of_no_time_is_refused_and_so_are_too_many() -> None:
    assert refused(given(SET), SetOverride(NOW, A, PersonId("nobody"), NOW, NOW + 1)) == "PersonUnknown"
    assert refused(given(SET), SetOverride(NOW, A, D, NOW, NOW)) == "TimesReversed"
    many = given(SET)._replace(overrides=tuple(Override(D, NOW + n, NOW + n + 1) for n in range(MOST_CHANGES)))
    assert refused(many, SetOverride(NOW, A, D, NOW + DAY, NOW + 2 * DAY)) == "TooMany"
    later_at = NOW + CHANGE_KEPT_FOR + DAY
    assert given(SetOverride(later_at, A, D, later_at, later_at + 1), state=many).overrides == (
        Override(D, later_at, later_at + 1),
    )


def test_a_swap_takes_two() -> None:
    asked = given(SET, ASK)

    assert asked.asked == (Swap("s1", A, B, TODAY, TOMORROW),)
    assert asked.swaps == ()
    assert when(asked, ASK) == ()
    assert refused(asked, AgreeSwap(NOW, A, "s1")) == "NotTheirSwap"
    assert when(asked, AgreeSwap(NOW, B, "s1")) == (SwapAgreed(NOW, B, "s1"),)
    agreed = given(AgreeSwap(NOW, B, "s1"), state=asked)
    assert (agreed.asked, agreed.swaps) == ((), asked.asked)
    assert when(agreed, AgreeSwap(NOW, B, "s1")) == when(agreed, ASK) == ()


@pytest.mark.parametrize("who", [A, B])
def test_either_of_the_two_can_decline_and_nobody_else(who: PersonId) -> None:
    asked = given(SET, ASK)

    assert when(asked, DeclineSwap(NOW, who, "s1")) == (SwapDeclined(NOW, who, "s1"),)
    assert given(DeclineSwap(NOW, who, "s1"), state=asked) == given(SET)
    assert refused(asked, DeclineSwap(NOW, C, "s1")) == "NotTheirSwap"
    assert refused(given(SET), DeclineSwap(NOW, who, "s1")) == "SwapUnknown"
    assert refused(given(SET), AgreeSwap(NOW, who, "s1")) == "SwapUnknown"


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (AskSwap(NOW, A, "s2", A, TODAY, TOMORROW), "NotOnThisRota"),
        (AskSwap(NOW, A, "s2", D, TODAY, TOMORROW), "NotOnThisRota"),
        (AskSwap(NOW, A, "s2", B, TODAY, Interval(NOW, NOW)), "TimesReversed"),
        (AskSwap(NOW, A, "s1", C, TODAY, TOMORROW), "SwapKnown"),
    ],
)
def test_a_swap_that_makes_no_sense_is_refused(ask: AskSwap, reason: str) -> None:
    assert refused(given(SET, ASK), ask) == reason


def test_a_turn_is_handed_on_once() -> None:
    crossing = AskSwap(NOW, C, "s2", A, TOMORROW, TODAY)
    apart = AskSwap(NOW, C, "s3", A, Interval(NOW + 5 * DAY, NOW + 6 * DAY), Interval(NOW + 6 * DAY, NOW + 7 * DAY))
    agreed = given(SET, ASK, crossing, apart, AgreeSwap(NOW, B, "s1"))

    assert refused(agreed, AgreeSwap(NOW, A, "s2")) == "SwapsCross"
    assert len(given(AgreeSwap(NOW, A, "s3"), state=agreed).swaps) == 2


def test_swaps_that_touch_do_not_cross() -> None:
    before, after = Interval(NOW - DAY, NOW), Interval(NOW + 2 * DAY, NOW + 3 * DAY)
    agreed = given(SET, ASK, AskSwap(NOW, C, "s2", A, before, after), AgreeSwap(NOW, B, "s1"))

    assert [swap.swap for swap in given(AgreeSwap(NOW, A, "s2"), state=agreed).swaps] == ["s1", "s2"]


def test_swaps_of_others_do_not_cross_and_swaps_are_bounded() -> None:
    others = tuple(Swap(f"o{n}", C, D, TODAY, TOMORROW) for n in range(MOST_CHANGES))
    asked = given(SET, ASK)

    assert len(when(asked._replace(swaps=others[:1]), AgreeSwap(NOW, B, "s1"))) == 1
    assert refused(asked._replace(swaps=others), AgreeSwap(NOW, B, "s1")) == "TooMany"
    assert refused(given(SET)._replace(asked=others), ASK) == "TooMany"


def test_a_rota_owes_nobody_anything() -> None:
    assert due(given(SET)) == ()
