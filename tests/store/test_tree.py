"""The laws of the tree: every leaf and every growth can be proved, and nothing else."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.store.tree import (
    EMPTY,
    PATH_MOST,
    STORED_LEVELS,
    Tree,
    consistency_path,
    consistent,
    event_leaf,
    half,
    included,
    inclusion_path,
    leaf_hash,
    node_hash,
)

EVERY_SIZE = 70
"""All sizes up to here are tried, in every pair; larger ones are drawn."""


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(size)]


LEAVES = leaves(1100)


def whole(start: int, end: int) -> bytes:
    """Hash a stretch of the leaves as RFC 9162 defines it."""
    if end - start == 1:
        return LEAVES[start]
    if start == end:
        return EMPTY
    middle = start + half(end - start)
    return node_hash(whole(start, middle), whole(middle, end))


def grown(size: int) -> Tree:
    tree = Tree()
    for leaf in LEAVES[:size]:
        tree.push(leaf)
    return tree


SIZE = st.integers(1, len(LEAVES))


def test_a_tree_that_grows_has_at_every_size_the_root_of_the_whole() -> None:
    tree = Tree()
    assert tree.root() == hashlib.sha256(b"").digest() == whole(0, 0)
    for size in range(1, 2 * EVERY_SIZE):
        tree.push(LEAVES[size - 1])
        assert (tree.size, tree.root()) == (size, whole(0, size))


def test_the_nodes_to_keep_are_those_of_every_eighth_level() -> None:
    tree = Tree()
    kept = [node for leaf in LEAVES for node in tree.push(leaf)]
    assert [node[:2] for node in kept] == [(STORED_LEVELS, number) for number in range(4)]
    assert all(node == whole(number * 256, number * 256 + 256) for _, number, node in kept)


def test_a_tree_goes_on_from_its_peaks() -> None:
    peaks = [(8, 0, whole(0, 256)), (8, 1, whole(256, 512))]
    tree = Tree([(9, 0, node_hash(peaks[0][2], peaks[1][2]))])
    assert tree.size == 512
    tree.push(LEAVES[512])
    assert tree.root() == whole(0, 513)


def test_inclusion_is_proved_for_every_leaf_of_every_size() -> None:
    for size in range(1, EVERY_SIZE):
        root = whole(0, size)
        for index in range(size):
            path = inclusion_path(index, size, whole)
            assert included(LEAVES[index], index, size, path, root)
            assert not included(LEAVES[index + 1], index, size, path, root)


def test_consistency_is_proved_for_every_pair_of_sizes() -> None:
    for new in range(1, EVERY_SIZE):
        for old in range(1, new + 1):
            path = consistency_path(old, new, whole)
            assert consistent(old, new, path, whole(0, old), whole(0, new))
            if old < new:
                assert not consistent(old, new, path, whole(0, new), whole(0, new))
                assert not consistent(old, new, path, whole(0, old), whole(0, old))


@given(SIZE, st.data())
def test_larger_trees_prove_their_leaves(size: int, draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, size - 1))
    path, root = inclusion_path(index, size, whole), grown(size).root()
    assert included(LEAVES[index], index, size, path, root)
    other = draw.draw(st.integers(0, size - 1).filter(lambda number: number != index) if size > 1 else st.just(-1))
    assert not included(LEAVES[index], other, size, path, root)


@given(SIZE, st.data())
def test_a_log_that_was_rewritten_anywhere_is_consistent_with_no_older_tree(old: int, draw: st.DataObject) -> None:
    """Whoever rewrites one leaf of the old tree and builds everything anew has no proof to offer."""
    new = draw.draw(st.integers(old, len(LEAVES)))
    changed = draw.draw(st.integers(0, old - 1))
    forged = [*LEAVES]
    forged[changed] = leaf_hash(b"forged")

    def rebuilt(start: int, end: int) -> bytes:
        if end - start == 1:
            return forged[start]
        middle = start + half(end - start)
        return node_hash(rebuilt(start, middle), rebuilt(middle, end))

    honest = consistency_path(old, new, whole)
    assert consistent(old, new, honest, grown(old).root(), grown(new).root())
    assert not consistent(old, new, consistency_path(old, new, rebuilt), grown(old).root(), rebuilt(0, new))
    assert not consistent(old, new, honest, grown(old).root(), rebuilt(0, new))


@given(SIZE, SIZE, st.data())
def test_a_proof_with_a_hash_changed_added_or_taken_away_proves_nothing(
    one: int, other: int, draw: st.DataObject
) -> None:
    old, new = sorted((one, other))
    path = consistency_path(old, new, whole)
    roots = whole(0, old), whole(0, new)
    assert not consistent(old, new, [*path, EMPTY], *roots)
    if path:
        number = draw.draw(st.integers(0, len(path) - 1))
        assert not consistent(old, new, path[:number] + path[number + 1 :], *roots)
        assert not consistent(old, new, [*path[:number], EMPTY, *path[number + 1 :]], *roots)


@given(st.integers(1, 512))
def test_a_node_cannot_pass_for_a_leaf_nor_a_leaf_for_a_node(pairs: int) -> None:
    """Half of the leaves, each the bytes of two hashes: with one domain the tree over them would have the same root."""
    level = [LEAVES[2 * number] + LEAVES[2 * number + 1] for number in range(pairs)]
    shorter = Tree()
    for pair in level:
        shorter.push(leaf_hash(pair))
    assert shorter.root() != grown(2 * pairs).root()
    assert leaf_hash(b"\x01" + level[0]) != node_hash(LEAVES[0], LEAVES[1])


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [(0, 3, []), (4, 3, []), (-1, 3, []), (3, 5, []), (2, 5, [EMPTY] * (PATH_MOST + 1)), (3, 3, [EMPTY])],
)
def test_what_is_no_proof_of_growth_is_refused(old: int, new: int, path: list[bytes]) -> None:
    assert not consistent(old, new, path, EMPTY, whole(0, 5))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_what_is_outside_of_the_tree_is_not_in_it(index: int, size: int) -> None:
    assert not included(LEAVES[0], index, size, [], LEAVES[0])
    assert not included(LEAVES[0], 0, 3, [EMPTY] * (PATH_MOST + 1), LEAVES[0])
    assert not included(LEAVES[0], 0, 2, [LEAVES[1], LEAVES[2]], whole(0, 2))


def test_an_older_tree_without_leaves_needs_no_proof_and_gets_none() -> None:
    assert consistency_path(0, 5, whole) == consistency_path(5, 5, whole) == []


def test_a_leaf_is_bound_to_its_place() -> None:
    place = ("harbor", "care", 7, "case/c-1", 2)
    leaf = event_leaf(*place, EMPTY)
    others = [("bay", *place[1:]), (*place[:2], 8, *place[3:]), (*place[:3], "case/c-2", 2), (*place[:4], 3)]
    assert leaf not in {event_leaf(*other, EMPTY) for other in others}
    assert leaf != event_leaf(*place, bytes(32))
