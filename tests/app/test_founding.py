from datetime import date

from solidground.app.founding import NewPerson, enter
from solidground.app.handle import stream_of
from solidground.app.ports import Change
from solidground.app.replay.watched import watched
from solidground.core.kernel import DAY, PersonId
from solidground.core.roster.state import State, roles_at, ways_of
from tests.app.town import AGENCY, NOON, PEERS, QUIET, ZONE, Town

TODAY = date(2024, 3, 1).toordinal()


def entered(town: Town, new: NewPerson) -> State:
    with town.store.transaction() as unit:
        enter(unit, AGENCY, new, NOON)
        state: State = unit.load([stream_of(AGENCY, f"person/{new.person}")])[0].state
    return state


def test_somebody_is_entered_with_everything_known() -> None:
    new = NewPerson(
        PEERS[0], ZONE, TODAY - 9, ("peer",), TODAY - 5, 3, ("text", "mail"), QUIET, ("shooting",), TODAY + 9
    )
    state = entered(Town(), new)
    assert (state.person, state.zone, state.capacity, state.quiet) == (PEERS[0], ZONE, 3, QUIET)
    assert roles_at(state, NOON) == {"peer"}
    assert ways_of(state) == ("text", "mail")
    assert state.experience == {"shooting"}
    assert state.separated_at is not None
    assert NOON + 8 * DAY < state.separated_at < NOON + 9 * DAY


def test_somebody_of_whom_little_is_known_is_entered_too() -> None:
    state = entered(Town(), NewPerson(PEERS[0], ZONE, TODAY))
    assert (state.roles, state.designated, state.capacity, state.quiet) == ((), (), 0, None)
    assert state.experience == frozenset()
    assert state.separated_at is None


def test_somebody_entered_twice_is_entered_once(town: Town) -> None:
    new = NewPerson(PersonId("p-9"), ZONE, TODAY, ("peer",), TODAY, 3, ("text",), QUIET)
    entered(town, new)
    before = list(town.store.log())
    entered(town, new)
    assert list(town.store.log()) == before


def test_everything_known_of_somebody_is_written_at_once(town: Town) -> None:
    changes: list[Change] = []
    with town.store.transaction() as unit:
        new = NewPerson(PersonId("p-9"), ZONE, TODAY, ("peer",), TODAY, 3, ("text",), QUIET)
        enter(watched(unit, changes.append, lambda _: None), AGENCY, new, NOON)
    assert [len(change.events) for change in changes] == [7]
