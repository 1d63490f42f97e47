"""A sealed backup is opened by its key alone, also by the stock program; what is cut or foreign says so."""

import shutil
import subprocess
from pathlib import Path

import pytest

from solidground.store.backup import backup, unpack_backup
from solidground.store.envelope import identities, is_sealed, make_identity, open_file, recipients
from solidground.store.fault import StoreError
from solidground.store.sqlite import SqliteStore, open_sqlite
from solidground.store.verify import digest
from tests.store.made_up import NOON, SUBJECTS, case, made, opened, write


@pytest.fixture
def key(tmp_path: Path) -> Path:
    make_identity(tmp_path / "backup.key")
    return tmp_path / "backup.key"


def recipient(key: Path) -> str:
    return key.read_text().splitlines()[0].rpartition(" ")[2]


@pytest.fixture
def home(tmp_path: Path) -> SqliteStore:
    """Give a store whose log fills several of the chunks a sealed file has."""
    store = open_sqlite(tmp_path / "home", SUBJECTS, create=True)
    write(store, case(), opened(), *[made() for _ in range(900)])
    store.seal(NOON)
    return store


@pytest.fixture
def sealed(home: SqliteStore, key: Path, tmp_path: Path) -> Path:
    path = tmp_path / "one.age"
    backup(home, tmp_path / "home", path, at=NOON, program="test", to=(recipient(key),))
    return path


def opened_by_stock_age(sealed: Path, key: Path) -> bytes | None:
    """Open a file with Debian's program where it is installed; None where it is not."""
    age = shutil.which("age")
    if age is None:
        return None
    return subprocess.run([age, "--decrypt", "-i", key, sealed], check=True, capture_output=True).stdout


def test_a_sealed_backup_restores_what_was_there_and_shows_nothing(
    home: SqliteStore, sealed: Path, key: Path, tmp_path: Path
) -> None:
    content = sealed.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")
    assert not any(word in content for word in (b"PK\x03\x04", b"manifest", b"sqlite", b"seal.key"))
    assert sealed.stat().st_mode & 0o777 == 0o600
    assert not list((tmp_path / "home").glob(".backup*")), "nothing in clear is left"
    manifest = unpack_backup(sealed, tmp_path / "new", key)
    assert (manifest.events, manifest.at) == (901, NOON)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["keys", "solidground.sqlite3"]
    restored = open_sqlite(tmp_path / "new", SUBJECTS)
    assert digest(restored) == digest(home)
    restored.close()
    home.close()


def test_the_stock_program_opens_it_where_it_is_installed(sealed: Path, key: Path, tmp_path: Path) -> None:
    open_file(sealed, identities(key), tmp_path / "ours.zip")
    ours = (tmp_path / "ours.zip").read_bytes()
    assert ours.startswith(b"PK\x03\x04")
    assert opened_by_stock_age(sealed, key) in {None, ours}


def test_several_keys_open_it_each_alone(home: SqliteStore, key: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    listed = tmp_path / "recipients.txt"
    listed.write_text(f"# the ombud\n{make_identity(other)}\n\n")
    path = tmp_path / "two.age"
    backup(home, tmp_path / "home", path, at=NOON, program="test", to=(recipient(key), str(listed)))
    for number, one in enumerate((key, other)):
        assert unpack_backup(path, tmp_path / str(number), one).events == 901
    home.close()


def test_a_wrong_key_no_key_and_what_is_no_key_are_told_apart(sealed: Path, key: Path, tmp_path: Path) -> None:
    wrong, text = tmp_path / "wrong.key", tmp_path / "text.key"
    make_identity(wrong)
    text.write_text(key.read_text().splitlines()[1][:-5])
    (tmp_path / "empty.key").write_text("# nothing\n")
    (tmp_path / "binary.key").write_bytes(b"\xff\xfe")
    (tmp_path / "huge.key").write_bytes(b"x" * 70_000)
    expected = {
        None: "is sealed to a key of age. Name the file with that key",
        wrong: "was sealed to another key than this one",
        text: "holds no key of age. Its line begins with AGE-SECRET-KEY-1",
        tmp_path / "empty.key": "holds no key of age",
        tmp_path / "huge.key": "holds no key of age",
        tmp_path / "binary.key": "could not be read: it is no text",
        tmp_path / "none.key": "could not be read: No such file",
    }
    for given, why in expected.items():
        with pytest.raises(StoreError, match=why) as found:
            unpack_backup(sealed, tmp_path / "new", given)
        assert "AGE-SECRET-KEY-1" not in found.value.sentence.replace("begins with AGE-SECRET-KEY-1", "")
        assert not (tmp_path / "new").exists()


def test_a_sealed_backup_that_is_cut_anywhere_is_refused_and_leaves_nothing(
    sealed: Path, key: Path, tmp_path: Path
) -> None:
    whole = sealed.read_bytes()
    assert len(whole) > 1 << 16
    head = whole.index(b"---")
    for end in (30, head, head + 40, 1 << 16, len(whole) // 2, len(whole) - 1):
        sealed.write_bytes(whole[:end])
        with pytest.raises(StoreError, match="cut or damaged"):
            unpack_backup(sealed, tmp_path / "new", key)
        assert not (tmp_path / "new").exists()
    sealed.write_bytes(whole[:-99] + bytes(1) + whole[-98:])
    with pytest.raises(StoreError, match="cut or damaged"):
        unpack_backup(sealed, tmp_path / "new", key)


def test_nothing_is_written_for_a_recipient_that_is_none(home: SqliteStore, tmp_path: Path) -> None:
    for given, why in (("age1nobody", "is no age recipient"), (str(tmp_path / "none"), "could not be read")):
        with pytest.raises(StoreError, match=why):
            backup(home, tmp_path / "home", tmp_path / "x.age", at=NOON, program="test", to=(given,))
        assert not (tmp_path / "x.age").exists()
    assert len(recipients([])) == 0
    home.close()


def test_a_key_is_never_written_over(key: Path) -> None:
    before = key.read_bytes()
    assert key.stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreError, match="Name a new file"):
        make_identity(key)
    assert key.read_bytes() == before


def test_where_there_is_no_room_for_the_opened_file_that_is_said(sealed: Path, key: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(FileExistsError):
        open_file(sealed, identities(key), tmp_path / "there")
    assert not is_sealed(tmp_path / "nowhere")
