"""Where a replay keeps its log: a data directory every other command opens, or nothing at all."""

import sqlite3
from pathlib import Path

import pytest

from solidground.app.importing.fault import FileFault
from solidground.app.replay.folder import Founding, folder
from solidground.app.settings import read_settings
from solidground.core.kernel import AgencyId
from solidground.protocols import text
from solidground.store.sqlite import FILE
from tests.app.replay.towns import row, town, written
from tests.config.conftest import Solidground

FOUNDING = Founding(AgencyId("replay"), "America/Chicago", "default")


@pytest.mark.parametrize("kind", ["memory", "sqlite", "postgresql"])
def test_what_was_written_is_kept_and_verifies_with_nothing_unsealed(
    solidground: Solidground, tmp_path: Path, kind: str, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLIDGROUND_DATABASE", postgresql_url)
    kept = tmp_path / "kept"
    file = written(tmp_path, row())
    replayed = solidground("replay", "--incidents", file, "--store", kind, "--data", kept, "--json")
    assert (replayed.code, replayed.err) == (0, "")
    assert sorted(path.name for path in kept.iterdir()) == ["keys", "settings.toml", FILE]
    monkeypatch.delenv("SOLIDGROUND_DATABASE")
    verified = solidground("verify", "--data", kept, "--json")
    assert verified.json == {"events": replayed.json["events"], "first_bad": None, "unsealed": 0}
    assert solidground("reconcile", "--data", kept, "--json").err == ""
    with sqlite3.connect(kept / FILE) as database:
        rows = database.execute("SELECT agency, side, position, body FROM event ORDER BY 1, 2, 3").fetchall()
    assert len(rows) == replayed.json["events"]
    assert {(agency, side) for agency, side, _, _ in rows} == {("replay", "command"), ("replay", "care")}
    assert rows[0][3].startswith("{")


@pytest.mark.parametrize("inside", ["", "folder"])
def test_a_file_in_the_place_of_the_folder_is_refused_and_left_as_it_is(
    solidground: Solidground, tmp_path: Path, inside: str
) -> None:
    file = town(tmp_path)
    before = file.read_bytes()
    for asked in (("replay", "--incidents", file), ("init", "--administrator", "A1", "--coordinator", "C1")):
        found = solidground(*asked, "--data", file / inside)
        assert (found.code, found.out) == (2, "")
        assert found.err == f'"{file}" is a file. Name a folder: one that is not there yet, or an empty one.\n'
    assert file.read_bytes() == before


def test_a_folder_that_holds_a_log_is_refused_and_left_as_it_is(solidground: Solidground, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    asked = ("replay", "--incidents", town(tmp_path), "--answers", "nobody", "--data", kept, "--json")
    assert solidground(*asked).code == 0
    before = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    again = solidground(*asked, "--store", "memory")
    assert (again.code, again.out) == (2, "")
    assert "holds a log already" in again.err
    assert {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()} == before


def test_a_database_that_holds_a_log_is_refused(
    solidground: Solidground, tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLIDGROUND_DATABASE", postgresql_url)
    asked = ("replay", "--incidents", written(tmp_path, row()), "--answers", "nobody", "--store", "postgresql")
    assert solidground(*asked).code == 0
    again = solidground(*asked, "--data", tmp_path / "kept")
    assert (again.code, again.out) == (2, "")
    assert "holds a log already" in again.err
    assert not (tmp_path / "kept").exists()


def test_where_no_postgresql_is_named_one_is_started_and_thrown_away(solidground: Solidground, tmp_path: Path) -> None:
    file = written(tmp_path, row())
    on_postgresql = solidground("replay", "--incidents", file, "--store", "postgresql", "--json")
    in_memory = solidground("replay", "--incidents", file, "--store", "memory", "--json")
    assert on_postgresql.json["digest"] == in_memory.json["digest"]


def test_an_empty_folder_with_other_files_is_taken_and_they_stay(solidground: Solidground, tmp_path: Path) -> None:
    file = written(tmp_path, row())
    found = solidground("replay", "--incidents", file, "--answers", "nobody", "--data", tmp_path)
    assert found.code == 0
    assert file.exists()


def test_a_protocol_from_a_file_is_kept_beside_the_settings(solidground: Solidground, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text("default").replace('name = "default"', 'name = "own"'))
    kept = tmp_path / "kept"
    file = written(tmp_path, row())
    found = solidground("replay", "--incidents", file, "--answers", "nobody", "--data", kept, "--protocol", own)
    assert found.code == 0
    assert read_settings(kept).protocol == "protocol.toml"
    assert (kept / "protocol.toml").read_text() == own.read_text()


def test_the_settings_name_the_agency_the_zone_and_a_shipped_protocol(tmp_path: Path) -> None:
    with folder(tmp_path / "kept", FOUNDING._replace(protocol="small_agency")) as directory:
        settings = read_settings(directory)
    assert (settings.agency, settings.zone, settings.protocol) == ("replay", "America/Chicago", "small_agency")


@pytest.mark.parametrize("there", [True, False])
def test_half_a_replay_leaves_nothing(tmp_path: Path, there: bool) -> None:
    kept = tmp_path / "kept"
    if there:
        kept.mkdir()
        (kept / "mine.txt").write_text("mine")
    with pytest.raises(KeyboardInterrupt), folder(kept, FOUNDING):
        raise KeyboardInterrupt
    assert [path.name for path in kept.rglob("*")] == (["mine.txt"] if there else [])
    assert kept.exists() is there


def test_a_place_that_is_no_folder_is_refused(solidground: Solidground, tmp_path: Path) -> None:
    file = town(tmp_path)
    found = solidground("replay", "--incidents", file, "--data", file)
    assert (found.code, found.out) == (2, "")
    assert found.err.count("\n") == 1


def test_a_folder_for_nobody_is_gone_afterwards() -> None:
    with folder(None, FOUNDING) as passing:
        assert passing.is_dir()
    assert not passing.exists()


def test_a_folder_with_keys_alone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    with pytest.raises(FileFault, match="keys"), folder(tmp_path, FOUNDING):
        pass
