"""``verify --json``: exactly three words, and exit code 1 for an altered log alone."""

import sqlite3
from pathlib import Path

import pytest

from tests.config.conftest import Solidground

FILE = "solidground.sqlite3"


def tamper(harbor: Path, statement: str) -> None:
    with sqlite3.connect(harbor / FILE) as connection:
        connection.execute(statement)
    connection.close()


def test_a_whole_log_is_told_in_three_words(solidground: Solidground, harbor: Path) -> None:
    found = solidground("verify", "--data", harbor, "--json")
    assert (found.code, found.err) == (0, "")
    assert found.json == {"events": 4, "first_bad": None, "unsealed": 4}
    assert "All 4 events" in solidground("verify", "--data", harbor).out


def test_a_sealed_log_has_nothing_unsealed(solidground: Solidground, harbor: Path) -> None:
    assert solidground("tick", "--data", harbor).code == 0
    assert solidground("verify", "--data", harbor, "--json").json["unsealed"] == 0
    assert solidground("verify", "--data", harbor).out.count("\n") == 1


@pytest.mark.parametrize(
    ("statement", "position"),
    [
        ("UPDATE event SET body = replace(body, 'C1', 'C2') WHERE position = 3", 3),
        ("UPDATE event SET body = x'00ff' WHERE position = 2", 2),
        ("DELETE FROM event WHERE position = 1", 1),
    ],
)
def test_an_altered_log_is_found_at_its_first_bad_event(
    solidground: Solidground, harbor: Path, statement: str, position: int
) -> None:
    tamper(harbor, statement)
    found = solidground("verify", "--data", harbor, "--json")
    assert found.code == 1
    assert set(found.json) == {"events", "first_bad", "unsealed"}
    assert found.json["first_bad"] == {"agency": "agency", "side": "care", "position": position}
    told = solidground("verify", "--data", harbor)
    assert (told.code, f"event {position} is the first" in told.out) == (1, True)


def test_a_tail_that_is_missing_against_a_checkpoint_is_the_position_after_it(
    solidground: Solidground, harbor: Path
) -> None:
    solidground("tick", "--data", harbor)
    tamper(harbor, "DELETE FROM event WHERE position = 4")
    assert solidground("verify", "--data", harbor, "--json").json["first_bad"]["position"] == 4


def test_what_is_no_database_is_bad_input(solidground: Solidground, tmp_path: Path) -> None:
    for name, content in (
        ("text", b"not a database at all, only words " * 100),
        ("empty", b""),
        ("cut", b"SQLite form"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        (folder / FILE).write_bytes(content)
        found = solidground("verify", "--data", folder, "--json")
        assert (found.code, found.out) == (2, ""), name
        assert str(folder) in found.err


def test_a_directory_that_is_not_there_is_bad_input(solidground: Solidground, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for missing, says in ((tmp_path / "none", "no database"), (tmp_path, "no database"), (file, "no folder")):
        found = solidground("verify", "--data", missing, "--json")
        assert (found.code, found.out) == (2, "")
        assert says in found.err


def test_a_database_newer_than_the_program_is_refused(solidground: Solidground, harbor: Path) -> None:
    tamper(harbor, "UPDATE meta SET value = '999' WHERE key = 'schema'")
    found = solidground("verify", "--data", harbor, "--json")
    assert (found.code, found.out) == (2, "")
    assert "newer" in found.err
