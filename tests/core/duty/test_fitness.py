"""A fitness-for-duty exam: that he was referred, and how it ended: a word and a day. What was wrong stays visible."""

import pytest

from solidground.core.duty.fitness.commands import RecordFitness
from solidground.core.duty.fitness.decider import BEHIND_DAYS_MOST, INITIAL, State, World, decide, due, evolve
from solidground.core.duty.fitness.events import Finding
from solidground.core.kernel import PersonId, Refusal, fold
from tests.core.duty.status_town import AT, HR, MEMBER, TODAY, ZONE
from tests.core.written import check_written

WORLD = World(ZONE)


def said(finding: Finding, days: int = 0, by: PersonId = HR) -> RecordFitness:
    return RecordFitness(AT, by, MEMBER, finding, TODAY + days)


def after(*commands: RecordFitness) -> State:
    state = INITIAL
    for command in commands:
        events = decide(state, command, WORLD)
        assert not isinstance(events, Refusal), events
        check_written("fitness/m-1", events, command.by)
        state = fold(evolve, state, events)
    return state


def reason(state: State, command: RecordFitness) -> str:
    refused = decide(state, command, WORLD)
    assert isinstance(refused, Refusal), refused
    return refused.reason


def standing(state: State) -> list[tuple[str, int]]:
    return [(one.finding, one.on - TODAY) for one in state.standing]


def test_a_referral_ends_and_another_may_follow() -> None:
    state = after(said("referred", -9), said("not_fit_now", -5), said("referred", -2), said("fit"))
    assert standing(state) == [("referred", -9), ("not_fit_now", -5), ("referred", -2), ("fit", 0)]
    assert due(state) == ()


def test_the_same_twice_is_once() -> None:
    state = after(said("referred"))
    assert decide(state, said("referred"), WORLD) == ()


def test_what_contradicts_is_a_correction_and_both_stay_visible() -> None:
    state = after(said("referred", -9), said("referred", -8), said("fit", -2), said("fit_with_limits", -2))
    assert standing(state) == [("referred", -8), ("fit_with_limits", -2)]
    assert [(one.finding, one.corrected) for one in state.entries] == [
        ("referred", True),
        ("referred", False),
        ("fit", True),
        ("fit_with_limits", False),
    ]


@pytest.mark.parametrize(
    ("before", "command", "why"),
    [
        ((), said("fit"), "ReferralMissing"),
        ((), said("referred", 1), "DayImpossible"),
        ((), said("referred", -BEHIND_DAYS_MOST - 1), "DayImpossible"),
        ((said("referred", -3),), said("fit", -4), "DayImpossible"),
        ((said("referred", -3), said("withdrawn", -2)), said("referred", -3), "DayImpossible"),
        ((said("referred", -3), said("withdrawn", -2)), said("fit", -4), "DayImpossible"),
        ((), said("referred", 0, MEMBER), "NotYours"),
    ],
)
def test_what_cannot_be_is_refused(before: tuple[RecordFitness, ...], command: RecordFitness, why: str) -> None:
    assert reason(after(*before), command) == why
