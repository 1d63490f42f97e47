"""The board's statements, the events of several cases at once, and the way from a keeper to his cases."""

from solidground.core.kernel import DAY, PersonId
from tests.app.town import AGENCY, COORDINATOR, NOON, PEERS, Town


def test_what_needs_somebody_comes_first_and_whoever_is_hidden_is_left_out(town: Town) -> None:
    town.incident()
    town.incident(PEERS[1], PEERS[2], name="i-2", at=NOON + DAY)
    with town.store.transaction() as unit:
        calm = unit.board(AGENCY, {PEERS[1]}, {PEERS[2]}, 0, 50)
        assert [row.member for _, row, _ in calm.rows] == [PEERS[2], "m-1"]
        assert (calm.needing, calm.total) == (1, 2)
        assert unit.board(AGENCY, set(), set(), 2, 50).rows[0][1].needs == 4
        assert unit.board(AGENCY, set(), set(), 9, 50) == ([], 0, 3)


def test_events_of_several_cases_are_read_together(town: Town) -> None:
    streams = [town.stream(case) for case in town.incident(PEERS[1], PEERS[2])]
    assert town.store.events_of(streams) == {stream: town.store.events(stream) for stream in streams}
    assert town.store.events_of([]) == {}


def test_what_somebody_keeps_is_found_without_a_look_at_any_other_case(town: Town) -> None:
    (case,) = town.incident()
    keeper = town.case(case).peer
    assert keeper is not None
    with town.store.transaction() as unit:
        assert unit.kept_by(AGENCY, keeper) == [case]
        assert unit.kept_by(AGENCY, COORDINATOR) == unit.kept_by(AGENCY, PersonId("nobody")) == []
