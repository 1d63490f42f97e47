"""A consult: asked by a peer, taken by a clinician, never left to lie, and never said what it is about."""

from collections.abc import Sequence

import pytest

from solidground.core.care.consult.commands import (
    AskConsult,
    Command,
    EndConsult,
    Soon,
    TakeBackConsult,
    TakeConsult,
    TickConsult,
)
from solidground.core.care.consult.decider import (
    ANSWER_FOR,
    ENDS_FOR,
    INITIAL,
    NOT_YOURS,
    OVER,
    SOON_TIMES,
    TAKEN,
    TALK_FOR,
    State,
    decide,
    due,
    evolve,
    notices,
    obligation_of,
    wake_at,
)
from solidground.core.care.consult.events import (
    ConsultAdviserAsked,
    ConsultAsked,
    ConsultEnded,
    ConsultTaken,
    Event,
)
from solidground.core.care.world import Somebody
from solidground.core.kernel import CLOCK, DAY, HOUR, MINUTE, CaseId, Instant, PersonId, Refusal, fold
from solidground.core.subject import Notice
from tests.core.care.cast import NIGHTS, at
from tests.core.sentences import is_sentences

NOON = at("2026-03-03 12:00")
PEER, CLINIC, SECOND, COORDINATOR = PersonId("peer"), PersonId("clinic"), PersonId("second"), PersonId("coordinator")
CASE = CaseId("c-1")


class Advisers:
    """Who may be asked, in order."""

    def __init__(self, *people: PersonId) -> None:
        self.people = people

    def adviser(self, asker: PersonId, tried: frozenset[PersonId]) -> Somebody | None:
        """Return the first who was not tried."""
        found = next((person for person in self.people if person not in tried | {asker}), None)
        return None if found is None else Somebody(found, ("text",), NIGHTS, None)


EVERYBODY = Advisers(CLINIC, SECOND, COORDINATOR)


def given(state: State, command: Command, world: Advisers = EVERYBODY) -> tuple[State, tuple[Event, ...]]:
    """Decide one command and fold it."""
    events = decide(state, command, world)
    assert not isinstance(events, Refusal), events
    return fold(evolve, state, events), events


def asked(soon: Soon = "today", asked_at: Instant = NOON) -> State:
    return given(INITIAL, AskConsult(asked_at, PEER, CASE, soon))[0]


def ticks(state: State, until_at: Instant) -> tuple[State, list[Event]]:
    """Let time pass."""
    told: list[Event] = []
    while (wakes_at := wake_at(state)) is not None and wakes_at <= until_at:
        state, events = given(state, TickConsult(wakes_at, CLOCK))
        told += events
    return state, told


def advisers(events: Sequence[Event]) -> list[PersonId | None]:
    return [event.adviser for event in events if isinstance(event, ConsultAdviserAsked)]


def test_a_clinician_is_asked_first_in_the_hours_he_may_be_asked_in() -> None:
    state, (event,) = given(INITIAL, AskConsult(NOON, PEER, CASE, "today"))
    assert event == ConsultAsked(
        NOON, PEER, CASE, "today", CLINIC, "text", NOON, NOON + ANSWER_FOR["today"], NOON + ENDS_FOR
    )
    assert notices("k-1", event) == (Notice(obligation_of("k-1"), 0, 0, CLINIC, "text", "consult_asked", NOON),)
    night = at("2026-03-03 23:00")
    late = asked("week", night)
    assert late.due_at == at("2026-03-04 08:00") + ANSWER_FOR["week"]
    assert [one.keeper for one in due(state)] == [CLINIC]
    assert given(state, AskConsult(NOON, PEER, CASE, "week")) == (state, ())


def test_it_does_not_lie_the_next_is_asked_then_the_coordinator_then_all_again() -> None:
    state, told = ticks(asked(), NOON + 9 * HOUR)
    assert advisers(told)[:4] == [SECOND, COORDINATOR, CLINIC, CLINIC]
    assert state.tried == {CLINIC, SECOND, COORDINATOR}
    _, told = ticks(state, NOON + ENDS_FOR)
    last = told[-1]
    assert isinstance(last, ConsultEnded)
    assert last.why == "aged"
    repeats = [event for event in told if isinstance(event, ConsultAdviserAsked) and event.repeat >= SOON_TIMES]
    assert repeats
    assert all(event.due_at - event.send_at == DAY for event in repeats), "in the end it is asked once a day"


def test_where_nobody_can_be_asked_it_waits_and_looks_again() -> None:
    nobody = Advisers()
    state, (event,) = given(INITIAL, AskConsult(NOON, PEER, CASE, "today"), nobody)
    assert notices("k-1", event) == ()
    assert state.tried == frozenset()
    state, events = given(state, TickConsult(state.due_at, CLOCK), nobody)
    assert advisers(events) == [None]
    assert given(state, TickConsult(state.due_at, CLOCK))[0].adviser == CLINIC


@pytest.mark.parametrize("soon", ["today", "week"])
def test_who_takes_it_has_time_to_talk_is_reminded_and_then_another_is_asked(soon: Soon) -> None:
    state, events = given(asked(soon), TakeConsult(NOON + MINUTE, CLINIC))
    assert events == (ConsultTaken(NOON + MINUTE, CLINIC, NOON + MINUTE + TALK_FOR[soon]),)
    assert notices("k-1", events[0]) == ()
    assert given(state, TakeConsult(NOON + HOUR, CLINIC))[1] == ()
    assert given(state, TickConsult(NOON + HOUR, CLOCK))[1] == ()
    state, told = given(state, TickConsult(state.due_at, CLOCK))
    assert advisers(told) == [CLINIC]
    assert not state.taken
    assert advisers(given(state, TickConsult(state.due_at, CLOCK))[1]) == [SECOND]


def test_who_was_not_asked_does_not_take_it_nor_who_asked() -> None:
    for person in (PEER, SECOND, PersonId("stranger")):
        assert decide(asked(), TakeConsult(NOON, person), EVERYBODY) == NOT_YOURS
    state, _ = ticks(asked(), NOON + 3 * HOUR)
    state, _ = given(state, TakeConsult(NOON + 3 * HOUR, CLINIC))
    assert decide(state, TakeConsult(NOON + 3 * HOUR, SECOND), EVERYBODY) == TAKEN


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (EndConsult(NOON + HOUR, CLINIC), "done"),
        (EndConsult(NOON + HOUR, PEER), "done"),
        (TakeBackConsult(NOON + HOUR, PEER), "taken_back"),
    ],
)
def test_it_ends_when_they_have_talked_or_who_asked_needs_it_no_more(command: Command, why: str) -> None:
    state, _ = given(asked(), TakeConsult(NOON + MINUTE, CLINIC))
    state, (event,) = given(state, command)
    assert isinstance(event, ConsultEnded)
    assert event.why == why
    assert (wake_at(state), due(state)) == (None, ())
    assert decide(state, TakeConsult(NOON + DAY, CLINIC), EVERYBODY) == OVER
    assert given(state, TickConsult(NOON + DAY, CLOCK))[1] == ()


def test_nobody_ends_what_is_not_his() -> None:
    state = asked()
    assert decide(state, EndConsult(NOON, CLINIC), EVERYBODY) == NOT_YOURS, "he has not taken it"
    assert decide(state, EndConsult(NOON, SECOND), EVERYBODY) == NOT_YOURS
    assert decide(state, TakeBackConsult(NOON, CLINIC), EVERYBODY) == NOT_YOURS
    assert decide(INITIAL, TakeConsult(NOON, CLINIC), EVERYBODY) == NOT_YOURS
    assert (wake_at(INITIAL), due(INITIAL)) == (None, ())


def test_time_in_it_never_goes_back() -> None:
    state, (event,) = given(asked(), TakeConsult(NOON - DAY, CLINIC))
    assert event.at == NOON
    assert state.last_at == NOON


def test_every_refusal_is_a_sentence() -> None:
    for refusal in (OVER, NOT_YOURS, TAKEN):
        assert is_sentences(refusal.text)
