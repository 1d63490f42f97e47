"""The sealer: whatever it signs is the tree over the whole log, and it signs nothing that does not follow."""

from collections.abc import Callable

import pytest

from solidground.core.kernel import Stream
from solidground.core.record import Change
from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from solidground.store.nodes import BLOCK, Nodes
from solidground.store.proof import GENESIS, checkpoint_bytes
from solidground.store.seal import Seal, read_seal
from solidground.store.sqlite import open_sqlite
from solidground.store.tree import Tree, event_leaf
from solidground.store.verify import verify
from tests.store.made_up import AGENCY, NOON, PEER, SUBJECTS, Incident, IncidentRecorded, case, made, opened, write

MANY = 2 * BLOCK + 9
INCIDENT = Stream(AGENCY, "command", "incident/i-1")


def write_many(store: SqlStore, many: int = MANY, name: str = "c-1") -> None:
    write(store, case(name), opened(), *[made() for _ in range(many - 1)])


def record(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.append([Change(INCIDENT, 0, (IncidentRecorded(NOON, PEER, "x"),), Incident(), Incident(("x",)))])


def roots(store: SqlStore) -> dict[int, bytes]:
    """Grow the tree of care's log from its events alone, one by one."""
    tree, found = Tree(), {}
    for position, stream, version, committed in store.log_rows("position, stream, version, commitment", AGENCY, "care"):
        tree.push(event_leaf(AGENCY, "care", position, stream, version, bytes(committed)))
        found[position] = tree.root()
    return found


def signed_roots(store: SqlStore) -> dict[int, bytes]:
    rows = store.stream_rows("SELECT size, root FROM checkpoint WHERE side = 'care' ORDER BY size")
    return {size: bytes(root) for size, root in rows}


def hand(store: SqlStore, statement: str, *row: object) -> None:
    with store.session() as session:
        session.change(statement, row)


def test_what_is_signed_is_the_root_over_all_events_so_far(store: SqlStore) -> None:
    for number, many in enumerate((1, 6, BLOCK, MANY)):
        write_many(store, many, f"c-{number}")
        assert store.seal(NOON + number)
    found = roots(store)
    sizes = [1, 7, 7 + BLOCK, 7 + BLOCK + MANY]
    assert signed_roots(store) == {size: found[size] for size in sizes}
    assert list(store.stream_rows("SELECT level, number FROM node ORDER BY number")) == [(8, 0), (8, 1), (8, 2)]
    with store.reading() as session:
        nodes = Nodes(session, AGENCY, "care")
        assert all(nodes.subtree(0, size) == found[size] for size in range(1, sizes[-1] + 1))


def test_a_long_log_is_sealed_a_part_at_a_time(store: SqlStore) -> None:
    write_many(store)
    done = [store.seal(NOON + turn, BLOCK) for turn in range(3)]
    assert done == [False, False, True]
    found = roots(store)
    assert signed_roots(store) == {size: found[size] for size in (BLOCK, 2 * BLOCK, MANY)}
    assert store.seal(NOON + 9)
    assert len(signed_roots(store)) == 3, "what has not grown is not signed again"


def test_nodes_that_a_foreign_hand_changed_are_made_anew(store: SqlStore) -> None:
    write_many(store)
    store.seal(NOON)
    for number, statement in enumerate(("UPDATE node SET hash = ?", "DELETE FROM node WHERE hash <> ?")):
        hand(store, statement, GENESIS)
        write(store, case(), made())
        assert store.seal(NOON + 1)
        assert signed_roots(store)[MANY + number + 1] == roots(store)[MANY + number + 1]
        assert len(list(store.stream_rows("SELECT 1 FROM node"))) == 2


CHANGES = {
    "a commitment": "UPDATE event SET commitment = chain WHERE side = 'care' AND position = ?",
    "a link": "UPDATE event SET chain = commitment WHERE side = 'care' AND position = ?",
    "a place": "UPDATE event SET stream = 'case/c-9' WHERE side = 'care' AND position = ?",
    "a removed event": "DELETE FROM event WHERE side = 'care' AND position = ?",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("sealed_before", [True, False])
def test_a_log_that_was_changed_is_not_signed_and_the_other_log_is(
    store: SqlStore, statement: str, *, sealed_before: bool
) -> None:
    write_many(store, 5)
    if sealed_before:
        store.seal(NOON)
    write(store, case(), made(), made())
    record(store)
    hand(store, statement, 6)
    before = signed_roots(store)
    with pytest.raises(StoreError, match='The log "care" of agency "harbor" no longer fits'):
        store.seal(NOON + 1)
    assert signed_roots(store) == before
    assert list(store.stream_rows("SELECT size FROM checkpoint WHERE side = 'command'")) == [(1,)]


def test_a_log_that_was_rebuilt_below_its_last_checkpoint_is_not_signed_again(store: SqlStore) -> None:
    """The chain goes on from the checkpoint, the tree does too: the rest of the log must still have its root."""
    write_many(store, 5)
    store.seal(NOON)
    write(store, case(), made())
    hand(store, "UPDATE event SET commitment = chain WHERE side = 'care' AND position = 2")
    with pytest.raises(StoreError, match="no longer fits"):
        store.seal(NOON + 1)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET commitment = 'text' WHERE position = 6",
        "UPDATE event SET position = 'six' WHERE position = 6",
        "UPDATE event SET stream = cast(x'ff' AS TEXT) WHERE position = 6",
    ],
)
def test_a_cell_of_a_wrong_kind_is_a_changed_log_and_no_defect(
    opened_by: Callable[[str], SqlStore], change: str
) -> None:
    store = opened_by("sqlite")
    write_many(store, 6)
    hand(store, change)
    with pytest.raises(StoreError, match="no longer fits"):
        store.seal(NOON)


def test_checkpoints_from_before_there_was_a_tree_still_verify_and_get_one(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("old")
    store = open_sqlite(folder, SUBJECTS, create=True)
    write_many(store, 3)
    (chain,) = next(iter(store.stream_rows("SELECT chain FROM head")))
    signature = read_seal(folder).sign(checkpoint_bytes(AGENCY, "care", 3, chain, NOON))
    hand(store, "INSERT INTO checkpoint VALUES (?, 'care', 3, ?, ?, ?, NULL)", AGENCY, chain, NOON, signature)
    public = read_seal(folder).public
    assert verify(store, public)[1:] == (None, 0)
    assert store.seal(NOON + 1)
    assert signed_roots(store) == {3: roots(store)[3]}
    assert verify(store, public)[1:] == (None, 0)
    hand(store, "UPDATE checkpoint SET root = ?", GENESIS)
    assert verify(store, public).first_bad is not None
    store.close()


def test_a_key_of_its_own_is_the_only_one_it_has() -> None:
    seal = Seal.new()
    assert seal.adopt(seal.public)
    assert not seal.adopt(Seal.new().public)
