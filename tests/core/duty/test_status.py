"""A member's duty status: from which day, until when, by when he hears more; nothing that was wrong is lost (S14)."""

from dataclasses import replace
from typing import Any

import pytest

from solidground.core.duty.status.commands import GiveAssurance, RecordDutyStatus
from solidground.core.duty.status.decider import AHEAD_DAYS_MOST, BEHIND_DAYS_MOST, LASTS_DAYS_MOST
from solidground.core.duty.status.events import AssuranceGiven, DutyStatusRecorded
from solidground.core.duty.status.state import INITIAL, State
from tests.core.duty.status_town import (
    AT,
    BACK,
    CAPTAIN,
    FULL,
    HR,
    LEAVE,
    MEMBER,
    ON_LEAVE,
    TODAY,
    WORLD,
    ZONE,
    after,
    at,
    done,
    reason,
)

OPEN = replace(LEAVE, until_on=None)


def standing(state: State) -> list[tuple[str, int]]:
    """Return what stands, with its first day counted from today."""
    return [(one.status, one.on - TODAY) for one in state.standing]


def test_a_leave_stands_with_its_days_pay_and_who_calls() -> None:
    (event,) = done(INITIAL, LEAVE)
    assert event == DutyStatusRecorded(
        AT,
        HR,
        MEMBER,
        "administrative_leave",
        TODAY,
        TODAY + 9,
        TODAY + 3,
        "as_before",
        "one_weekly",
        CAPTAIN,
        True,  # noqa: FBT003 - he has it in writing
        None,
        3,
        (),
        ZONE,
        at(3, 9),
    )
    newest = ON_LEAVE.newest
    assert newest is not None
    assert (newest.number, newest.status, newest.caller, ON_LEAVE.next_on) == (
        1,
        "administrative_leave",
        CAPTAIN,
        TODAY + 3,
    )
    assert ON_LEAVE.on_day(TODAY) == newest
    assert ON_LEAVE.on_day(TODAY - 1) is None, "before that he was on full duty"


def test_since_when_he_has_it_in_writing_is_kept() -> None:
    assert [one.assured_at for one in ON_LEAVE.entries] == [AT]
    bare = after(replace(LEAVE, assured=False))
    assert [one.assured_at for one in bare.entries] == [None]
    assert [one.assured_at for one in after(GiveAssurance(at(1), HR), state=bare).entries] == [at(1)]


def test_the_same_twice_is_once_and_who_never_left_is_on_full_duty() -> None:
    assert done(ON_LEAVE, LEAVE) == ()
    assert done(ON_LEAVE, replace(LEAVE, assured=False)) == (), "that he has it in writing stays"
    assert done(ON_LEAVE, replace(LEAVE, corrects=True)) == ()
    assert done(INITIAL, FULL) == ()
    back = after(BACK, state=ON_LEAVE)
    assert done(back, BACK) == ()
    assert done(back, replace(BACK, at=at(12), on=TODAY + 12)) == ()
    assert done(back, replace(BACK, corrects=True)) == ()


def test_a_last_day_alone_is_the_day_by_which_he_hears_more() -> None:
    state = after(replace(LEAVE, next_on=None))
    assert state.next_on == TODAY + 9
    assert after(OPEN).next_on == TODAY + 3


def test_one_follows_the_other_and_each_stands_until_the_next_begins() -> None:
    modified = replace(LEAVE, status="modified", on=TODAY + 5, until_on=None, next_on=TODAY + 20)
    state = after(modified, state=ON_LEAVE)
    assert standing(state) == [("administrative_leave", 0), ("modified", 5)]
    assert [one.status for day in (0, 4, 5) if (one := state.on_day(TODAY + day))] == [
        "administrative_leave",
        "administrative_leave",
        "modified",
    ]
    state = after(BACK, state=state)
    assert standing(state) == [("administrative_leave", 0), ("modified", 5), ("full", 10)]
    assert (state.next_on, state.ask_at, state.promised) == (None, None, None)


def test_what_goes_backwards_or_contradicts_is_a_correction_and_both_stay_visible() -> None:
    state = after(replace(LEAVE, at=at(6), status="modified", on=TODAY + 5, next_on=TODAY + 9), state=ON_LEAVE)
    state = after(replace(LEAVE, at=at(7), status="medical_leave", on=TODAY - 1, next_on=TODAY + 9), state=state)
    assert standing(state) == [("medical_leave", -1)]
    assert [(one.number, one.corrected) for one in state.entries] == [(1, True), (2, True), (3, False)]
    state = after(replace(LEAVE, at=at(8), on=TODAY - 1, next_on=None), state=state)
    assert standing(state) == [("administrative_leave", -1)]
    assert len(state.entries) == 4


def test_what_was_never_so_is_corrected_whatever_its_days() -> None:
    later = replace(LEAVE, at=at(1), on=TODAY + 2, corrects=True)
    state = after(later, state=ON_LEAVE)
    assert standing(state) == [("administrative_leave", 2)]
    assert reason(INITIAL, later) == "NothingWritten"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"by": MEMBER}, "NotYours"),
        ({"on": TODAY - BEHIND_DAYS_MOST - 1}, "DayImpossible"),
        ({"on": TODAY + AHEAD_DAYS_MOST + 1}, "DayImpossible"),
        ({"until_on": TODAY - 1}, "LastDayImpossible"),
        ({"until_on": TODAY + LASTS_DAYS_MOST + 1}, "LastDayImpossible"),
        ({"until_on": None, "next_on": None}, "NextDayMissing"),
        ({"next_on": TODAY + 10}, "NextDayLate"),
        ({"next_on": TODAY}, "NextDayImpossible"),
        ({"until_on": None, "next_on": TODAY + 367}, "NextDayImpossible"),
        ({"until_on": TODAY + 400, "next_on": None}, "NextDayImpossible"),
        ({"caller": None}, "CallerUnknown"),
        ({"caller": HR}, "CallerUnknown"),
        ({"caller": MEMBER}, "CallerUnknown"),
        ({"status": "full"}, "NothingMore"),
        ({"status": "full", "until_on": None}, "NothingMore"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(changed: dict[str, Any], why: str) -> None:
    command = replace(LEAVE, **changed)
    state = ON_LEAVE if command.status == "full" else INITIAL
    assert reason(state, command) == why


def test_a_leave_that_is_over_already_can_be_written_down_and_somebody_tells_him_at_once() -> None:
    over = replace(LEAVE, on=TODAY - 9, until_on=TODAY - 2, next_on=None)
    state = after(over)
    assert state.ask_at == at(-2, 9)
    assert state.ask_at is not None
    assert state.ask_at < AT


def test_a_leave_shorter_than_the_least_is_written_down_with_a_reason_and_never_refused_for_good() -> None:
    short = replace(LEAVE, until_on=TODAY + 1, next_on=None)
    assert reason(INITIAL, short) == "ShorterThanLeast"
    state = after(replace(short, short="member_asked"))
    assert state.newest is not None
    assert (state.newest.short, state.newest.least_days) == ("member_asked", 3)
    assert standing(after(replace(BACK, on=TODAY + 2), state=state))[-1] == ("full", 2), "the reason stands already"
    assert reason(state, replace(BACK, on=TODAY + 1)) == "ShorterThanLeast"
    assert after(short, world=WORLD._replace(least_days=2)).standing[0].short is None


def test_a_leave_that_ends_early_needs_the_reason_too_and_another_kind_of_leave_none() -> None:
    for status in ("full", "modified"):
        early = replace(FULL, status=status, on=TODAY + 2)
        early = early if status == "full" else replace(early, next_on=TODAY + 20)
        assert reason(ON_LEAVE, early) == "ShorterThanLeast"
        assert after(replace(early, short="nobody_else"), state=ON_LEAVE).standing[-1].short == "nobody_else"
    medical = replace(LEAVE, status="medical_leave", on=TODAY + 1)
    state = after(medical, state=ON_LEAVE)
    assert state.standing[-1].short is None
    assert after(replace(FULL, on=TODAY + 2), state=state).standing[-1].short is None
    assert after(replace(FULL, on=TODAY + 3, short="agreement"), state=ON_LEAVE).standing[-1].short is None


def test_what_is_corrected_is_no_leave_that_ended_early() -> None:
    """Written down for the wrong person: full duty from the same day stands in its place, without a reason."""
    state = after(FULL, state=ON_LEAVE)
    assert standing(state) == [("full", 0)]


def test_the_assurance_is_given_once() -> None:
    without = after(replace(LEAVE, assured=False))
    (event,) = done(without, GiveAssurance(AT, CAPTAIN))
    assert isinstance(event, AssuranceGiven)
    given = after(GiveAssurance(AT, CAPTAIN), state=without)
    assert given.newest is not None
    assert given.newest.assured
    assert done(given, GiveAssurance(AT, HR)) == ()
    assert reason(given, GiveAssurance(AT, MEMBER)) == "NotYours"
    assert reason(INITIAL, GiveAssurance(AT, HR)) == "NothingWritten"
    assert reason(after(BACK, state=given), GiveAssurance(AT, HR)) == "NothingWritten"
    assert after(LEAVE, state=without).newest == given.newest._replace(number=2), (
        "said with the leave, it is a correction"
    )


def test_only_who_is_called_by_one_is_called_by_somebody_named() -> None:
    state = after(replace(LEAVE, calls="dates_only"))
    assert state.newest is not None
    assert state.newest.caller is None
    assert done(state, replace(LEAVE, calls="dates_only")) == ()


def test_time_never_goes_back_within_a_stream() -> None:
    early = RecordDutyStatus(AT - 1, HR, MEMBER, "medical_leave", TODAY, None, TODAY + 4)
    (event,) = done(ON_LEAVE, early)
    assert event.at == AT + 1
