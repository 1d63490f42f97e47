"""Which edition of a protocol is in force, and that nobody writes over what he did not look at."""

from solidground.core.kernel import PersonId
from solidground.core.protocol.edition.commands import AdoptProtocol
from solidground.core.protocol.edition.decider import CHANGED, INITIAL, State, decide, evolve
from solidground.core.protocol.edition.events import ProtocolAdopted
from tests.core.written import check_written

BY = PersonId("coord")


def test_the_first_edition_is_number_one_and_the_same_text_changes_nothing() -> None:
    events = decide(INITIAL, AdoptProtocol(7, BY, "a", 0), None)
    assert events == (ProtocolAdopted(7, BY, 1, "a"),)
    check_written("protocol/agency", events, BY)
    state = evolve(INITIAL, events[0])
    assert state == State(1, "a", 7, BY)
    assert decide(state, AdoptProtocol(8, BY, "a", 0), None) == ()


def test_who_looked_at_an_older_edition_is_told_so() -> None:
    state = State(2, "b", 9, BY)
    assert decide(state, AdoptProtocol(10, BY, "c", 1), None) == CHANGED
    assert decide(state, AdoptProtocol(8, BY, "c", 2), None) == (ProtocolAdopted(9, BY, 3, "c"),)
