"""A concern: anybody's, read outside the unit, its source protected, opening no case, ended after thirty days (S11)."""

from collections.abc import Sequence

import pytest

from solidground.core.care.concern.commands import (
    AcknowledgeConcern,
    Command,
    EndConcern,
    FollowUpConcern,
    RaiseConcern,
    TakeBackConcern,
    TickConcern,
)
from solidground.core.care.concern.decider import INITIAL, State, decide, due, evolve, notices, wake_at
from solidground.core.care.concern.events import (
    ConcernAcknowledged,
    ConcernEnded,
    ConcernFollowedUp,
    ConcernHandlerAsked,
    ConcernRaised,
    Event,
)
from solidground.core.care.world import Somebody
from solidground.core.kernel import (
    CLOCK,
    DAY,
    HOUR,
    MINUTE,
    CaseId,
    Instant,
    Obligation,
    PersonId,
    Refusal,
    fold,
    obligation_id,
)
from solidground.core.subject import Notice
from tests.core.care.cast import ADAM, BAKER, MEMBER, NIGHTS, PARTNER, at, wall
from tests.core.sentences import is_sentences
from tests.core.written import check_written

EVENING = at("2026-03-03 21:00")


class Readers:
    """Who may read it, in order; neither the source nor the member among them."""

    def __init__(self, *people: PersonId) -> None:
        self.people = people

    def handler(self, about: PersonId, source: PersonId | None, tried: frozenset[PersonId]) -> Somebody | None:
        """Return the first who was not tried."""
        for person in self.people:
            if person not in tried | {about, source}:
                return Somebody(person, ("text",), NIGHTS, None)
        return None


TWO = Readers(ADAM, BAKER)


def raised(
    *, danger: bool = False, source: PersonId | None = PARTNER, at_: Instant = EVENING, world: Readers = TWO
) -> State:
    return after(INITIAL, RaiseConcern(at_, PARTNER, MEMBER, source, source_agrees=False, danger=danger), world)


def given(state: State, command: Command, world: Readers = TWO) -> Sequence[Event]:
    events = decide(state, command, world)
    assert not isinstance(events, Refusal), events
    check_written("concern/n1", events, command.by)
    return events


def after(state: State, command: Command, world: Readers = TWO) -> State:
    return fold(evolve, state, given(state, command, world))


def refused(state: State, command: Command) -> str:
    answer = decide(state, command, TWO)
    assert isinstance(answer, Refusal)
    assert is_sentences(answer.text), "a person reads a sentence"
    return answer.reason


def test_a_person_outside_the_unit_is_asked_to_read_it_and_the_member_is_told_nothing() -> None:
    (event,) = given(INITIAL, RaiseConcern(EVENING, PARTNER, MEMBER, PARTNER, source_agrees=False, danger=False))
    whole = (False, False, ADAM, "text", EVENING, EVENING + 12 * HOUR, EVENING + 30 * DAY)
    assert event == ConcernRaised(EVENING, PARTNER, MEMBER, PARTNER, *whole)
    owed = obligation_id(CaseId("n1"), "concern", 0)
    assert notices("n1", event) == (Notice(owed, 0, 0, ADAM, "text", "concern_asked", EVENING, urgent=False),)
    state = fold(evolve, INITIAL, [event])
    keeping = (ADAM, EVENING + 12 * HOUR, EVENING + 12 * HOUR, EVENING + 30 * DAY)
    assert due(state) == (Obligation(CaseId("concern"), "concern", 0, *keeping),)
    assert wake_at(state) == EVENING + 12 * HOUR


def test_where_there_is_danger_it_is_read_at_once_through_the_night() -> None:
    night = at("2026-03-04 03:00")
    (event,) = given(INITIAL, RaiseConcern(night, PARTNER, MEMBER, None, source_agrees=False, danger=True))
    assert isinstance(event, ConcernRaised)
    (notice,) = notices("n1", event)
    assert (notice.kind, notice.urgent, wall(notice.send_at)) == ("urgent_call", True, "2026-03-04 03:00")
    assert event.due_at == night + 10 * MINUTE


def test_otherwise_nobody_is_woken_for_it() -> None:
    (event,) = given(
        INITIAL, RaiseConcern(at("2026-03-04 03:00"), ADAM, MEMBER, None, source_agrees=True, danger=False)
    )
    assert isinstance(event, ConcernRaised)
    assert wall(event.send_at) == "2026-03-04 08:00"
    assert (event.source, event.source_agrees, event.due_at) == (None, True, event.send_at + 12 * HOUR)


def test_nobody_worries_about_himself_and_it_is_raised_once() -> None:
    own = RaiseConcern(EVENING, MEMBER, MEMBER, MEMBER, source_agrees=True, danger=False)
    assert refused(INITIAL, own) == "Self"
    again = RaiseConcern(EVENING, PARTNER, MEMBER, PARTNER, source_agrees=False, danger=False)
    assert given(raised(), again) == ()
    assert refused(INITIAL, TickConcern(EVENING, CLOCK)) == "NoConcern"


def test_who_has_not_read_it_is_followed_by_the_next_and_then_from_the_first() -> None:
    state = raised()
    assert given(state, TickConcern(state.due_at - 1, CLOCK)) == ()
    (event,) = given(state, TickConcern(state.due_at, CLOCK))
    assert isinstance(event, ConcernHandlerAsked)
    assert (event.handler, event.repeat, event.owed_at) == (BAKER, 1, state.due_at)
    (notice,) = notices("n1", event)
    assert (notice.recipient, notice.repeat) == (BAKER, 1)
    state = fold(evolve, state, [event])
    (third,) = given(state, TickConcern(state.due_at, CLOCK))
    assert isinstance(third, ConcernHandlerAsked)
    assert third.handler == ADAM


@pytest.mark.parametrize("never", [MEMBER, PARTNER])
def test_from_the_first_is_never_the_member_himself_or_the_source(never: PersonId) -> None:
    state = raised(world=Readers(never, ADAM))
    for _ in range(2):
        state = after(state, TickConcern(state.due_at, CLOCK), Readers(never, ADAM))
        assert (state.handler, state.tried) == (ADAM, frozenset({ADAM}))


def test_where_nobody_may_read_it_somebody_is_looked_for_again() -> None:
    state = raised(world=Readers())
    assert (state.handler, state.tried) == (None, frozenset())
    (event,) = given(state, TickConcern(state.due_at, CLOCK), Readers())
    assert notices("n1", event) == ()
    state = fold(evolve, state, [event])
    assert after(state, TickConcern(state.due_at, CLOCK)).handler == ADAM


@pytest.mark.parametrize("danger", [False, True])
def test_one_that_nobody_reads_asks_ever_more_rarely_and_ends_after_thirty_days(danger: bool) -> None:
    state = raised(danger=danger)
    asked = 0
    while (wake := wake_at(state)) is not None:
        asked += 1
        state = after(state, TickConcern(wake, CLOCK))
    assert state.ended
    assert asked <= 60
    assert state.last_at == EVENING + 30 * DAY
    assert due(state) == ()
    assert given(state, TickConcern(state.last_at, CLOCK)) == ()


@pytest.mark.parametrize(
    ("danger", "gaps"),
    [
        (True, [10 * MINUTE] * 6 + [HOUR] * 12 + [DAY] * 9),
        (False, [12 * HOUR] * 14 + [DAY] * 9),
    ],
)
def test_it_rings_within_minutes_then_hourly_only_where_there_is_danger(danger: bool, gaps: list[int]) -> None:
    (event,) = given(INITIAL, RaiseConcern(EVENING, PARTNER, MEMBER, None, source_agrees=False, danger=danger))
    state, asked = fold(evolve, INITIAL, [event]), [event]
    while len(asked) < len(gaps):
        (event,) = given(state, TickConcern(state.due_at, CLOCK))
        state = fold(evolve, state, [event])
        asked.append(event)
    held = [event for event in asked if isinstance(event, ConcernRaised | ConcernHandlerAsked)]
    assert [event.due_at - event.send_at for event in held] == gaps
    rings = [event for event in held if notices("n1", event)[0].urgent]
    assert rings == (held[:18] if danger else [])
    assert all(event.send_at == event.at for event in rings), "also at night"


def test_whoever_read_it_says_when_the_source_hears_more() -> None:
    state = raised()
    assert refused(state, AcknowledgeConcern(EVENING, PARTNER, EVENING + DAY)) == "NotYours"
    assert refused(state, AcknowledgeConcern(EVENING, MEMBER, EVENING + DAY)) == "NotYours"
    assert refused(state, AcknowledgeConcern(EVENING, ADAM, EVENING)) == "DayImpossible"
    (event,) = given(state, AcknowledgeConcern(EVENING, ADAM, EVENING + 90 * DAY))
    assert isinstance(event, ConcernAcknowledged)
    assert event.next_at == EVENING + 30 * DAY
    state = after(state, AcknowledgeConcern(EVENING, ADAM, EVENING + DAY))
    assert given(state, AcknowledgeConcern(EVENING, ADAM, EVENING + DAY)) == ()
    (owed,) = due(state)
    assert (owed.keeper, owed.due_at) == (ADAM, EVENING + DAY)


def test_who_says_nothing_by_then_is_followed_by_somebody_who_may_take_it_again() -> None:
    state = after(raised(), AcknowledgeConcern(EVENING, ADAM, EVENING + DAY))
    state = after(state, TickConcern(EVENING + DAY, CLOCK))
    assert (state.handler, state.acknowledged) == (BAKER, False)
    state = after(state, AcknowledgeConcern(EVENING + DAY, BAKER, EVENING + 3 * DAY))
    assert state.due_at == EVENING + 3 * DAY


def test_following_it_up_ends_it() -> None:
    state = raised()
    assert refused(state, FollowUpConcern(EVENING, PARTNER, "spoke")) == "NotYours"
    events = given(state, FollowUpConcern(EVENING, ADAM, "spoke"))
    assert [type(event) for event in events] == [ConcernFollowedUp, ConcernEnded]
    ended = fold(evolve, state, events)
    assert ended.followed_up
    assert refused(ended, FollowUpConcern(EVENING, ADAM, "spoke")) == "ConcernOver"
    assert notices("n1", events[0]) == ()


def test_only_its_source_takes_it_back() -> None:
    assert refused(raised(), TakeBackConcern(EVENING, ADAM)) == "NotYours"
    assert refused(raised(source=None), TakeBackConcern(EVENING, PARTNER)) == "NotYours"
    (event,) = given(raised(), TakeBackConcern(EVENING, PARTNER))
    assert isinstance(event, ConcernEnded)
    assert event.why == "taken_back"


def test_time_in_it_never_goes_back() -> None:
    (event,) = given(raised(), TakeBackConcern(EVENING - HOUR, PARTNER))
    assert event.at == EVENING


def test_nothing_is_owed_before_it_is_raised() -> None:
    assert due(INITIAL) == ()
    assert wake_at(INITIAL) is None


def test_it_ends_when_the_member_has_died_and_nobody_is_asked_to_read_it_any_more() -> None:
    ended = after(raised(), EndConcern(EVENING + DAY, ADAM))
    assert (ended.ended, wake_at(ended), due(ended)) == (True, None, ())
    assert list(given(raised(), EndConcern(EVENING + DAY, ADAM))) == [ConcernEnded(EVENING + DAY, ADAM, "died")]
    assert given(ended, EndConcern(EVENING + 2 * DAY, ADAM)) == ()
    assert refused(ended, FollowUpConcern(EVENING + 2 * DAY, ADAM, "spoke")) == "ConcernOver"
