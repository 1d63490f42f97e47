"""``restore --store postgresql``: one step from a backup to a PostgreSQL that goes on, or nothing at all."""

from pathlib import Path

import pytest

from solidground.app.settings import ADDRESS
from tests.config.conftest import Solidground

INTO = ("--store", "postgresql")


@pytest.fixture
def kept(harbor: Path, solidground: Solidground, tmp_path: Path) -> Path:
    """Give a backup of an agency kept in SQLite, sealed."""
    assert solidground("tick", "--data", harbor).code == 0
    assert solidground("backup", tmp_path / "b.zip", "--data", harbor).code == 0
    return tmp_path / "b.zip"


def test_a_backup_from_sqlite_goes_on_in_postgresql(
    solidground: Solidground, kept: Path, tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, postgresql_url)
    folder = tmp_path / "shared"
    found = solidground("restore", kept, "--data", folder, *INTO, "--json")
    said = {"data": str(folder), "events": 4, "from_postgresql": False, "store": "postgresql"}
    assert said.items() <= found.json.items()
    assert found.json["ahead"]["cases"] == 0
    assert not list(folder.glob("*.sqlite3*"))
    whole = {"events": 4, "first_bad": None, "unsealed": 0}
    assert solidground("verify", "--data", folder, "--json").json == whole
    assert solidground("tick", "--data", folder).code == 0
    assert solidground("reconcile", "--data", folder).code == 0


def test_a_backup_from_postgresql_comes_back_into_an_empty_one_named_in_the_settings(
    solidground: Solidground, tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch, kept: Path
) -> None:
    monkeypatch.setenv(ADDRESS, postgresql_url)
    assert solidground("restore", kept, "--data", tmp_path / "live", *INTO).code == 0
    assert solidground("backup", tmp_path / "c.zip", "--data", tmp_path / "live").code == 0
    full = solidground("restore", tmp_path / "c.zip", "--data", tmp_path / "again", *INTO)
    assert (full.code, "is not empty" in full.err) == (2, True), "the live database is never written over"
    assert not (tmp_path / "again").exists()
    assert solidground("verify", "--data", tmp_path / "live", "--json").json["events"] == 4


def test_where_no_postgresql_answers_nothing_is_restored(
    solidground: Solidground, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    none = solidground("restore", kept, "--data", tmp_path / "there", *INTO)
    assert (none.code, ADDRESS in none.err) == (2, True)
    monkeypatch.setenv(ADDRESS, "host=nowhere.invalid dbname=x")
    lost = solidground("restore", kept, "--data", tmp_path / "there", *INTO)
    assert (lost.code, "cannot be reached" in lost.err) == (2, True)
    assert list((tmp_path / "there").iterdir()) == []


def test_it_says_where_the_log_is_now(
    solidground: Solidground, kept: Path, tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, postgresql_url)
    told = solidground("restore", kept, "--data", tmp_path / "shared", *INTO)
    assert 'settings.toml says kind = "postgresql"' in told.out


def test_the_log_of_a_replay_comes_back_and_no_clock_is_spoken_of(
    solidground: Solidground, harbor: Path, tmp_path: Path
) -> None:
    (harbor / "settings.toml").unlink()
    assert solidground("backup", tmp_path / "b.zip", "--data", harbor).code == 0
    found = solidground("restore", tmp_path / "b.zip", "--data", tmp_path / "one", "--json")
    assert (found.code, found.json["ahead"]) == (0, None)
    told = solidground("restore", tmp_path / "b.zip", "--data", tmp_path / "two").out
    assert "clock" not in told
