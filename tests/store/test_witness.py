"""The end of a log held against its checkpoints while somebody waits, and one log given out without the other."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from solidground.core.kernel import HOUR, Side
from solidground.core.subjects import SUBJECTS
from solidground.store.rotate import rotate
from solidground.store.sqlite import SqliteStore, open_sqlite
from solidground.store.statements import read_statements
from solidground.store.verify import TAIL_MARKS_MOST, verify
from solidground.store.witness import StoreWitness
from tests.app.town import AGENCY, NOON, PEERS, Town

MOST = 5_000


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(open_sqlite(tmp_path, SUBJECTS, create=True))
    made.people()
    yield made
    made.store.close()


@pytest.fixture
def witness(town: Town) -> StoreWitness:
    return StoreWitness(town.store, lambda: town.store.public)


def happened(town: Town, times: int, first: int = 0, *, sealed: bool = True) -> None:
    """Let incidents of one person each happen: two events of command's each; sign after every one."""
    for number in range(first, first + times):
        town.incident(PEERS[number % 3], name=f"i-{number}")
        if sealed:
            town.store.seal(NOON + number * HOUR)


def test_nothing_written_is_nothing_wrong(witness: StoreWitness) -> None:
    assert witness.tail(AGENCY, "command", MOST) == (0, 0, 0, True, None)
    assert witness.marks(AGENCY, "command", 10) == []


def test_the_end_is_checked_from_the_oldest_checkpoint_within_reach(town: Town, witness: StoreWitness) -> None:
    happened(town, 3)
    happened(town, 1, 3, sealed=False)
    assert witness.tail(AGENCY, "command", MOST) == (8, 2, 6, True, None)
    assert witness.tail(AGENCY, "command", 4) == (8, 4, 4, True, None)
    assert [mark.size for mark in witness.marks(AGENCY, "command", 2)] == [6, 4]


def test_where_even_the_last_checkpoint_is_too_far_back_the_rest_is_not_called_checked(
    town: Town, witness: StoreWitness
) -> None:
    happened(town, 1)
    happened(town, 3, 1, sealed=False)
    assert witness.tail(AGENCY, "command", 3) == (8, 2, 3, False, None)


def test_no_more_checkpoints_are_looked_at_than_it_takes(town: Town, witness: StoreWitness) -> None:
    happened(town, TAIL_MARKS_MOST + 3)
    tail = witness.tail(AGENCY, "command", MOST)
    assert (tail.since, tail.whole, tail.first_bad) == (8, True, None)


@pytest.mark.parametrize(
    ("change", "first_bad"),
    [
        ("UPDATE event SET body = '{}' WHERE side = 'command' AND position = 6", 6),
        ("DELETE FROM event WHERE side = 'command' AND position = 8", 8),
        ("UPDATE head SET size = 7 WHERE side = 'command'", 8),
        ("UPDATE checkpoint SET chain = x'00' WHERE side = 'command' AND size = 6", 5),
        ("UPDATE checkpoint SET signature = x'00' WHERE side = 'command' AND size = 6", 5),
    ],
)
def test_what_was_changed_is_named(town: Town, witness: StoreWitness, change: str, first_bad: int) -> None:
    happened(town, 3)
    happened(town, 1, 3, sealed=False)
    with town.store.session() as session:
        session.change(change)
    assert witness.tail(AGENCY, "command", MOST).first_bad == first_bad
    assert verify(town.store, town.store.public).first_bad is not None
    assert witness.tail(AGENCY, "care", MOST).first_bad is None


def test_a_broken_event_is_named_also_where_the_end_is_too_long(town: Town, witness: StoreWitness) -> None:
    happened(town, 1)
    happened(town, 3, 1, sealed=False)
    with town.store.session() as session:
        session.change("UPDATE event SET body = '{}' WHERE side = 'command' AND position = 4")
    assert witness.tail(AGENCY, "command", 3).first_bad == 4


def test_after_a_change_of_the_key_one_logs_file_says_nothing_of_the_other(
    town: Town, witness: StoreWitness, tmp_path: Path
) -> None:
    happened(town, 2)
    store = town.store
    assert isinstance(store, SqliteStore)
    rotate(store, tmp_path, NOON + 5 * HOUR)
    happened(town, 2, 2)
    both = json.loads(witness.file(AGENCY, ("command", "care")))
    alone: tuple[Side, ...] = ("command",)
    one = json.loads(witness.file(AGENCY, alone))
    assert len(both["rotations"]) == 1
    assert one["rotations"] == []
    assert {(mark["side"], mark["size"]) for mark in one["checkpoints"]} >= {("command", 6), ("command", 8)}
    assert "care" not in json.dumps(one)
    path = tmp_path / "one.json"
    path.write_text(json.dumps(one), encoding="utf-8")
    assert read_statements(path).kept()


def test_the_last_event_of_a_stream_is_known_by_its_hash(town: Town, witness: StoreWitness) -> None:
    town.incident()
    hashes = witness.last_hashes(AGENCY, ("incident/i-1", "incident/gone"))
    assert set(hashes) == {"incident/i-1"}
    assert len(hashes["incident/i-1"]) == 64
    assert witness.last_hashes(AGENCY, ()) == {}
