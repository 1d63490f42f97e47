"""A weapon that was taken: two people confirm each hand-over, and nothing that was said is lost (S3)."""

from dataclasses import replace

import pytest

from solidground.core.duty.property.commands import (
    BeginHandover,
    Command,
    ConfirmHandover,
    CorrectProperty,
    LinkIncident,
    MoveProperty,
    OfferReplacement,
    PutOffReplacement,
    RecordQualification,
    TakeBackConfirmation,
)
from solidground.core.duty.property.decider import BEHIND_DAYS_MOST, World, decide
from solidground.core.duty.property.events import ConfirmationTakenBack
from solidground.core.duty.property.state import INITIAL, Described, due
from solidground.core.duty.telling import AHEAD_DAYS_MOST
from solidground.core.kernel import DAY, PersonId, Refusal
from tests.core.duty.property_town import (
    AT,
    BACK,
    CAPTAIN,
    CONFIRMED,
    KEPT,
    MEMBER,
    OFFICER,
    TAKEN,
    TODAY,
    TOLD,
    WORLD,
    after,
    at,
    done,
    reason,
)
from tests.core.sentences import is_sentences

GIVE = BeginHandover(AT, OFFICER, "replacement", TODAY)
TAKES = ConfirmHandover(AT, MEMBER, "replacement")
NO_ONE = PersonId("nobody")


def test_what_was_taken_is_kept_from_the_first_word_and_counts_when_both_have_confirmed_it() -> None:
    assert KEPT.is_kept
    assert (KEPT.on, KEPT.next_on) == (TODAY, TODAY + 3)
    assert not KEPT.counted("taken")
    assert CONFIRMED.counted("taken")
    assert done(CONFIRMED, ConfirmHandover(at(1), MEMBER, "taken")) == ()


def test_the_same_said_twice_is_once_and_another_thing_under_that_name_is_refused() -> None:
    assert done(KEPT, TAKEN) == ()
    assert reason(KEPT, replace(TAKEN, kind="badge")) == "TakenAlready"


def test_who_took_it_at_the_scene_confirms_it_himself() -> None:
    kept = after(replace(TAKEN, taker=CAPTAIN))
    assert after(ConfirmHandover(AT, MEMBER, "taken"), ConfirmHandover(AT, CAPTAIN, "taken"), state=kept).counted(
        "taken"
    )
    assert reason(kept, ConfirmHandover(AT, OFFICER, "taken")) == "HandoverUnknown"
    assert reason(kept, ConfirmHandover(AT, MEMBER, "returned")) == "HandoverUnknown"


def test_one_confirmation_is_taken_back_until_the_other_one_is_there() -> None:
    taken_back = TakeBackConfirmation(at(1), OFFICER, "taken")
    (fallen,) = done(KEPT, taken_back)
    assert isinstance(fallen, ConfirmationTakenBack)
    assert fallen.falls
    void = after(taken_back, state=KEPT)
    assert not void.is_kept
    assert due(void) == ()
    assert reason(void, TOLD) == "NotKept"
    assert reason(CONFIRMED, taken_back) == "HandoverCounts"


def test_what_both_have_confirmed_nobody_makes_never_taken_alone() -> None:
    """Neither after a correction, nor where another one was given for it: it would go from every page."""
    taken_back = TakeBackConfirmation(at(2), OFFICER, "taken")
    corrected = after(CorrectProperty(at(1), OFFICER, "badge", "standard", TODAY), state=CONFIRMED)
    assert reason(corrected, taken_back) == "HandoverCounts"
    given = after(
        BeginHandover(at(1), OFFICER, "replacement", TODAY + 1),
        ConfirmHandover(at(1), MEMBER, "replacement"),
        state=KEPT,
    )
    assert reason(given, taken_back) == "HandoverCounts"
    wrong = after(CorrectProperty(at(1), OFFICER, "badge", "standard", TODAY), state=KEPT)
    assert after(taken_back, state=wrong).void, "what he alone has ever said, he alone takes back"


def test_a_confirmation_that_is_taken_back_leaves_the_hand_over_to_who_began_it() -> None:
    kept = after(replace(TAKEN, taker=CAPTAIN), ConfirmHandover(AT, CAPTAIN, "taken"))
    back = TakeBackConfirmation(AT, CAPTAIN, "taken")
    assert after(back, state=kept).is_kept
    assert done(after(back, state=kept), back) == ()
    assert reason(kept, TakeBackConfirmation(AT, NO_ONE, "taken")) == "HandoverUnknown"
    assert reason(kept, TakeBackConfirmation(AT, OFFICER, "taken")) == "HandoverUnknown", "the captain has confirmed it"


def test_it_is_back_when_the_member_says_so_too() -> None:
    waits = after(BACK, state=CONFIRMED)
    assert waits.is_kept
    assert done(waits, TakeBackConfirmation(at(2), OFFICER, "replacement")) == ()
    again = after(TakeBackConfirmation(at(2), OFFICER, "returned"), BACK, state=waits)
    back = after(ConfirmHandover(at(2), MEMBER, "returned"), state=again)
    assert not back.is_kept
    assert done(back, ConfirmHandover(at(3), MEMBER, "returned")) == ()
    assert done(back, BACK) == ()
    assert reason(back, ConfirmHandover(at(3), NO_ONE, "returned")) == "NotKept"
    assert reason(back, TOLD) == "NotKept"


def test_the_same_hand_over_begun_twice_is_once_and_another_day_waits() -> None:
    waits = after(BACK, state=CONFIRMED)
    assert done(waits, BACK) == ()
    assert reason(waits, replace(BACK, on=TODAY + 1)) == "HandoverWaits"


def test_nobody_gives_it_back_to_himself_and_nothing_is_taken_twice() -> None:
    assert reason(KEPT, replace(BACK, by=MEMBER)) == "HandoverUnknown"
    assert reason(KEPT, BeginHandover(AT, OFFICER, "taken", TODAY)) == "HandoverUnknown"


def test_another_one_is_offered_given_and_qualified_with() -> None:
    state = after(OfferReplacement(AT, OFFICER), state=KEPT)
    assert done(state, OfferReplacement(AT, OFFICER)) == ()
    assert reason(state, RecordQualification(AT, OFFICER, TODAY)) == "ReplacementMissing"
    state = after(GIVE, state=state)
    assert reason(state, RecordQualification(AT, OFFICER, TODAY)) == "ReplacementMissing"
    state = after(TAKES, RecordQualification(at(4), OFFICER, TODAY + 4), state=state)
    assert state.qualified_on == TODAY + 4
    assert done(state, RecordQualification(at(4), OFFICER, TODAY + 4)) == ()
    assert reason(state, OfferReplacement(at(4), OFFICER)) == "ReplacementGiven"


def test_where_none_is_offered_it_says_why_and_who_decides_by_when() -> None:
    put_off = PutOffReplacement(AT, OFFICER, "not_decided", "chief", TODAY + 2)
    state = after(put_off, state=KEPT)
    assert not state.offered
    assert done(state, put_off) == ()
    assert after(OfferReplacement(AT, OFFICER), state=state).put_off is None
    assert reason(state, replace(put_off, decides_on=TODAY - 1)) == "DecisionDayImpossible"
    assert reason(after(GIVE, state=state), replace(put_off, why="none_ready")) == "ReplacementGiven"


def test_a_correction_stands_beside_what_was_said_and_asks_the_other_one_again() -> None:
    badge = CorrectProperty(at(1), OFFICER, "badge", "standard", TODAY - 1)
    state = after(badge, state=CONFIRMED)
    assert (state.kind, state.on) == ("badge", TODAY - 1)
    assert state.corrected == (Described("service_weapon", "standard", TODAY),)
    assert not state.counted("taken")
    assert done(state, badge) == ()
    told = after(TOLD, BACK, state=CONFIRMED)
    assert reason(told, replace(badge, at=at(4), on=TODAY + 3)) == "DayImpossible"
    assert reason(told, replace(badge, on=TODAY - BEHIND_DAYS_MOST, at=at(1))) == "DayImpossible"
    assert after(badge, state=after(BACK, state=CONFIRMED)).handover("returned") is not None


def test_another_one_is_given_before_the_first_is_back_and_offered_after_it_was_taken() -> None:
    given = after(replace(GIVE, at=at(2), on=TODAY + 2), state=KEPT)
    assert reason(given, replace(BACK, on=TODAY + 1)) == "DayImpossible"
    assert after(BACK, state=given).handover("returned") is not None
    back = after(replace(BACK, on=TODAY + 1), state=KEPT)
    assert reason(back, replace(GIVE, at=at(3), on=TODAY + 2)) == "DayImpossible"
    assert after(replace(GIVE, at=at(3), on=TODAY + 1), state=back).handover("replacement") is not None
    offered = after(OfferReplacement(AT, OFFICER), state=KEPT)
    assert reason(offered, CorrectProperty(at(3), OFFICER, "badge", "standard", TODAY + 1)) == "DayImpossible"


def test_two_confirm_in_any_order_late_and_twice_and_it_is_as_if_they_had_stood_side_by_side() -> None:
    """One of two devices was offline for days, and sends its tap twice once it is back."""
    kept = after(replace(TAKEN, taker=CAPTAIN))
    first, second = ConfirmHandover(at(1), MEMBER, "taken"), ConfirmHandover(at(5), CAPTAIN, "taken")
    one, other = after(first, second, state=kept), after(second, replace(first, at=at(6)), state=kept)
    assert one.handovers == other.handovers
    for state in (one, other):
        assert state.counted("taken")
        assert done(state, replace(first, at=at(7))) == done(state, replace(second, at=at(7))) == ()


def test_a_confirmation_that_comes_after_it_was_given_back_or_corrected_says_what_is_so_by_now() -> None:
    kept = after(replace(TAKEN, taker=CAPTAIN))
    moved_on = after(BACK, state=kept)
    assert after(ConfirmHandover(at(3), MEMBER, "taken"), state=moved_on).handover("taken") is not None
    back = after(ConfirmHandover(at(3), MEMBER, "returned"), state=moved_on)
    assert reason(back, ConfirmHandover(at(4), CAPTAIN, "taken")) == "NotKept"
    fallen = after(TakeBackConfirmation(at(3), OFFICER, "returned"), state=moved_on)
    assert reason(fallen, ConfirmHandover(at(4), MEMBER, "returned")) == "HandoverUnknown"


def test_the_incident_that_was_found_later_is_taken_once_a_day_and_of_nothing_that_was_not_taken() -> None:
    found = LinkIncident(at(2), OFFICER, "i2")
    state = after(found, state=KEPT)
    assert (state.incident, state.linked_on) == ("i2", TODAY + 2)
    assert done(state, found) == ()
    assert after(replace(found, at=at(3)), state=state).linked_on == TODAY + 3
    assert after(replace(found, incident=""), state=state).incident == ""
    void = after(TakeBackConfirmation(at(1), OFFICER, "taken"), state=KEPT)
    assert reason(INITIAL, found) == reason(void, found) == "NotKept"


def test_it_is_always_said_where_it_is() -> None:
    moved = MoveProperty(at(1), OFFICER, "laboratory")
    state = after(moved, state=KEPT)
    assert state.place == "laboratory"
    assert done(state, moved) == ()


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (replace(TAKEN, taker=NO_ONE), "TakerUnknown"),
        (replace(TAKEN, taker=MEMBER), "TakerUnknown"),
        (replace(TAKEN, on=TODAY - BEHIND_DAYS_MOST - 1), "DayImpossible"),
        (replace(TAKEN, on=TODAY + 1), "DayImpossible"),
        (replace(TAKEN, next_on=TODAY), "NextDayImpossible"),
        (replace(TAKEN, next_on=TODAY + AHEAD_DAYS_MOST + 1), "NextDayImpossible"),
    ],
)
def test_what_contradicts_is_refused_with_a_sentence(command: Command, why: str) -> None:
    refused = decide(INITIAL, command, WORLD)
    assert isinstance(refused, Refusal)
    assert refused.reason == why
    assert is_sentences(refused.text)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (replace(BACK, on=TODAY - 1), "DayImpossible"),
        (replace(BACK, on=TODAY + 3), "DayImpossible"),
        (replace(TOLD, on=TODAY - 1), "DayImpossible"),
        (replace(TOLD, on=TODAY + 3), "DayImpossible"),
        (replace(TOLD, next_on=TODAY + 2), "NextDayImpossible"),
        (replace(TOLD, by=MEMBER), "NotYours"),
        (RecordQualification(at(2), OFFICER, TODAY - 1), "DayImpossible"),
    ],
)
def test_days_that_contradict_are_refused(command: Command, why: str) -> None:
    assert reason(after(GIVE, TAKES, state=KEPT), command) == why


def test_what_nobody_took_is_not_kept() -> None:
    assert reason(INITIAL, TAKEN, World()) == "TakerUnknown"
    assert reason(INITIAL, BACK) == "NotKept"


def test_time_in_a_stream_never_goes_back() -> None:
    (event,) = done(KEPT, replace(MoveProperty(AT, OFFICER, "supervisor"), at=AT - DAY))
    assert event.at == AT + 1
