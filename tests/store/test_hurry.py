"""A log that is written in a hurry, because it is nobody's until it is whole, and salts drawn many at a time."""

from contextlib import closing
from pathlib import Path

from solidground.store.base import RANDOM_SALTS, SALTS_AT_ONCE
from solidground.store.proof import SALT_BYTES
from solidground.store.sqlite import FILE, SqliteStore, open_sqlite, plain
from tests.store.made_up import SUBJECTS, case, opened, write

OFF, FULL = 0, 2


def _waits(store: SqliteStore) -> int:
    return int(store.connection.execute("PRAGMA synchronous").fetchone()[0])


def _journal(store: SqliteStore) -> str:
    return str(store.connection.execute("PRAGMA journal_mode").fetchone()[0])


def test_commits_wait_for_the_disk_again_once_the_log_is_whole_and_all_of_it_is_in_the_file(tmp_path: Path) -> None:
    with closing(open_sqlite(tmp_path, SUBJECTS, create=True)) as store:
        assert _waits(store) == FULL
        store.hurry()
        assert _waits(store) == OFF
        assert _journal(store) == "memory"
        write(store, case(), opened())
        store.settle_down()
        assert _waits(store) == FULL
        assert _journal(store) == "wal"
        # Read without what waits in the write-ahead log: the file itself has it.
        alone = tmp_path / "alone"
        alone.write_bytes((tmp_path / FILE).read_bytes())
        with closing(plain(alone)) as copy:
            assert copy.execute("SELECT count(*) FROM event").fetchone() == (1,)


def test_no_salt_is_given_twice() -> None:
    salts = [RANDOM_SALTS() for _ in range(3 * SALTS_AT_ONCE)]
    assert len(set(salts)) == len(salts)
    assert {len(salt) for salt in salts} == {SALT_BYTES}
