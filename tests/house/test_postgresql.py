"""The PostgreSQL server of the tests: it is there, it is empty, and it never outlives its last holder."""

import os
import pwd
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from solidground.store import throwaway
from solidground.store.throwaway import STOP_SECONDS, Server, fresh_database, join, reachable, shared_server, start

HOLD_AND_BE_KILLED = """
import os, signal
from solidground.store.throwaway import start
print(start().folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def tables_in(address: str) -> int:
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace").fetchone()
    assert row is not None
    return int(row[0])


def test_every_test_gets_an_empty_database_of_its_own(postgresql_server: Server, postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url) as connection:
        connection.execute("CREATE TABLE left_behind (a int)")
    with fresh_database(postgresql_server.conninfo) as another:
        assert tables_in(another) == 0
    assert tables_in(postgresql_url) == 1


def test_a_database_is_dropped_when_its_test_has_ended(postgresql_server: Server) -> None:
    with fresh_database(postgresql_server.conninfo) as address:
        pass
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(address)


def test_who_joins_a_running_server_reaches_the_same_one(postgresql_server: Server) -> None:
    joined = join(postgresql_server.folder)
    assert joined.conninfo == postgresql_server.conninfo
    joined.leave()
    psycopg.connect(postgresql_server.conninfo).close()


def test_a_server_whose_holder_was_killed_stops_and_leaves_no_folder() -> None:
    killed = subprocess.run(
        [sys.executable, "-c", HOLD_AND_BE_KILLED], capture_output=True, text=True, check=False, cwd=Path.cwd()
    )
    folder = Path(killed.stdout.strip())
    assert killed.returncode == -signal.SIGKILL
    give_up = time.monotonic() + STOP_SECONDS
    while folder.exists() and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not folder.exists(), f"the server in {folder} has outlived its holder"
    with pytest.raises(FileNotFoundError):
        join(folder)


def test_a_run_shares_one_server_and_starts_another_when_the_last_holder_has_gone(tmp_path: Path) -> None:
    place = tmp_path / "postgresql"
    first = shared_server(place)
    second = shared_server(place)
    assert second.folder == first.folder
    first.leave()
    psycopg.connect(second.conninfo).close()
    second.stop()
    third = shared_server(place)
    assert third.folder != first.folder
    assert place.read_text() == str(third.folder)
    third.stop()


def test_a_server_that_does_not_start_says_why() -> None:
    with pytest.raises(RuntimeError, match="no_such_setting"):
        start("no_such_setting=1", seconds=0.5)


def test_programs_that_the_server_may_not_run_where_they_are_are_copied(tmp_path: Path) -> None:
    programs, folder = tmp_path / "locked", tmp_path / "server"
    (programs / "bin").mkdir(parents=True)
    (programs / "bin/initdb").write_text("not a program")
    folder.mkdir()
    assert reachable(programs, folder) == folder / "programs/locked"
    assert (folder / "programs/locked/bin/initdb").read_text() == "not a program"


def test_programs_of_a_wheel_run_where_they_were_copied_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def may_not(_: list[str], __: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(throwaway, "_run", may_not)
    programs = reachable(throwaway.installed(), tmp_path)
    assert programs.is_relative_to(tmp_path)
    account = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()
    owners = {path.lstat().st_uid for path in tmp_path.rglob("*")}
    assert owners == {account}, "the server removes its folder, and what was copied into it"
    assert subprocess.run([programs / "bin/initdb", "--version"], check=False).returncode == 0
