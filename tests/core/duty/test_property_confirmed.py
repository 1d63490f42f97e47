"""Who had confirmed a hand-over, and when: what a paper says of each of them."""

from solidground.core.duty.property.commands import (
    BeginHandover,
    Command,
    ConfirmHandover,
    CorrectProperty,
    TakeBackConfirmation,
)
from solidground.core.duty.property.events import Event
from solidground.core.duty.property.state import INITIAL, Confirmed, confirmations, evolve
from solidground.core.kernel import HOUR, fold
from tests.core.duty.property_town import AT, BACK, MEMBER, OFFICER, TAKEN, TODAY, at, done


def happened(*commands: Command) -> tuple[Event, ...]:
    events: tuple[Event, ...] = ()
    for command in commands:
        events += done(fold(evolve, INITIAL, events), command)
    return events


def test_nothing_was_confirmed_before_anything_happened() -> None:
    assert confirmations(()) == ()


def test_each_stands_with_the_time_at_which_he_said_it() -> None:
    events = happened(
        TAKEN, ConfirmHandover(AT + HOUR, MEMBER, "taken"), BACK, ConfirmHandover(at(3), MEMBER, "returned")
    )
    assert confirmations(events) == (
        Confirmed("taken", OFFICER, AT),
        Confirmed("taken", MEMBER, AT + HOUR),
        Confirmed("returned", OFFICER, at(2)),
        Confirmed("returned", MEMBER, at(3)),
    )


def test_what_was_taken_back_is_no_confirmation() -> None:
    began = BeginHandover(at(1), OFFICER, "replacement", TODAY + 1)
    events = happened(TAKEN, began, TakeBackConfirmation(at(2), OFFICER, "replacement"))
    assert confirmations(events) == (Confirmed("taken", OFFICER, AT),)


def test_a_correction_is_confirmed_anew() -> None:
    correct = CorrectProperty(at(2), OFFICER, "badge", "evidence", TODAY)
    first = happened(TAKEN, ConfirmHandover(AT + HOUR, MEMBER, "taken"), correct)
    assert confirmations(first) == (Confirmed("taken", OFFICER, at(2)),)
    again = happened(TAKEN, correct, ConfirmHandover(at(3), MEMBER, "taken"))
    assert confirmations(again)[-1] == Confirmed("taken", MEMBER, at(3))
