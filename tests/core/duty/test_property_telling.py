"""When the day passes by which a member hears more, somebody tells him: that is owed, and never that it comes back."""

from solidground.core.duty.property.commands import ConfirmHandover, TickProperty
from solidground.core.duty.property.decider import World
from solidground.core.duty.property.events import TellingAsked
from solidground.core.duty.property.state import INITIAL, State, due, evolve, notices, wake_at
from solidground.core.kernel import CLOCK, CaseId, Obligation, PersonId, fold
from tests.core.duty.property_town import (
    AT,
    BACK,
    CAPTAIN,
    CONFIRMED,
    KEPT,
    MEMBER,
    OFFICER,
    TODAY,
    TOLD,
    WORLD,
    after,
    at,
    done,
)


def asked(state: State, now: int, world: World = WORLD) -> tuple[State, PersonId | None, int]:
    """Return how it stands after a tick in which somebody was asked, who it was, and for the how-manieth time."""
    (event,) = done(state, TickProperty(now, CLOCK), world)
    assert isinstance(event, TellingAsked)
    return fold(evolve, state, (event,)), event.keeper, event.repeat


def test_the_supervisor_is_asked_in_the_morning_of_the_day_then_the_officer_then_each_again() -> None:
    assert wake_at(KEPT) == at(3, 9)
    assert done(KEPT, TickProperty(at(3, 9) - 1, CLOCK)) == ()
    state, found = KEPT, []
    for day in range(3, 7):
        state, keeper, repeat = asked(state, at(day, 9))
        found.append((keeper, repeat))
        assert done(state, TickProperty(at(day, 10), CLOCK)) == ()
    assert found == [(CAPTAIN, 0), (OFFICER, 1), (CAPTAIN, 2), (OFFICER, 3)]
    assert state.is_kept, "it is never returned by a day that passes"


def test_it_is_owed_until_somebody_told_him_and_then_anew() -> None:
    state, _, _ = asked(KEPT, at(3, 9))
    assert due(state) == (Obligation(CaseId("property"), "tell", 0, CAPTAIN, at(3, 9), at(4, 0), at(4, 0)),)
    state = after(TOLD, state=KEPT)
    assert (state.next_on, wake_at(state), state.keeper) == (TODAY + 9, at(9, 9), None)
    assert done(state, TOLD) == ()
    assert due(state)[0].occurrence == 1


def test_nothing_is_owed_any_more_when_it_is_back() -> None:
    back = after(BACK, ConfirmHandover(at(2), MEMBER, "returned"), state=CONFIRMED)
    assert (due(back), wake_at(back), due(INITIAL)) == ((), None, ())
    assert done(back, TickProperty(at(9), CLOCK)) == ()


def test_nobody_is_woken_for_it_and_nobody_tells_himself() -> None:
    assert done(KEPT, TickProperty(at(4, 3), CLOCK)) == ()
    of_himself = WORLD._replace(supervisors=(WORLD.supervisors[0]._replace(person=MEMBER),))
    assert asked(KEPT, at(3, 9), of_himself)[1] == OFFICER


def test_where_nobody_can_be_asked_it_stays_owed_and_is_looked_at_again_a_day_later() -> None:
    alone = WORLD._replace(supervisors=(), officers=())
    state, keeper, _ = asked(KEPT, at(3, 9), alone)
    assert keeper is None
    assert wake_at(state) == at(4, 9)
    assert due(state)[0].keeper is None
    assert asked(state, at(4, 9))[1:] == (OFFICER, 1)


def test_who_is_asked_gets_a_notification_and_the_member_none() -> None:
    event = TellingAsked(AT, CLOCK, CAPTAIN, "mail", 2, at(3, 9), at(4, 9))
    (notice,) = notices("t1", event)
    assert (notice.recipient, notice.way, notice.kind, notice.repeat, notice.urgent) == (
        CAPTAIN,
        "mail",
        "telling_asked",
        2,
        False,
    )
    first = TellingAsked(AT, CLOCK, OFFICER, "mail", 0, at(3, 9), at(4, 9))
    assert notices("t1", first)[0].obligation == notice.obligation
    assert notices("t2", first)[0].obligation != notice.obligation
    assert notices("t1", TellingAsked(AT, CLOCK, None, None, 0, at(3, 9), at(4, 9))) == ()
    assert [notices("t1", one) for one in done(KEPT, TOLD)] == [()]
