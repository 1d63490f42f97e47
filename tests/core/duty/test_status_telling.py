"""When the day passes by which a member hears more of his leave, somebody tells him: that is owed, and nothing ends."""

from solidground.core.duty.status.commands import TellMember, TickDutyStatus
from solidground.core.duty.status.events import TellingAsked
from solidground.core.duty.status.state import INITIAL, State, due, evolve, notices, wake_at
from solidground.core.kernel import CLOCK, CaseId, Obligation, PersonId, fold
from tests.core.duty.status_town import (
    AT,
    BACK,
    CAPTAIN,
    HR,
    MEMBER,
    ON_LEAVE,
    TODAY,
    TOLD,
    WORLD,
    after,
    at,
    done,
    reason,
)


def asked(state: State, now: int) -> tuple[State, PersonId | None, int]:
    """Return how it stands after a tick in which somebody was asked, who it was, and for the how-manieth time."""
    (event,) = done(state, TickDutyStatus(now, CLOCK))
    assert isinstance(event, TellingAsked)
    return fold(evolve, state, (event,)), event.keeper, event.repeat


def test_the_supervisor_is_asked_in_the_morning_of_the_day_then_hr_then_each_again() -> None:
    assert wake_at(ON_LEAVE) == at(3, 9)
    assert done(ON_LEAVE, TickDutyStatus(at(3, 9) - 1, CLOCK)) == ()
    state, found = ON_LEAVE, []
    for day in range(3, 7):
        state, keeper, repeat = asked(state, at(day, 9))
        found.append((keeper, repeat))
        assert done(state, TickDutyStatus(at(day, 10), CLOCK)) == ()
    assert found == [(CAPTAIN, 0), (HR, 1), (CAPTAIN, 2), (HR, 3)]
    assert state.standing == ON_LEAVE.standing, "no leave ends because a day passes"
    assert state.changed_at == ON_LEAVE.changed_at


def test_it_is_owed_until_somebody_told_him_and_then_anew() -> None:
    state, _, _ = asked(ON_LEAVE, at(3, 9))
    assert due(state) == (Obligation(CaseId("status"), "tell", 0, CAPTAIN, at(3, 9), at(4, 0), at(4, 0)),)
    state = after(TOLD, state=ON_LEAVE)
    assert (state.next_on, wake_at(state), state.keeper, state.told[0].by) == (TODAY + 8, at(8, 9), None, CAPTAIN)
    assert done(state, TOLD) == ()
    assert due(state)[0].occurrence == 1


def test_on_full_duty_nothing_is_owed() -> None:
    back = after(BACK, state=ON_LEAVE)
    assert (due(back), wake_at(back), due(INITIAL), wake_at(INITIAL)) == ((), None, (), None)
    assert done(back, TickDutyStatus(at(30), CLOCK)) == ()
    assert reason(back, TOLD) == "NothingWritten"


def test_what_is_said_of_a_telling_has_days_that_can_be() -> None:
    assert reason(ON_LEAVE, TellMember(at(2), MEMBER, TODAY + 2, TODAY + 8)) == "NotYours"
    assert reason(ON_LEAVE, TellMember(at(2), HR, TODAY + 3, TODAY + 8)) == "DayImpossible"
    assert reason(ON_LEAVE, TellMember(at(2), HR, TODAY + 2, TODAY + 2)) == "NextDayImpossible"
    told = after(TOLD, state=ON_LEAVE)
    assert reason(told, TellMember(at(3), HR, TODAY + 1, TODAY + 8)) == "DayImpossible"


def test_nobody_is_woken_for_it() -> None:
    assert done(ON_LEAVE, TickDutyStatus(at(4, 3), CLOCK)) == ()


def test_who_is_asked_gets_a_notification_and_nobody_else() -> None:
    event = TellingAsked(AT, CLOCK, CAPTAIN, "mail", 2, at(3, 9), at(4, 9))
    (notice,) = notices("m-1", event)
    assert (notice.recipient, notice.way, notice.kind, notice.repeat) == (CAPTAIN, "mail", "telling_asked", 2)
    assert notices("m-2", event)[0].obligation != notice.obligation
    nobody = WORLD._replace(supervisors=(), others=())
    (silent,) = done(ON_LEAVE, TickDutyStatus(at(3, 9), CLOCK), nobody)
    assert notices("m-1", silent) == ()
    assert [notices("m-1", one) for one in done(ON_LEAVE, TOLD)] == [()]
