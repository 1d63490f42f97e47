"""How inquiries stand, in the agency's words: a day, the next day, and never a text (S4)."""

from dataclasses import asdict, replace

import pytest

from solidground.core.duty.investigation.commands import CallOffInterview, PlanInterview, RecordStatus, RecordTold
from solidground.core.duty.investigation.decider import AHEAD_DAYS_MOST, Word, World, decide, rested_at
from solidground.core.duty.investigation.events import (
    Event,
    InterviewCalledOff,
    InterviewPlanned,
    StatusRecorded,
    StatusTold,
    WhyEarly,
)
from solidground.core.duty.investigation.state import (
    INITIAL,
    NewsWanted,
    State,
    Told,
    due,
    evolve,
    heard,
    react,
    told_of,
)
from solidground.core.duty.terms import Least
from solidground.core.hours import at_minute, local_day
from solidground.core.kernel import CLOCK, DAY, PersonId, Refusal, fold
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


def when(state: State, command: RecordStatus | RecordTold) -> tuple[Event, ...]:
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
    assert isinstance(back, StatusRecorded)
    assert (back.at, back.stands) == (AT + 1, "open"), "nor is it called as the first is"


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


def test_two_words_of_one_inquiry_in_one_instant_are_never_called_alike() -> None:
    state = fold(evolve, INITIAL, when(INITIAL, status()))
    (second,) = when(state, status("declined", next_on=None))
    assert second.at == AT + 1, "care knows each by its instant, and would take the second for the first"
    (other,) = when(state, status(inquiry="civil"))
    assert other.at == AT + 1, "and whoever looked before the first is told of either"


MEMBER, OTHER = PersonId("m-1"), PersonId("m-2")
INVOLVED = WORLD._replace(involved=((MEMBER, "witness"),), occurred_at=at_minute(TODAY, 2 * 60, ZONE))


def interview(on: int, hour: int, why: WhyEarly | None = None, member: PersonId = MEMBER) -> PlanInterview:
    return PlanInterview(AT, LIAISON, "i1", member, on, hour * 60, why)


def test_a_change_asks_care_for_each_who_took_part_and_for_nobody_of_the_family() -> None:
    (event,) = when(INITIAL, status())
    asked = react(event, ((MEMBER, "discharged_weapon"), (OTHER, "dispatcher"), (PersonId("wife"), "family")))
    assert [one.member for one in asked] == [MEMBER, OTHER]
    assert asked[0] == NewsWanted("i1", MEMBER, "criminal", "open", "open", TODAY, TODAY + 30, AT)
    assert react(StatusTold(AT, CLOCK, "i1", MEMBER, "criminal", AT, TODAY, "care"), ((MEMBER, "witness"),)) == ()


def test_that_he_was_told_is_of_one_status_and_says_the_day_alone() -> None:
    state = fold(evolve, INITIAL, when(INITIAL, status()))
    told = RecordTold(AT + 1, CLOCK, "i1", MEMBER, "criminal", AT, TODAY, "care")
    (event,) = when(state, told)
    assert {name for name in asdict(event) if name not in ("at", "by", "incident")} == {
        *("member", "inquiry", "said_at", "on", "role")
    }
    state = fold(evolve, state, (event,))
    assert when(state, told) == ()
    (standing,) = state.standing
    assert told_of(state, MEMBER, standing) == Told(MEMBER, "criminal", AT, TODAY, "care")
    assert told_of(state, OTHER, standing) is None
    assert (state.last_at, state.changed_at) == (AT + 1, AT), "it changes nothing that command decides upon"
    state = fold(evolve, state, when(state, status("declined", next_on=None, at=AT + 2)))
    assert told_of(state, MEMBER, state.standing[0]) is None, "the next status is told anew"
    newer = replace(told, said_at=AT + 2, at=AT + 3)
    state = fold(evolve, state, when(state, newer))
    assert when(state, replace(told, at=AT + 4)) == (), "what comes late takes nothing back"
    assert [one.said_at for one in state.told] == [AT, AT + 2]


def told(state: State, on: int, at: int) -> State:
    """Tell the member how the criminal inquiry stands now."""
    said_at = state.standing[0].at
    return fold(evolve, state, when(state, RecordTold(at, CLOCK, "i1", MEMBER, "criminal", said_at, on, "care")))


def says(state: State, *commands: RecordStatus) -> State:
    for command in commands:
        state = fold(evolve, state, when(state, command))
    return state


def days(state: State, member: PersonId = MEMBER) -> list[tuple[str, int | None]]:
    return [(one.status, on) for one, on in heard(state, member)]


def test_every_word_is_owed_and_told_with_what_came_after_it() -> None:
    assert days(INITIAL) == []
    state = says(INITIAL, status(), status("declined", next_on=None, at=AT + DAY), status(inquiry="civil", at=AT + DAY))
    assert [one.status for one in state.before] == ["open"]
    assert days(state) == [("open", None), ("declined", None), ("open", None)]
    state = told(state, TODAY + 2, AT + 2 * DAY)
    assert days(state) == [("open", TODAY + 2), ("declined", TODAY + 2), ("open", None)]
    assert days(state, OTHER) == [("open", None), ("declined", None), ("open", None)]
    state = told(says(state, status("closed", next_on=None, at=AT + 3 * DAY)), TODAY + 5, AT + 5 * DAY)
    assert days(state)[:3] == [("open", TODAY + 2), ("declined", TODAY + 2), ("closed", TODAY + 5)]


def test_a_mistake_that_was_put_right_before_he_was_told_of_it_is_owed_to_nobody() -> None:
    state = told(says(INITIAL, status()), TODAY, AT + 1)
    wrong = says(state, status("declined", next_on=None, at=AT + DAY))
    assert days(wrong) == [("open", TODAY), ("declined", None)]
    right = says(wrong, status(at=AT + DAY + 1))
    assert days(right) == [("open", TODAY)], "he knows how it stands"
    on = says(right, status("closed", next_on=None, at=AT + 2 * DAY))
    assert days(on) == [("open", TODAY), ("closed", None)]
    assert days(on, OTHER) == [("open", None), ("declined", None), ("open", None), ("closed", None)]


def test_an_interview_waits_for_the_second_morning_or_says_why_not() -> None:
    assert rested_at(INVOLVED.occurred_at or 0, ZONE, 1) == at_minute(TODAY + 1, 7 * 60, ZONE)
    assert rested_at(at_minute(TODAY, 22 * 60, ZONE), ZONE, 1) == at_minute(TODAY + 2, 7 * 60, ZONE)
    assert rested_at(at_minute(TODAY, 22 * 60, ZONE), ZONE, 2) == at_minute(TODAY + 3, 7 * 60, ZONE)
    (event,) = plan(INITIAL, interview(TODAY + 1, 7))
    assert isinstance(event, InterviewPlanned)
    assert (event.why, event.starts_at, event.rested_at) == (None, at_minute(TODAY + 1, 420, ZONE), event.starts_at)
    early = decide(INITIAL, interview(TODAY + 1, 6), INVOLVED)
    assert isinstance(early, Refusal)
    assert early.reason == "RestTooShort"
    assert is_sentences(early.text)
    (why,) = plan(INITIAL, interview(TODAY + 1, 6, "member_asked"))
    assert isinstance(why, InterviewPlanned)
    assert why.why == "member_asked"
    (slept,) = plan(INITIAL, interview(TODAY + 3, 6, "member_asked"))
    assert isinstance(slept, InterviewPlanned)
    assert slept.why is None, "a reason is kept only where it is needed"


def test_an_agency_gives_more_rest_or_gives_it_to_who_fired_alone() -> None:
    soon = interview(TODAY + 1, 9)
    more, fired = INVOLVED._replace(rest=Least(2, "all")), INVOLVED._replace(rest=Least(2, "fired"))
    assert isinstance(decide(INITIAL, soon, more), Refusal)
    assert decide(INITIAL, soon, fired)


def test_an_interview_that_is_moved_takes_the_place_of_the_one_before_and_the_same_twice_is_once() -> None:
    state = fold(evolve, INITIAL, plan(INITIAL, interview(TODAY + 3, 9)))
    assert plan(state, interview(TODAY + 3, 9)) == ()
    state = fold(evolve, state, plan(state, interview(TODAY + 5, 9)))
    assert [one.on for one in state.interviews] == [TODAY + 5]


def plan(state: State, command: PlanInterview) -> tuple[Event, ...]:
    events = decide(state, command, INVOLVED)
    assert not isinstance(events, Refusal), events
    check_written("investigation/i1", events, command.by)
    return events


@pytest.mark.parametrize(
    ("command", "world", "reason"),
    [
        (interview(TODAY + 1, 9, member=OTHER), INVOLVED, "NotInvolved"),
        (interview(TODAY - 1, 9), INVOLVED, "InterviewDayImpossible"),
        (interview(TODAY, 0), INVOLVED, "InterviewDayImpossible"),
        (interview(TODAY + 1, 24), INVOLVED, "InterviewDayImpossible"),
        (interview(TODAY + AHEAD_DAYS_MOST + 1, 9), INVOLVED, "InterviewDayImpossible"),
        (interview(TODAY + 1, 9), INVOLVED._replace(occurred_at=None), "IncidentUnknown"),
    ],
)
def test_an_interview_that_cannot_be_is_refused(command: PlanInterview, world: World, reason: str) -> None:
    refused = decide(INITIAL, command, world)
    assert isinstance(refused, Refusal)
    assert refused.reason == reason
    assert is_sentences(refused.text)


def test_an_interview_is_called_off_once_and_the_next_one_waits_for_the_same_rest() -> None:
    off = CallOffInterview(AT + 1, LIAISON, "i1", MEMBER)
    assert decide(INITIAL, off, INVOLVED) == (), "where none is planned it is so already"
    state = fold(evolve, INITIAL, plan(INITIAL, interview(TODAY + 1, 9)))
    events = decide(state, off, INVOLVED)
    assert events == (InterviewCalledOff(AT + 1, LIAISON, "i1", MEMBER),)
    check_written("investigation/i1", (*plan(INITIAL, interview(TODAY + 1, 9)), *events), LIAISON)
    state = fold(evolve, state, events)
    assert (state.interviews, state.changed_at) == ((), AT + 1)
    assert decide(state, off, INVOLVED) == ()
    early = decide(state, replace(interview(TODAY + 1, 6), at=AT + 2), INVOLVED)
    assert isinstance(early, Refusal)
    assert early.reason == "RestTooShort", "rest is owed to the next one too"
    assert react(events[0], ((MEMBER, "witness"),)) == (), "it asks nothing of care, and the member gets no message"


@pytest.mark.parametrize(
    ("at", "world", "reason"),
    [
        (at_minute(TODAY + 1, 9 * 60, ZONE), INVOLVED, "InterviewOver"),
        (AT, INVOLVED._replace(occurred_at=None), "IncidentUnknown"),
        (AT, INVOLVED._replace(involved=((OTHER, "witness"),)), "NotInvolved"),
    ],
)
def test_an_interview_that_cannot_be_called_off_says_why(at: int, world: World, reason: str) -> None:
    state = fold(evolve, INITIAL, plan(INITIAL, interview(TODAY + 1, 9)))
    refused = decide(state, CallOffInterview(at, LIAISON, "i1", MEMBER), world)
    assert isinstance(refused, Refusal)
    assert refused.reason == reason
    assert is_sentences(refused.text)
