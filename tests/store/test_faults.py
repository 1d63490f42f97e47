"""A full disk, a file that cannot be read, a second clock: a sentence each, and nothing is lost."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import errors

from solidground.core.desk.signature import Signature
from solidground.store.clock_lock import LOCK, open_clock_lock
from solidground.store.desk import case_row
from solidground.store.fault import StoreError
from solidground.store.migration import migrate
from solidground.store.postgresql import open_postgresql
from solidground.store.postgresql_fault import faults, place_of
from solidground.store.proof import SALT_BYTES
from solidground.store.seal import Seal, make_seal, read_public, read_seal
from solidground.store.sqlite import FILE, IN_VAIN_SECONDS, LOG, SqliteStore, open_sqlite, plain
from solidground.store.sqlite_fault import sentence_of
from solidground.store.sqlite_session import SqliteSession
from solidground.store.tables import SCHEMA
from solidground.store.unit import BufferedUnit
from solidground.store.verify import verify
from tests.store.made_up import AGENCY, MEMBER, NOON, SUBJECTS, case, change, made, opened, write

STATEMENTS_MOST = 40


class Faulty(sqlite3.Connection):
    """A connection that breaks at a numbered statement after it was armed."""

    left: int | None = None

    def _count(self, statement: str) -> None:
        if self.left is not None and not statement.startswith("ROLLBACK"):
            self.left -= 1
            if self.left < 0:
                message = "disk I/O error"
                raise sqlite3.OperationalError(message)

    def execute(self, statement: str, row: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 as the driver takes it
        """Count, then run."""
        self._count(statement)
        return super().execute(statement, row)

    def executemany(self, statement: str, rows: Any, /) -> sqlite3.Cursor:  # noqa: ANN401 as the driver takes it
        """Count, then run."""
        self._count(statement)
        return super().executemany(statement, rows)


def test_a_transaction_broken_at_any_statement_leaves_nothing_half_written(tmp_path: Path) -> None:
    connections: list[Faulty] = []

    def faulty(path: Path) -> sqlite3.Connection:
        connections.append(sqlite3.connect(path, isolation_level=None, factory=Faulty))
        return connections[-1]

    store = SqliteStore(tmp_path / FILE, SUBJECTS, Seal.new(), connect=faulty)
    write(store, case("c-1"), opened())
    with store.transaction() as unit:
        beside(unit, "first")
    before = dump(tmp_path / FILE)
    broken = 0
    for number in range(STATEMENTS_MOST):
        connections[0].left = number
        try:
            with store.transaction() as unit:
                (loaded,) = unit.load([case("c-1")])
                unit.append([change(case("c-1"), loaded, made())])
                beside(unit, "second")
        except StoreError as error:
            assert "Nothing was lost" in error.sentence  # noqa: PT017 the last round has no error
            broken += 1
        finally:
            connections[0].left = None
        if dump(tmp_path / FILE) != before:
            break
    assert broken >= 13
    assert broken == number, "only the round that was not broken wrote anything"
    assert verify(store, None).first_bad is None
    store.close()


def beside(unit: BufferedUnit, number: str) -> None:
    """Write what no log holds: the number on a thing, and the name under a decision that is sent."""
    unit.put_serial(AGENCY, "thing", MEMBER, number)
    unit.put_signed(AGENCY, "decision/d-1", MEMBER, Signature(number, (((0, 0), (9, 9)),)))
    unit.drop_signed(AGENCY, "delivered/d-1")
    unit.move_signed(AGENCY, "decision/d-1", "delivered/d-1")


def dump(path: Path) -> list[str]:
    """Return the whole database as text."""
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path, SUBJECTS, create=True)
    write(store, case("c-0"), opened())
    (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="no room left") as caught:
        write(store, case("c-1"), opened(), *[made() for _ in range(2000)])
    assert str(tmp_path) in caught.value.sentence
    assert verify(store, None).first_bad is None
    store.connection.execute("PRAGMA max_page_count = 100000")
    write(store, case("later"), opened())
    store.close()


def test_a_process_killed_in_the_middle_loses_what_was_not_committed_and_nothing_else(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from solidground.store.sqlite import open_sqlite;"
        "from tests.store.made_up import *;"
        "store = open_sqlite(Path(sys.argv[1]), SUBJECTS, create=True); write(store, case('c-1'), opened());"
        "begun = store.transaction(); unit = begun.__enter__();"
        "unit.append([change(case('c-1'), unit.load([case('c-1')])[0], made())]); unit.write(); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == -9
    store = open_sqlite(tmp_path, SUBJECTS)
    assert [event.version for event in store.log()] == [1]
    assert verify(store, None).first_bad is None
    store.close()


def test_no_database_no_folder_and_something_else_are_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database in"):
        open_sqlite(tmp_path, SUBJECTS)
    with pytest.raises(StoreError, match="is not there"):
        SqliteStore(tmp_path / "nowhere" / FILE, SUBJECTS, Seal.new())
    (tmp_path / FILE).write_bytes(b"not a database at all, but long enough to look like a file" * 20)
    with pytest.raises(StoreError, match="not a database"):
        open_sqlite(tmp_path, SUBJECTS)
    (tmp_path / "other").mkdir()
    other = plain(tmp_path / "other" / FILE)
    other.execute("CREATE TABLE recipes (name)")
    other.close()
    with pytest.raises(StoreError, match="holds something else"):
        open_sqlite(tmp_path / "other", SUBJECTS)
    with pytest.raises(StoreError, match="could not be made"):
        open_sqlite(tmp_path / FILE / "under", SUBJECTS, create=True)


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path, SUBJECTS, create=True)
    for number in range(200):
        write(store, case(f"c-{number}"), opened(), made())
    store.close()
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[:8192] + b"\xee" * (len(whole) - 8192))
    with pytest.raises(StoreError, match="damaged"):
        verify(open_sqlite(tmp_path, SUBJECTS), None)


def test_a_locked_file_is_said(tmp_path: Path) -> None:
    def impatient(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(path, timeout=0.01, isolation_level=None)

    store = open_sqlite(tmp_path, SUBJECTS, create=True)
    other = SqliteStore(tmp_path / FILE, SUBJECTS, Seal.new(), connect=impatient)
    with store.transaction(), pytest.raises(StoreError, match="in use by another program"):
        write(other, case(), opened())
    write(other, case(), opened())
    other.close()
    store.close()


class Watch:
    """A time that passes only where somebody sleeps."""

    at = 0.0

    def monotonic(self) -> float:
        """Return it."""
        return self.at

    def sleep(self, seconds: float) -> None:
        """Let it pass."""
        self.at += seconds


def test_behind_one_that_waited_in_vain_nobody_waits_as_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch()
    monkeypatch.setattr("solidground.store.sqlite.time", watch)
    holder, other = open_sqlite(tmp_path, SUBJECTS, create=True), open_sqlite(tmp_path, SUBJECTS)
    other.wait_at_most(1)

    def waited() -> float:
        began = watch.at
        with holder.transaction(), pytest.raises(StoreError, match="in use by another program"):
            write(other, case(), opened())
        return round(watch.at - began, 2)

    assert [waited() for _ in range(3)] == [1, IN_VAIN_SECONDS, IN_VAIN_SECONDS]
    write(other, case(), opened())
    assert waited() == 1, "after one that came through"
    other.close()
    holder.close()


def test_a_table_that_another_program_holds_is_said(tmp_path: Path, postgresql_url: str) -> None:
    store = open_postgresql(postgresql_url, tmp_path, SUBJECTS)
    store.wait_at_most(0.05)
    with psycopg.connect(postgresql_url) as other:
        other.execute("LOCK TABLE solidground.event")
        with pytest.raises(StoreError, match="in use by another program"):
            write(store, case(), opened())
        other.rollback()
    write(store, case(), opened())
    with psycopg.connect(postgresql_url, autocommit=True) as other:
        other.execute(f"SELECT pg_terminate_backend({store.connection.info.backend_pid})")
        other.execute("SELECT 1")
    with psycopg.connect(postgresql_url) as other:
        other.execute("LOCK TABLE solidground.event")
        with pytest.raises(StoreError, match="in use by another program"):
            write(store, case("c-2"), opened())
    store.close()


def test_a_file_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    def read_only(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)

    open_sqlite(tmp_path, SUBJECTS, create=True).close()
    store = SqliteStore(tmp_path / FILE, SUBJECTS, Seal.new(), connect=read_only)
    with pytest.raises(StoreError, match="cannot be written"):
        write(store, case(), opened())
    store.close()


def test_a_newer_database_is_refused_and_an_older_one_brought_up(tmp_path: Path) -> None:
    open_sqlite(tmp_path, SUBJECTS, create=True).close()
    hand = plain(tmp_path / FILE)
    session = SqliteSession(hand)
    steps = {SCHEMA + 1: ("CREATE TABLE second (x)",), SCHEMA + 2: ("ALTER TABLE second ADD COLUMN y",)}
    assert migrate(session, "It", steps=steps, schema=SCHEMA + 2) == SCHEMA
    hand.execute("SELECT x, y FROM second")
    with pytest.raises(StoreError, match="newer version"):
        open_sqlite(tmp_path, SUBJECTS)
    hand.execute("DELETE FROM meta")
    with pytest.raises(StoreError, match="does not say which version"):
        open_sqlite(tmp_path, SUBJECTS)
    hand.close()


def test_a_second_clock_is_told_who_holds_the_first(tmp_path: Path) -> None:
    with open_clock_lock(tmp_path):
        holder = (tmp_path / LOCK).read_text(encoding="ascii").strip()
        with pytest.raises(StoreError, match=f"process {holder}"), open_clock_lock(tmp_path):
            pass
    with open_clock_lock(tmp_path):
        pass
    with pytest.raises(StoreError, match="cannot be written"), open_clock_lock(tmp_path / "nowhere"):
        pass


def test_the_key_is_private_made_once_and_missed(tmp_path: Path) -> None:
    seal = make_seal(tmp_path)
    assert make_seal(tmp_path).public == seal.public == read_public(tmp_path)
    key = tmp_path / "keys" / "seal.key"
    assert key.stat().st_mode & 0o777 == 0o600
    key.write_bytes(b"short")
    with pytest.raises(StoreError, match="is not a key"):
        read_seal(tmp_path)
    key.unlink()
    with pytest.raises(StoreError, match="from your backup"):
        make_seal(tmp_path)
    for wrong in ("", "00", "no hex"):
        (tmp_path / "keys" / "seal.pub").write_text(wrong, encoding="ascii")
        with pytest.raises(StoreError, match="public key"):
            read_public(tmp_path)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="could not be written"):
        make_seal(tmp_path / "file")


def test_checkpoints_without_a_public_key_are_not_called_whole(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path, SUBJECTS, create=True, salts=lambda: bytes(SALT_BYTES))
    write(store, case(), opened())
    store.seal(NOON)
    with pytest.raises(StoreError, match=r"seal\.pub"):
        verify(store, None)
    store.close()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (errors.DiskFull(), "no room left"),
        (errors.InsufficientPrivilege(), "may not be written"),
        (errors.UndefinedTable(), "lacks a table or a column it should have. Stop the clock"),
        (errors.AdminShutdown(), r"cannot be reached \(no answer\)"),
        (psycopg.OperationalError("connection failed: refused\nIs it running?"), r"\(connection failed: refused\)"),
        (psycopg.OperationalError("refused\n- b: session is read-only"), r"\(none of its servers takes writing now\)"),
    ],
)
def test_what_postgresql_says_is_said_with_the_place_and_the_remedy(fault: Exception, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught, faults(place_of("dbname=harbor host=db.test password=hush")):
        raise fault
    assert '"harbor" on "db.test"' in caught.value.sentence
    assert "hush" not in caught.value.sentence


def test_what_no_table_of_postgresql_allows_is_a_bug() -> None:
    with pytest.raises(AssertionError), faults("It"):
        raise errors.CheckViolation


def test_an_error_nobody_foresaw_has_a_sentence_too() -> None:
    assert sentence_of(sqlite3.OperationalError("odd"), "It").startswith("It failed: odd.")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("no such table: case_row", 'its table "case_row" is missing'),
        ("no such column: wake_at", 'its column "wake_at" is missing'),
        ("table outbox has no column named way", 'its column "way" is missing'),
    ],
)
def test_a_table_that_is_gone_is_named_with_what_helps(error: str, says: str) -> None:
    said = sentence_of(sqlite3.OperationalError(error), "It")
    assert said.startswith(f"It is damaged: {says}. Stop the clock, keep a copy")
    assert "try again" not in said


@pytest.mark.parametrize("keepers", ["x{", "[1]", 7])
def test_a_damaged_row_of_a_case_is_named_with_what_helps(keepers: object) -> None:
    row = ("c-1", *("active", "m-1", None, "present"), 0, 0, 0, None, None, None, None, None, keepers)
    with pytest.raises(StoreError, match='The case c-1 has a damaged row in the table "case_row"') as caught:
        case_row(row)
    assert caught.value.sentence.endswith("says whether the log itself is whole.")


def test_a_database_that_was_moved_or_replaced_under_a_program_is_not_written_to(tmp_path: Path) -> None:
    here, away = tmp_path / "here", tmp_path / "away"
    store = open_sqlite(here, SUBJECTS, create=True)
    write(store, case(), opened())
    here.rename(away)
    with pytest.raises(StoreError, match="was moved, replaced or taken away"):
        write(store, case("c-2"), opened())
    open_sqlite(here, SUBJECTS, create=True).close()
    with pytest.raises(StoreError, match="start them again"):
        store.events(case())
    shutil.rmtree(here)
    away.rename(here)
    write(store, case("c-2"), opened())
    store.close()
    again = open_sqlite(here, SUBJECTS)
    assert len(again.events(case("c-2"))) == 1
    again.close()


def test_what_would_go_into_a_log_that_was_deleted_is_refused(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path, SUBJECTS, create=True)
    write(store, case(), opened())
    (tmp_path / (FILE + LOG)).unlink()
    with pytest.raises(StoreError, match="taken away in part"):
        write(store, case("c-2"), opened())
    store.close()
