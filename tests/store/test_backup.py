"""A backup is one moment, whole or refused; a frozen log reads the same for ever."""

import gzip
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from solidground.store.archive import freeze, read_frozen, thaw
from solidground.store.backup import backup, pour_backup, unpack_backup
from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from solidground.store.postgresql import PostgresqlStore
from solidground.store.proof import digest_of
from solidground.store.refold import refold
from solidground.store.seal import make_seal, read_public
from solidground.store.sqlite import FILE, open_sqlite, plain
from solidground.store.verify import digest, verify
from tests.store.made_up import NOON, SUBJECTS, case, made, notice, opened, write
from tests.store.older import as_it_was


def fill(store: SqlStore) -> None:
    """Write two cases and seal them."""
    write(store, case("c-1"), opened(), made(), notices=(notice(),))
    write(store, case("c-2"), opened())
    store.seal(NOON)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_restores_the_same_log_states_and_outbox(
    opened_by: Callable[[str], SqlStore], tmp_path: Path, kind: str
) -> None:
    store = opened_by(kind)
    fill(store)
    manifest = backup(store, tmp_path, tmp_path / "one.backup", at=NOON, program="test")
    assert manifest.events == 3
    assert (tmp_path / "one.backup").stat().st_mode & 0o777 == 0o600
    assert unpack_backup(tmp_path / "one.backup", tmp_path / "new") == manifest
    restored = open_sqlite(tmp_path / "new", SUBJECTS)
    assert digest(restored) == digest(store)
    checked = verify(restored, read_public(tmp_path / "new"))
    assert (checked.first_bad, checked.unsealed) == (None, 0)
    assert refold(restored).wrong == ()
    with restored.transaction() as unit:
        assert [row.notice for row in unit.outbox_due(NOON, 9)] == [notice()]
    write(restored, case("c-1"), made())
    restored.seal(NOON)
    restored.close()


def test_a_backup_fills_an_empty_postgresql_and_goes_on_counting(
    opened_by: Callable[[str], SqlStore], tmp_path: Path
) -> None:
    source, target = opened_by("sqlite"), opened_by("postgresql")
    assert isinstance(target, PostgresqlStore)
    fill(source)
    source.copy_to(tmp_path / "copy")
    target.fill_from(tmp_path / "copy")
    assert digest(target) == digest(source)
    assert refold(target).wrong == ()
    write(target, case("c-2"), made(), notices=(notice("o-2"),))
    with target.transaction() as unit:
        assert len({row.number for row in unit.outbox_due(NOON, 9)}) == 2
    with pytest.raises(StoreError, match="is not empty"):
        target.fill_from(tmp_path / "copy")


def test_a_backup_that_an_older_version_made_restores_to_either_database(
    opened_by: Callable[[str], SqlStore], tmp_path: Path
) -> None:
    source, target = opened_by("sqlite"), opened_by("postgresql")
    assert isinstance(target, PostgresqlStore)
    write(source, case("c-1"), opened(), made(), notices=(notice(),))
    was = digest(source)
    with source.session() as session:
        as_it_was(session)
    backup(source, tmp_path, tmp_path / "old.backup", at=NOON, program="test")
    unpack_backup(tmp_path / "old.backup", tmp_path / "file")
    pour_backup(tmp_path / "old.backup", tmp_path / "server", target.fill_from)
    with closing(open_sqlite(tmp_path / "file", SUBJECTS)) as restored:
        for store in (restored, target):
            assert digest(store) == was
            assert refold(store).wrong == ()
            with store.transaction() as unit:
                assert [row.key for row in unit.take_inbox(NOON, 9)] == ["k"]
                assert [row.notice for row in unit.outbox_due(NOON, 9)] == [notice()]
            write(store, case("c-1"), made())


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_of_a_store_that_goes_on_writing_is_one_moment_of_it(
    opened_by: Callable[[str], SqlStore], tmp_path: Path, kind: str
) -> None:
    store = opened_by(kind)
    write(store, case(), opened())
    stop, running = Event(), Event()

    def go_on() -> None:
        while not stop.is_set():
            write(store, case(), made())
            running.set()

    writer = Thread(target=go_on)
    writer.start()
    running.wait()
    manifest = backup(store, tmp_path, tmp_path / "one.backup", at=NOON, program="test")
    stop.set()
    writer.join()
    unpack_backup(tmp_path / "one.backup", tmp_path / "new")
    restored = open_sqlite(tmp_path / "new", SUBJECTS)
    events = list(restored.log())
    assert len(events) == manifest.events > 1
    assert events == list(store.log())[: len(events)]
    assert verify(restored, None).first_bad is None
    assert refold(restored).wrong == ()
    restored.close()


def test_files_the_settings_name_come_back_for_this_account_alone(tmp_path: Path) -> None:
    home, path, target = tmp_path / "home", tmp_path / "one.backup", tmp_path / "new"
    store = open_sqlite(home, SUBJECTS, create=True)
    fill(store)
    (home / "own" / "deep").mkdir(parents=True)
    (home / "own" / "deep" / "ours.toml").write_text("protocol")
    manifest = backup(store, home, path, at=NOON, program="test", named=("own/deep/ours.toml", "own", "gone"))
    store.close()
    assert {"own", "gone"} & set(manifest.parts) == set()
    unpack_backup(path, target)
    restored = target / "own" / "deep" / "ours.toml"
    assert (restored.read_text(), restored.stat().st_mode & 0o777) == ("protocol", 0o600)


def test_a_cut_damaged_or_foreign_backup_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "home", SUBJECTS, create=True)
    fill(store)
    path = tmp_path / "one.backup"
    backup(store, tmp_path / "home", path, at=NOON, program="test")
    store.close()
    whole = path.read_bytes()
    middle = len(whole) // 2
    wrong = {
        "cut": whole[:middle],
        "empty": b"",
        "damaged": whole[:middle] + bytes(64) + whole[middle + 64 :],
        "foreign": b"a letter",
    }
    for name, content in wrong.items():
        path.write_bytes(content)
        with pytest.raises(StoreError, match="cut or damaged"):
            unpack_backup(path, tmp_path / name)
        assert not (tmp_path / name).exists()
    with pytest.raises(StoreError, match="could not be restored"):
        unpack_backup(tmp_path / "nowhere", tmp_path / "new")


@pytest.mark.parametrize("name", ["../escaped", "own/../../escaped", "/escaped", ""])
def test_no_name_in_a_backup_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "one.backup", "w") as archive:
        archive.writestr("manifest.json", f'["solidground backup 1", "test", 1, 0, 0, {{"{name}": ""}}]')
    with pytest.raises(StoreError, match="cut or damaged"):
        unpack_backup(tmp_path / "one.backup", tmp_path / "new")


def test_a_backup_with_something_else_inside_or_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path, target = tmp_path / "one.backup", tmp_path / "new"
    target.mkdir()
    said = '["solidground backup 1", "test", 1, 0, 0, {"../escaped": ""}]'
    for manifest, why in ((said, "cut or damaged"), (said.replace("test", "9.9").replace("1, 0", "99, 0"), "newer")):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("manifest.json", manifest)
            archive.writestr("../escaped", "x")
        with pytest.raises(StoreError, match=why):
            unpack_backup(path, target)
        assert list(target.iterdir()) == []
    assert not (tmp_path / "escaped").exists()


def test_a_backup_of_an_altered_log_is_not_restored(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "home", SUBJECTS, create=True)
    fill(store)
    store.connection.execute("UPDATE event SET by = 'p-9' WHERE position = 2")
    backup(store, tmp_path / "home", tmp_path / "one.backup", at=NOON, program="test")
    store.close()
    (tmp_path / "new").mkdir()
    with pytest.raises(StoreError, match="care, event 2"):
        unpack_backup(tmp_path / "one.backup", tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


def test_nothing_is_ever_written_over(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "home", SUBJECTS, create=True)
    fill(store)
    path = tmp_path / "one.backup"
    backup(store, tmp_path / "home", path, at=NOON, program="test")
    with pytest.raises(StoreError, match="there already"):
        backup(store, tmp_path / "home", path, at=NOON, program="test")
    with pytest.raises(StoreError, match="is not empty"):
        unpack_backup(path, tmp_path / "home")
    with pytest.raises(StoreError, match=r"could not be written.*Make the folder first"):
        backup(store, tmp_path / "home", tmp_path / "nowhere" / "x", at=NOON, program="test")
    store.close()


def test_a_frozen_log_thaws_to_the_same_events(store: SqlStore, tmp_path: Path) -> None:
    fill(store)
    path = tmp_path / "log.gz"
    frozen = freeze(store, path, program="0.1.0")
    assert (frozen.events, frozen.checkpoints, frozen.digest) == (3, 1, digest(store))
    assert list(thaw(path)) == list(store.log())
    assert digest_of(thaw(path)) == frozen.digest
    assert read_frozen(path) == frozen
    with pytest.raises(StoreError, match="could not be frozen"):
        freeze(store, path, program="0.1.0")


def test_a_frozen_log_that_is_cut_damaged_or_changed_is_refused(store: SqlStore, tmp_path: Path) -> None:
    fill(store)
    path = tmp_path / "log.gz"
    freeze(store, path, program="0.1.0")
    whole = path.read_bytes()
    for content in (whole[: len(whole) // 2], b"", b"a letter", whole[:40] + bytes(8) + whole[48:]):
        path.write_bytes(content)
        with pytest.raises(StoreError, match="Take it from the release again"):
            list(thaw(path))


def test_keys_are_not_needed_to_copy_a_store(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path, SUBJECTS, create=True)
    fill(store)
    store.copy_to(tmp_path / "copy")
    copy = plain(tmp_path / "copy")
    assert copy.execute("SELECT count(*) FROM event").fetchone() == (3,)
    assert isinstance(copy, sqlite3.Connection)
    copy.close()
    assert make_seal(tmp_path).public == read_public(tmp_path)
    assert (tmp_path / FILE).exists()
    store.close()


def test_a_frozen_log_whose_lines_were_changed_is_refused(store: SqlStore, tmp_path: Path) -> None:
    fill(store)
    path = tmp_path / "log.gz"
    freeze(store, path, program="0.1.0")
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    changed = {
        "is damaged": [lines[0], lines[1].replace(b"p-1", b"p-9"), *lines[2:]],
        "ends or breaks at event 2 of 3": lines[:2],
        "newer version": [lines[0].replace(b"archive 1", b"archive 9"), *lines[1:]],
    }
    for why, content in changed.items():
        path.write_bytes(gzip.compress(b"".join(content)))
        with pytest.raises(StoreError, match=why):
            list(thaw(path))


def test_a_disk_without_room_for_the_backup_is_said(store: SqlStore, tmp_path: Path) -> None:
    fill(store)
    make_seal(tmp_path)
    (tmp_path / "there").mkdir()
    with pytest.raises(StoreError, match="could not be frozen"):
        freeze(store, tmp_path / "there", program="0.1.0")
    assert backup(store, tmp_path, tmp_path / "fine", at=NOON, program="test").events == 3
    assert sorted(path.name for path in tmp_path.iterdir() if "backup" in path.name) == []
