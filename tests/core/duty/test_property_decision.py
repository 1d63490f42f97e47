"""Where no other one was offered somebody decides by a day: he is asked for that, and never for the thing itself."""

from dataclasses import replace

import pytest

from solidground.core.duty.property.commands import (
    BeginHandover,
    ConfirmHandover,
    OfferReplacement,
    PutOffReplacement,
    TakeBackConfirmation,
    TickProperty,
)
from solidground.core.duty.property.decider import World
from solidground.core.duty.property.events import Decides, DecisionAsked, TellingAsked
from solidground.core.duty.property.state import INITIAL, State, due, evolve, notices, wake_at
from solidground.core.duty.telling import DECIDE, TELL, Teller
from solidground.core.kernel import CLOCK, CaseId, Obligation, PersonId, fold
from tests.core.duty.property_town import (
    AT,
    BACK,
    CAPTAIN,
    CONFIRMED,
    KEPT,
    MEMBER,
    OFFICER,
    QUIET,
    TODAY,
    TOLD,
    WORLD,
    after,
    at,
    done,
)

CHIEF = PersonId("chief")
LEADS = WORLD._replace(chiefs=(Teller(CHIEF, "mail", QUIET),))
PUT_OFF = PutOffReplacement(AT, OFFICER, "none_ready", "chief", TODAY + 1)
WAITS = after(PUT_OFF, state=KEPT)


def asked(state: State, now: int, world: World = LEADS) -> tuple[State, PersonId | None, int]:
    """Return how it stands after a tick in which somebody was asked to decide, who it was, and how often before."""
    (event,) = done(state, TickProperty(now, CLOCK), world)
    assert isinstance(event, DecisionAsked)
    return fold(evolve, state, (event,)), event.keeper, event.repeat


@pytest.mark.parametrize(
    ("decides", "in_turn"),
    [
        ("chief", (CHIEF, OFFICER, CHIEF)),
        ("supervisor", (CAPTAIN, OFFICER, CAPTAIN)),
        ("property_officer", (OFFICER, CAPTAIN, OFFICER)),
    ],
)
def test_whoever_decides_is_asked_on_the_day_and_somebody_else_of_it_every_second_day(
    decides: Decides, in_turn: tuple[PersonId, ...]
) -> None:
    state = after(replace(PUT_OFF, decides=decides), replace(TOLD, at=at(0), on=TODAY), state=KEPT)
    assert wake_at(state) == at(1, 9)
    assert done(state, TickProperty(at(1, 9) - 1, CLOCK), LEADS) == ()
    found = []
    for day in (1, 2, 3):
        state, keeper, repeat = asked(state, at(day, 9))
        found.append((keeper, repeat))
        assert done(state, TickProperty(at(day, 10), CLOCK), LEADS) == ()
    assert found == list(zip(in_turn, range(3), strict=True))
    assert state.is_kept, "a day that passes gives nothing back"
    assert state.undecided is not None, "nor another one"


def test_it_is_owed_beside_the_word_to_the_member_until_it_is_decided_or_put_off_anew() -> None:
    told, decided = due(WAITS)
    assert told.step == TELL
    assert decided == Obligation(CaseId("property"), DECIDE, 0, None, at(1, 9), at(2, 0), at(2, 0))
    state, _, _ = asked(WAITS, at(1, 9))
    assert due(state)[1].keeper == CHIEF
    later = after(replace(PUT_OFF, at=at(2), why="none_for_now", decides_on=TODAY + 9), state=state)
    assert (due(later)[1].occurrence, due(later)[1].opens_at, due(later)[1].keeper) == (1, at(9, 9), None)
    for ended in (
        after(OfferReplacement(at(2), OFFICER), state=state),
        after(BeginHandover(at(2), OFFICER, "replacement", TODAY + 1), state=state),
    ):
        assert [one.step for one in due(ended)] == [TELL]
        assert done(ended, TickProperty(at(2, 9), CLOCK), LEADS) == ()


def test_what_is_back_or_was_never_taken_is_decided_by_nobody() -> None:
    back = after(BACK, ConfirmHandover(at(2), MEMBER, "returned"), state=after(PUT_OFF, state=CONFIRMED))
    void = after(TakeBackConfirmation(at(1), OFFICER, "taken"), state=WAITS)
    for state in (back, void, INITIAL):
        assert (due(state), wake_at(state), state.decision) == ((), None, None)
        assert done(state, TickProperty(at(9), CLOCK), LEADS) == ()


def test_nobody_is_woken_for_it_and_nobody_decides_about_his_own() -> None:
    assert done(WAITS, TickProperty(at(2, 3), CLOCK), LEADS) == ()
    of_himself = LEADS._replace(chiefs=(Teller(MEMBER, "mail", QUIET),))
    assert asked(WAITS, at(1, 9), of_himself)[1] == OFFICER
    state, keeper, _ = asked(WAITS, at(1, 9), World())
    assert (keeper, wake_at(state)) == (None, at(2, 9)), "nobody to ask is looked at again a day later"


def test_the_word_to_the_member_goes_first_and_each_is_a_message_of_its_own() -> None:
    same_day = after(replace(PUT_OFF, decides="supervisor", decides_on=TODAY + 3), state=KEPT)
    (first,) = done(same_day, TickProperty(at(3, 9), CLOCK), LEADS)
    assert isinstance(first, TellingAsked)
    (second,) = done(fold(evolve, same_day, (first,)), TickProperty(at(3, 9), CLOCK), LEADS)
    assert isinstance(second, DecisionAsked)
    (told,), (decided,) = notices("t1", first), notices("t1", second)
    assert (told.recipient, decided.recipient, decided.kind) == (CAPTAIN, CAPTAIN, "telling_asked")
    assert told.obligation != decided.obligation
    assert notices("t1", DecisionAsked(AT, CLOCK, None, None, 0, at(1, 9), at(2, 9))) == ()


def test_who_is_asked_is_no_change_that_somebody_decides_upon() -> None:
    state, _, _ = asked(WAITS, at(1, 9))
    assert state.changed_at == WAITS.changed_at
