"""How inquiries stand, in the agency's words: a day, the next day, and never a text (S4)."""

import pytest

from solidground.core.duty.investigation.commands import RecordStatus
from solidground.core.duty.investigation.decider import (
    AHEAD_DAYS_MOST,
    INITIAL,
    State,
    Word,
    World,
    decide,
    due,
    evolve,
)
from solidground.core.duty.investigation.events import Event
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, PersonId, Refusal, fold
from tests.core.sentences import is_sentences
from tests.core.written import check_written

AT = 1_700_000_000_000_000
ZONE = "America/Chicago"
TODAY = local_day(AT, ZONE)
LIAISON = PersonId("liaison")
WORDS = (
    Word("criminal", "open", "open"),
    Word("criminal", "declined", "decided"),
    Word("criminal", "closed", "closed"),
    Word("civil", "open", "open"),
)
WORLD = World(AT - 10 * DAY, ZONE, WORDS)


def status(
    word: str = "open", on: int = TODAY, next_on: int | None = TODAY + 30, inquiry: str = "criminal", at: int = AT
) -> RecordStatus:
    return RecordStatus(at, LIAISON, "i1", inquiry, word, on, next_on)


def when(state: State, command: RecordStatus) -> tuple[Event, ...]:
    events = decide(state, command, WORLD)
    assert not isinstance(events, Refusal), events
    check_written("investigation/i1", events, command.by)
    return events


def test_an_inquiry_stands_in_a_word_with_its_days() -> None:
    state = fold(evolve, INITIAL, when(INITIAL, status()))
    (one,) = state.standing
    assert (state.incident, one.status, one.stands, one.on, one.next_on) == ("i1", "open", "open", TODAY, TODAY + 30)
    assert due(state) == ()


def test_each_inquiry_stands_by_itself_and_the_same_twice_is_once() -> None:
    state = fold(evolve, INITIAL, (*when(INITIAL, status()), *when(INITIAL, status(inquiry="civil"))))
    assert [one.inquiry for one in state.standing] == ["criminal", "civil"]
    assert when(state, status()) == ()
    state = fold(evolve, state, when(state, status("declined", next_on=None)))
    assert [one.status for one in state.standing] == ["declined", "open"]


def test_a_correction_is_a_second_event_and_never_lies_before_the_first() -> None:
    state = fold(evolve, INITIAL, when(INITIAL, status("closed", next_on=None)))
    (back,) = when(state, status("open", at=AT - DAY, on=TODAY - 2, next_on=TODAY + 3))
    assert (back.at, back.stands) == (AT, "open")


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (status("acquitted"), "StatusUnknown"),
        (status("declined", inquiry="civil"), "StatusUnknown"),
        (status(on=TODAY - 11), "DayImpossible"),
        (status(on=TODAY + 1), "DayImpossible"),
        (status(next_on=None), "NextDayMissing"),
        (status(next_on=TODAY), "NextDayImpossible"),
        (status("declined", next_on=TODAY + AHEAD_DAYS_MOST + 1), "NextDayImpossible"),
        (status("closed"), "NothingMore"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(command: RecordStatus, reason: str) -> None:
    refused = decide(INITIAL, command, WORLD)
    assert isinstance(refused, Refusal)
    assert refused.reason == reason
    assert is_sentences(refused.text)


def test_an_incident_that_nobody_entered_has_no_inquiry() -> None:
    refused = decide(INITIAL, status(), WORLD._replace(occurred_at=None))
    assert isinstance(refused, Refusal)
    assert refused.reason == "IncidentUnknown"
