"""What command knows of the way back: a step and its day, by the member's own word; a correction keeps both (S15)."""

from dataclasses import replace

from solidground.core.duty.returned.commands import CompleteReturn
from solidground.core.duty.returned.decider import INITIAL, Done, State, World, brief, confirmed_at, decide, due, evolve
from solidground.core.duty.returned.events import Event, ReturnCompleted, ReturnCorrected
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, PersonId, Refusal, fold
from solidground.core.subject import Brief
from tests.core.sentences import is_sentences
from tests.core.written import check_written

ZONE = "America/Chicago"
AT = 1_700_000_000_000_000
TODAY = local_day(AT, ZONE)
MEMBER, PARTNER = PersonId("m-1"), PersonId("m-2")
RANGE = CompleteReturn(AT, MEMBER, MEMBER, "range", TODAY, "colleague", None)
WORLD = World(ZONE)


def done(state: State, command: CompleteReturn) -> tuple[Event, ...]:
    events = decide(state, command, WORLD)
    assert not isinstance(events, Refusal), events
    check_written(f"returned/{MEMBER}", events, command.by)
    return events


def after(*commands: CompleteReturn) -> State:
    state = INITIAL
    for command in commands:
        state = fold(evolve, state, done(state, command))
    return state


def reason(command: CompleteReturn, state: State = INITIAL) -> str:
    refused = decide(state, command, WORLD)
    assert isinstance(refused, Refusal)
    assert is_sentences(refused.text)
    return refused.reason


def test_a_step_and_its_day_are_kept_in_the_order_in_which_they_were_heard_of() -> None:
    shift = replace(RANGE, at=AT + DAY, step="first_shift", on=TODAY + 1, beside="trainer")
    known = after(RANGE, shift)
    assert known == State(
        MEMBER, (Done("range", TODAY, "colleague"), Done("first_shift", TODAY + 1, "trainer")), AT + DAY
    )
    assert due(known) == ()


def test_the_same_step_of_the_same_day_is_one() -> None:
    known = after(RANGE)
    assert done(known, RANGE) == ()
    assert done(known, replace(RANGE, was=TODAY - 1)) == ()


def test_a_step_that_is_done_again_after_another_incident_stands_beside_the_first() -> None:
    again = after(RANGE, replace(RANGE, at=AT + 400 * DAY, on=TODAY + 400))
    assert [one.on for one in again.done] == [TODAY, TODAY + 400]


def test_when_both_had_confirmed_each_step_is_known_by_its_last_word() -> None:
    shift = replace(RANGE, at=AT + DAY, step="first_shift", on=TODAY + 1)
    right = replace(RANGE, at=AT + 2 * DAY, on=TODAY - 1, was=TODAY)
    state, events = INITIAL, list[Event]()
    for command in (RANGE, shift, right):
        events += done(state, command)
        state = fold(evolve, INITIAL, events)
    assert confirmed_at(events[:2]) == (AT, AT + DAY)
    assert confirmed_at(events) == (AT + 2 * DAY, AT + DAY), "in the order of the steps"
    assert confirmed_at(()) == ()


def test_a_correction_keeps_both_days() -> None:
    right = replace(RANGE, on=TODAY - 1, was=TODAY)
    shift = replace(RANGE, step="first_shift")
    known = after(RANGE, shift)
    (event,) = done(known, right)
    assert isinstance(event, ReturnCorrected)
    assert evolve(known, event).done == (
        Done("range", TODAY - 1, "colleague", (TODAY,)),
        Done("first_shift", TODAY, "colleague"),
    )
    (event,) = done(INITIAL, right)
    assert isinstance(event, ReturnCompleted), "what was never said cannot be corrected"


def test_only_the_member_lets_command_know_and_nothing_that_lies_ahead() -> None:
    assert reason(replace(RANGE, by=PARTNER)) == "MembersAlone"
    assert reason(replace(RANGE, by=PARTNER, member=PARTNER), after(RANGE)) == "MembersAlone"
    assert reason(replace(RANGE, on=TODAY + 1)) == "DayImpossible"


def test_time_in_a_stream_never_goes_back() -> None:
    (event,) = done(after(RANGE), replace(RANGE, at=AT - DAY, step="vehicle", on=TODAY - 1))
    assert event.at == AT


def test_of_one_members_way_back_nothing_ever_waits() -> None:
    assert brief(after(RANGE)) == Brief(MEMBER, None, AT)
