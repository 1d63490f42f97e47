"""What a supervisor owes one person after an incident (S21): the visit, the call, the dates; done, or why not."""

import pytest

from solidground.core.duty.owed.commands import Command, ExcuseDuty, OpenDuty, RecordDuty, TickDuty
from solidground.core.duty.owed.decider import World, decide, owed_to
from solidground.core.duty.owed.events import DutyReminded, Event
from solidground.core.duty.owed.state import INITIAL, State, brief, due, evolve, notices, wake_at
from solidground.core.duty.telling import Teller
from solidground.core.duty.terms import FIRED, Least, Terms, Within
from solidground.core.hours import Quiet, at_minute, local_day
from solidground.core.kernel import CLOCK, DAY, HOUR, Instant, PersonId, Refusal, fold
from solidground.core.protocol.duration import Duration
from tests.core.written import check_written

ZONE = "America/Chicago"
TODAY = local_day(1_700_000_000_000_000, ZONE)
AT: Instant = at_minute(TODAY, 10 * 60, ZONE)
MEMBER, CAPTAIN, CHIEF = PersonId("m-1"), PersonId("captain"), PersonId("chief")
QUIET = Quiet(ZONE, 22 * 60, 8 * 60)
WEEK = Within(Duration(days=7), "all")
TERMS = Terms(
    visit_within=Within(Duration(exact=12 * HOUR), "all"),
    call_within=WEEK,
    replacement_within=Within(Duration(exact=HOUR), "fired"),
    leave_said_within=Within(Duration(days=1), "fired"),
    leave_least_days=Least(3, "fired"),
    session_within=WEEK,
    status_told_within=WEEK,
    rest_before_interview=Least(1, "all"),
    return_steps=(),
)
OWED = owed_to(TERMS, FIRED, AT, ZONE)
OPEN = OpenDuty(AT + HOUR, CHIEF, "i1", MEMBER, FIRED, AT, ZONE, OWED)
WORLD = World((Teller(CAPTAIN, "mail", QUIET),), (Teller(CHIEF, "mail", QUIET),))
VISITED = RecordDuty(AT + 5 * HOUR, CAPTAIN, "visit", TODAY, "supervisor")


def done(state: State, command: Command, world: World = WORLD) -> tuple[Event, ...]:
    events = decide(state, command, world)
    assert not isinstance(events, Refusal), events
    check_written("owed/i1/m-1", events, command.by)
    return events


def after(*commands: Command, state: State = INITIAL) -> State:
    for command in commands:
        events = done(state, command)
        assert events, command
        state = fold(evolve, state, events)
    return state


OPENED = after(OPEN)


def reason(state: State, command: Command) -> str:
    refused = decide(state, command, WORLD)
    assert isinstance(refused, Refusal), refused
    return refused.reason


def test_what_is_owed_follows_the_agencys_list_and_the_part() -> None:
    assert dict(OWED) == {
        "replacement": AT + HOUR,
        "visit": AT + 12 * HOUR,
        "call": AT + 7 * DAY,
        "leave": AT + DAY,
        "session": AT + 7 * DAY,
    }
    assert [name for name, _ in owed_to(TERMS, "witness", AT, ZONE)] == ["visit", "call", "session"]
    assert owed_to(TERMS, "family", AT, ZONE) == ()
    assert done(INITIAL, OpenDuty(AT, CHIEF, "i1", MEMBER, "family", AT, ZONE, ())) == ()


def test_it_is_opened_once() -> None:
    assert done(OPENED, OPEN) == ()
    assert [one.step for one in due(OPENED)] == ["visit", "call", "leave"]
    assert brief(OPENED) == (MEMBER, AT + 12 * HOUR, AT + HOUR)
    assert (due(INITIAL), wake_at(INITIAL)) == ((), None)


def test_a_day_is_said_once_and_a_correction_keeps_what_was_said_before() -> None:
    state = after(VISITED, state=OPENED)
    assert done(state, VISITED) == ()
    assert not state.is_open("visit")
    assert wake_at(state) == AT + DAY
    later = after(RecordDuty(AT + DAY, CHIEF, "visit", TODAY + 1, "chief"), state=state)
    now = later.now("visit")
    assert now is not None
    assert (now.on, now.role) == (TODAY + 1, "chief")
    assert [one.on for one in later.before("visit")] == [TODAY]


def test_why_it_was_not_done_is_said_once_and_can_be_corrected() -> None:
    said = ExcuseDuty(AT + 5 * HOUR, CAPTAIN, "visit", "asked_for_none", "supervisor")
    state = after(said, state=OPENED)
    assert done(state, said) == ()
    assert not state.is_late("visit", AT + 9 * DAY)
    both = after(VISITED, state=state)
    assert [(one.on, one.why) for one in both.said] == [(None, "asked_for_none"), (TODAY, None)]
    assert after(said, state=both).before("visit")[-1].on == TODAY


@pytest.mark.parametrize("on", [TODAY - 1, TODAY + 1])
def test_a_day_before_the_incident_or_after_today_is_refused(on: int) -> None:
    assert reason(OPENED, RecordDuty(AT + HOUR, CAPTAIN, "visit", on, "supervisor")) == "DayImpossible"


def test_what_is_not_owed_or_ones_own_is_refused() -> None:
    witness = after(OpenDuty(AT, CHIEF, "i1", MEMBER, "witness", AT, ZONE, owed_to(TERMS, "witness", AT, ZONE)))
    assert reason(witness, RecordDuty(AT, CAPTAIN, "leave", TODAY, "supervisor")) == "DutyUnknown"
    assert reason(INITIAL, ExcuseDuty(AT, CAPTAIN, "visit", "away", "supervisor")) == "DutyUnknown"
    assert reason(OPENED, RecordDuty(AT, MEMBER, "visit", TODAY, "chief")) == "OwnDuty"
    assert reason(OPENED, ExcuseDuty(AT, MEMBER, "visit", "away", "chief")) == "OwnDuty"


def reminded(state: State, at: Instant, world: World = WORLD) -> list[tuple[str, PersonId | None]]:
    events = done(state, TickDuty(at, CLOCK), world)
    return [(one.duty, one.keeper) for one in events if isinstance(one, DutyReminded)]


def test_whoever_owes_it_is_reminded_once_when_its_time_ends_and_not_in_his_sleep() -> None:
    ends = AT + 12 * HOUR
    assert reminded(OPENED, ends - 1) == []
    assert reminded(OPENED, ends) == [], "it is ten in the evening"
    morning = at_minute(TODAY + 1, 8 * 60, ZONE)
    assert reminded(OPENED, morning) == [("visit", CAPTAIN)]
    state = after(TickDuty(morning, CLOCK), state=OPENED)
    assert state.is_open("visit"), "a day that passes does nothing"
    assert reminded(state, morning) == []
    assert wake_at(state) == AT + DAY
    assert reminded(state, AT + 8 * DAY) == [("leave", CAPTAIN), ("call", CAPTAIN)]
    assert wake_at(after(TickDuty(AT + 8 * DAY, CLOCK), state=state)) is None
    assert state.changed_at == OPENED.changed_at


def test_where_no_supervisor_can_be_asked_it_is_the_chief_and_never_the_member() -> None:
    morning = at_minute(TODAY + 1, 8 * 60, ZONE)
    own = WORLD._replace(supervisors=(WORLD.supervisors[0]._replace(person=MEMBER),))
    assert reminded(OPENED, morning, own) == [("visit", CHIEF)]
    assert reminded(OPENED, morning, World()) == [("visit", None)]
    assert wake_at(after(TickDuty(morning, CLOCK), state=OPENED)) == AT + DAY


def test_what_was_due_long_before_it_was_entered_is_shown_and_chased_by_nobody() -> None:
    old = after(OpenDuty(AT + 2 * DAY, CHIEF, "i1", MEMBER, FIRED, AT, ZONE, OWED))
    assert wake_at(old) == AT + 7 * DAY
    assert old.is_late("visit", AT + 2 * DAY)
    lately = after(OpenDuty(AT + 20 * HOUR, CHIEF, "i1", MEMBER, FIRED, AT, ZONE, OWED))
    assert wake_at(lately) == AT + 20 * HOUR


def test_it_is_late_when_its_time_has_ended() -> None:
    assert not OPENED.is_late("visit", AT + 12 * HOUR - 1)
    assert OPENED.is_late("visit", AT + 12 * HOUR)
    assert not OPENED.is_late("call", AT + 6 * DAY)


def test_a_reminder_goes_to_whoever_owes_it_and_to_nobody_else() -> None:
    event = DutyReminded(AT, CLOCK, "visit", CAPTAIN, "mail", AT)
    (notice,) = notices("i1/m-1", event)
    assert (notice.recipient, notice.way, notice.kind, notice.urgent) == (CAPTAIN, "mail", "telling_asked", False)
    assert notices("i1/m-1", DutyReminded(AT, CLOCK, "visit", None, None, AT)) == ()
    assert [notices("i1/m-1", one) for one in done(OPENED, VISITED)] == [()]


def test_time_in_a_stream_never_goes_back() -> None:
    (event,) = done(OPENED, VISITED.__class__(AT, CAPTAIN, "visit", TODAY, "supervisor"))
    assert event.at == OPENED.last_at + 1
