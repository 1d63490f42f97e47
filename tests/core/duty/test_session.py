"""A required session: its day is passed on by whoever held it, and taken back by nobody else (S17)."""

import pytest

from solidground.core.duty.session.commands import Command, DiscloseAttendance, TakeBackAttendance
from solidground.core.duty.session.decider import BEHIND_DAYS_MOST, INITIAL, State, World, decide, due, evolve
from solidground.core.kernel import PersonId, Refusal, fold
from tests.core.duty.status_town import AT, MEMBER, TODAY, ZONE
from tests.core.written import check_written

CLINIC, DESK = PersonId("clinic"), PersonId("desk")
WORLD = World(ZONE)


def disclosed(days: int = 0, by: PersonId = CLINIC) -> DiscloseAttendance:
    return DiscloseAttendance(AT, by, MEMBER, TODAY + days)


def after(*commands: Command) -> State:
    state = INITIAL
    for command in commands:
        events = decide(state, command, WORLD)
        assert not isinstance(events, Refusal), events
        check_written("session/m-1", events, command.by)
        state = fold(evolve, state, events)
    return state


def test_the_day_is_passed_on_once_and_who_did_it_is_known() -> None:
    state = after(disclosed(-3), disclosed(-9), disclosed(-3, DESK))
    assert state.days == (TODAY - 9, TODAY - 3)
    assert [one.by for one in state.attended] == [CLINIC, CLINIC]
    assert due(state) == ()


def test_what_was_not_so_is_taken_back_by_who_said_it_and_stays_visible() -> None:
    back = TakeBackAttendance(AT, CLINIC, TODAY - 3)
    state = after(disclosed(-3), disclosed(-2), back)
    assert state.days == (TODAY - 2,)
    assert [one.taken_back for one in state.attended] == [True, False]
    assert decide(state, back, WORLD) == ()
    assert after(disclosed(-3), back, disclosed(-3)).days == (TODAY - 3,)
    refused = decide(state, TakeBackAttendance(AT, DESK, TODAY - 2), WORLD)
    assert isinstance(refused, Refusal)
    assert refused.reason == "NothingDisclosed"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (disclosed(1), "DayImpossible"),
        (disclosed(-BEHIND_DAYS_MOST - 1), "DayImpossible"),
        (disclosed(0, MEMBER), "NotYours"),
    ],
)
def test_what_cannot_be_is_refused(command: Command, why: str) -> None:
    refused = decide(INITIAL, command, WORLD)
    assert isinstance(refused, Refusal)
    assert refused.reason == why
