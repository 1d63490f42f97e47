"""What is left of a file that was cut is never taken for a new database, and no cell makes a check stumble."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from solidground.app import proving
from solidground.app.directory import found_agency
from solidground.app.settings import NewAgency
from solidground.store.fault import StoreError


@pytest.fixture
def harbor(tmp_path: Path) -> Path:
    """Give a data directory with a log."""
    found_agency(tmp_path / "harbor", NewAgency("harbor", "America/Chicago", "US-IL"), "A1", "C1")
    return tmp_path / "harbor"


@pytest.mark.parametrize("left", [1, 49, 511])
def test_a_cut_file_is_refused_and_stays_as_it_is(harbor: Path, left: int) -> None:
    file = harbor / "solidground.sqlite3"
    with file.open("r+b") as opened:
        opened.truncate(left)

    with pytest.raises(StoreError, match="cut off"):
        proving.check_log(harbor)

    assert file.stat().st_size == left


@pytest.mark.parametrize("column", ["agency", "side"])
@pytest.mark.parametrize("cell", ["CAST(x'ff' AS TEXT)", "'h\u00e4fen'", "x'ff00'"])
def test_a_log_renamed_by_a_foreign_hand_is_found_whatever_was_written(harbor: Path, column: str, cell: str) -> None:
    with closing(sqlite3.connect(harbor / "solidground.sqlite3")) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE event SET {column} = {cell} WHERE position = 1")  # noqa: S608 - a test's own cells
        connection.commit()

    found = proving.check_log(harbor)

    assert found.first_bad is not None
    str(found.first_bad).encode()
