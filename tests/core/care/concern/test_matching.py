"""A concern about somebody whose reference nobody has: a person finds out who is meant, and it is never guessed."""

import pytest

from solidground.core.care.concern.commands import AcknowledgeConcern, MatchConcern, RaiseConcern
from solidground.core.care.concern.decider import INITIAL, UNMATCHED, State, evolve, notices
from solidground.core.care.concern.events import ConcernDescribed, ConcernMatched, ConcernRaised
from solidground.core.kernel import DAY, HOUR, MINUTE, fold
from tests.core.care.cast import ADAM, BAKER, MEMBER, PARTNER
from tests.core.care.concern.test_decider import EVENING, Readers, after, given, refused

LATER = EVENING + HOUR


def unmatched(*, danger: bool = False) -> State:
    return after(INITIAL, RaiseConcern(EVENING, PARTNER, UNMATCHED, PARTNER, source_agrees=False, danger=danger))


def test_what_the_source_chose_to_say_is_kept_beside_it() -> None:
    command = RaiseConcern(EVENING, PARTNER, MEMBER, PARTNER, source_agrees=False, danger=False, sign="not_himself")
    raised, described = given(INITIAL, command)
    assert isinstance(raised, ConcernRaised)
    assert described == ConcernDescribed(EVENING, PARTNER, "not_himself")
    assert notices("n1", described) == ()
    state = after(INITIAL, command)
    assert (state.sign, state.raised_at) == ("not_himself", EVENING)


def test_its_handler_finds_who_is_meant_and_goes_on_with_it() -> None:
    read = after(unmatched(), AcknowledgeConcern(EVENING, ADAM, EVENING + DAY))
    (event,) = given(read, MatchConcern(LATER, ADAM, MEMBER))
    assert event == ConcernMatched(LATER, ADAM, MEMBER, ADAM, None, 0, LATER, EVENING + DAY, danger=False)
    assert notices("n1", event) == ()
    state = fold(evolve, read, [event])
    assert (state.about, state.handler, state.acknowledged, state.due_at) == (MEMBER, ADAM, True, EVENING + DAY)


@pytest.mark.parametrize(
    ("danger", "due_for", "kind"), [(False, 12 * HOUR, "concern_asked"), (True, 10 * MINUTE, "urgent_call")]
)
def test_who_is_tied_to_the_one_meant_reads_no_more_of_it(danger: bool, due_for: int, kind: str) -> None:
    outside = Readers(BAKER)
    (event,) = given(unmatched(danger=danger), MatchConcern(EVENING, ADAM, MEMBER), outside)
    assert isinstance(event, ConcernMatched)
    assert (event.handler, event.repeat, event.due_at) == (BAKER, 1, EVENING + due_for)
    (notice,) = notices("n1", event)
    assert (notice.recipient, notice.kind) == (BAKER, kind)
    state = fold(evolve, unmatched(danger=danger), [event])
    assert (state.handler, state.tried, state.acknowledged) == (BAKER, frozenset([BAKER]), False)


def test_where_nobody_else_may_read_it_it_waits_for_somebody_who_may() -> None:
    state = after(unmatched(), MatchConcern(LATER, ADAM, MEMBER), Readers())
    assert (state.handler, state.tried) == (None, frozenset())


def test_only_its_handler_finds_out_and_once() -> None:
    assert refused(unmatched(), MatchConcern(LATER, BAKER, MEMBER)) == "NotYours"
    state = after(unmatched(), MatchConcern(LATER, ADAM, MEMBER))
    assert given(state, MatchConcern(LATER, ADAM, MEMBER)) == ()
    assert refused(state, MatchConcern(LATER, ADAM, BAKER)) == "MatchedAlready"
