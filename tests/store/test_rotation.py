"""A new key follows the old one: what was signed holds, and the old key can sign nothing more."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from solidground.store.backup import backup, unpack_backup
from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from solidground.store.proof import checkpoint_bytes
from solidground.store.rotate import rotate
from solidground.store.rotation import Rotation, keys, sizes_text, statement
from solidground.store.seal import NEXT, PRIVATE, PUBLIC, Seal, read_public, read_seal
from solidground.store.sqlite import FILE, SqliteStore, open_sqlite
from solidground.store.verify import Bad, verify
from tests.store.made_up import AGENCY, NOON, SUBJECTS, case, made, opened, write


@pytest.fixture
def home(tmp_path: Path) -> Iterator[SqliteStore]:
    """Give a store with one sealed case; its folder is the test's own."""
    store = open_sqlite(tmp_path, SUBJECTS, create=True)
    write(store, case(), opened(), made())
    store.seal(NOON)
    yield store
    store.close()


def hand(store: SqlStore, change: str, *row: object) -> None:
    with store.session() as session:
        assert session.change(change, row) > 0


def grow(store: SqlStore) -> None:
    write(store, case(), made())
    store.seal(NOON + 1)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_key_since_the_first_still_counts(
    opened_by: Callable[[str], SqlStore], tmp_path: Path, kind: str
) -> None:
    store = opened_by(kind)
    write(store, case(), opened())
    used = [read_public(tmp_path)]
    for number in range(3):
        grow(store)
        used.append(rotate(store, tmp_path, NOON + number))
    grow(store)
    assert len(set(used)) == 4
    assert used[-1] == read_public(tmp_path) == read_seal(tmp_path).public
    assert (tmp_path / PRIVATE).stat().st_mode & 0o777 == 0o600
    for trusted in used:
        assert verify(store, trusted)[1:] == (None, 0), "from any of them a way leads to all"
    assert verify(store, Seal.new().public).first_bad == Bad(AGENCY, "care", 1)


def test_the_old_key_signs_nothing_that_counts_after_its_end(home: SqliteStore, tmp_path: Path) -> None:
    old = read_seal(tmp_path)
    rotate(home, tmp_path, NOON)
    grow(home)
    (said,) = home.stream_rows("SELECT chain, root FROM checkpoint WHERE size = 3")
    assert verify(home, read_public(tmp_path)).first_bad is None
    forged = old.sign(checkpoint_bytes(AGENCY, "care", 3, said[0], NOON, said[1]))
    hand(home, "UPDATE checkpoint SET signature = ?, at = ? WHERE size = 3", forged, NOON)
    assert verify(home, read_public(tmp_path)).first_bad == Bad(AGENCY, "care", 3)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM rotation",
        "UPDATE rotation SET at = at + 1",
        "UPDATE rotation SET old = new",
        "UPDATE rotation SET by_new = by_old",
        "UPDATE rotation SET sizes = 'many'",
        "UPDATE rotation SET sizes = x'ff'",
        'UPDATE rotation SET sizes = \'[["harbor","care",9]]\'',
    ],
)
def test_a_change_of_key_that_was_tampered_with_vouches_for_nothing(
    home: SqliteStore, tmp_path: Path, change: str
) -> None:
    rotate(home, tmp_path, NOON)
    hand(home, change)
    assert verify(home, read_public(tmp_path)).first_bad == Bad(AGENCY, "care", 1)


def test_a_table_of_changes_that_is_gone_takes_nothing_from_a_log_with_one_key(
    home: SqliteStore, tmp_path: Path
) -> None:
    home.connection.execute("DROP TABLE rotation")
    assert verify(home, read_public(tmp_path))[1:] == (None, 0)


def test_a_change_that_was_stopped_halfway_is_finished_by_whoever_signs_next(home: SqliteStore, tmp_path: Path) -> None:
    first = (tmp_path / PRIVATE).read_bytes(), (tmp_path / PUBLIC).read_bytes()
    rotate(home, tmp_path, NOON)
    (tmp_path / PRIVATE).rename(tmp_path / NEXT)
    (tmp_path / PRIVATE).write_bytes(first[0])
    (tmp_path / PUBLIC).write_bytes(first[1])
    assert verify(home, read_public(tmp_path))[1:] == (None, 0)
    grow(home)
    assert verify(home, read_public(tmp_path))[1:] == (None, 0)
    assert read_public(tmp_path).hex() != first[1].decode().strip()
    assert not (tmp_path / NEXT).exists()


def test_a_new_key_that_never_came_to_be_is_in_nobodys_way(home: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / NEXT).write_bytes(b"half a key")
    grow(home)
    rotate(home, tmp_path, NOON)
    assert verify(home, read_public(tmp_path))[1:] == (None, 0)


def test_a_machine_that_still_has_the_old_key_signs_nothing_and_says_why(home: SqliteStore, tmp_path: Path) -> None:
    old = (tmp_path / PRIVATE).read_bytes()
    rotate(home, tmp_path, NOON)
    (tmp_path / PRIVATE).write_bytes(old)
    with pytest.raises(StoreError, match=r"was changed for a newer one\. Copy"):
        grow(home)
    with pytest.raises(StoreError, match="was changed for a newer one"):
        rotate(home, tmp_path, NOON)
    assert [row[0] for row in home.stream_rows("SELECT size FROM checkpoint")] == [2]


def test_where_the_new_key_cannot_be_written_nothing_changes(home: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / NEXT).mkdir()
    with pytest.raises(StoreError, match="could not be"):
        rotate(home, tmp_path, NOON)
    assert list(home.stream_rows("SELECT 1 FROM rotation")) == []


def test_a_new_key_that_cannot_take_its_place_is_said(home: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / (str(PUBLIC) + ".next")).mkdir()
    with pytest.raises(StoreError, match="could not take its place"):
        rotate(home, tmp_path, NOON)


def test_keys_that_follow_each_other_in_a_ring_end_somewhere() -> None:
    one, other = Seal.new(), Seal.new()

    def change(old: Seal, new: Seal) -> Rotation:
        bare = Rotation(old.public, new.public, NOON, sizes_text([]), b"", b"")
        return bare._replace(by_old=old.sign(statement(bare)), by_new=new.sign(statement(bare)))

    found = keys(one.public, [change(one, other), change(other, one), change(one, one)])
    assert {key.public for key in found} == {one.public, other.public}


def test_a_backup_is_of_one_key_and_holds_one_that_waits_to_follow(home: SqliteStore, tmp_path: Path) -> None:
    class Meanwhile(SqliteStore):
        """A store whose key is changed while it is copied."""

        def copy_to(self, path: Path) -> int:
            """Copy, and change the key."""
            copied = super().copy_to(path)
            rotate(home, tmp_path, NOON)
            return copied

    store = Meanwhile(tmp_path / FILE, SUBJECTS, read_seal(tmp_path))
    with pytest.raises(StoreError, match="The signing key was changed while"):
        backup(store, tmp_path, tmp_path / "one.zip", at=NOON, program="test")
    store.close()
    assert not (tmp_path / "one.zip").exists()
    first = (tmp_path / PRIVATE).read_bytes(), (tmp_path / PUBLIC).read_bytes()
    rotate(home, tmp_path, NOON)
    (tmp_path / PRIVATE).rename(tmp_path / NEXT)
    (tmp_path / PRIVATE).write_bytes(first[0])
    (tmp_path / PUBLIC).write_bytes(first[1])
    backup(home, tmp_path, tmp_path / "two.zip", at=NOON, program="test")
    unpack_backup(tmp_path / "two.zip", tmp_path / "new")
    restored = open_sqlite(tmp_path / "new", SUBJECTS)
    grow(restored)
    assert verify(restored, read_public(tmp_path / "new"))[1:] == (None, 0)
    restored.close()
