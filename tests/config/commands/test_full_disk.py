"""A disk without room: a sentence with the place and the remedy, exit code 2, and nothing is lost.

The limit is on the size of any file this program writes, which every system keeps; a full disk fails at the same calls.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from solidground.app.settings import ADDRESS
from tests.config.conftest import Answer, Solidground

LIMITED = (
    "import resource, sys; from solidground.config.command_line import main;"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY)); main(sys.argv[2:])"
)
SHARED_MEMORY = 33_000
"""Room for what SQLite keeps beside a database that is read, and for no more."""

HEAD = "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part"


def limited(size: int, *arguments: object) -> Answer:
    """Run a command line that may write no file beyond a size."""
    command = [sys.executable, "-c", LIMITED, str(size), *map(str, arguments)]
    # Nothing else may write under the limit: a measurement of coverage would find no room for its own file either.
    clean = {name: value for name, value in os.environ.items() if name != ADDRESS and not name.startswith("COVERAGE_")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=clean)
    assert "Traceback" not in done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)


def incidents(folder: Path, count: int) -> Path:
    """Write a file of incidents, one a day, each with somebody of its own."""
    lines = [
        f"I{day},child_death,2024-03-{day % 28 + 1:02}T12:00,America/Chicago,true,P{day},present"
        for day in range(count)
    ]
    path = folder / "incidents.csv"
    path.write_text("\n".join([HEAD, *lines]))
    return path


@pytest.fixture
def waiting(harbor: Path, solidground: Solidground, tmp_path: Path) -> Path:
    """Give an agency with forty people for whom care is wanted."""
    members = tmp_path / "members.csv"
    members.write_text("person_ref,appointed_on,separated_on,mail\nC1,,,c1@x.example\n")
    for kind, file in (("members", members), ("incidents", incidents(tmp_path, 40))):
        assert solidground("import", kind, file, "--data", harbor).code == 0
    return harbor


def test_a_turn_of_the_clock_that_finds_no_room_loses_nothing(waiting: Path, solidground: Solidground) -> None:
    before = solidground("verify", "--data", waiting, "--json").json["events"]
    for arguments in (("tick",), ("tick", "--json")):
        found = limited(100_000, *arguments, "--data", waiting)
        assert (found.code, found.out) == (2, "")
        assert f'the database "{waiting}' in found.err
        assert "Make room" in found.err
    whole = {"events": before, "first_bad": None, "unsealed": before}
    assert solidground("verify", "--data", waiting, "--json").json == whole
    assert solidground("tick", "--data", waiting, "--json").json["opened"] == 40
    assert solidground("reconcile", "--data", waiting).code == 0


@pytest.mark.parametrize("command", ["backup", "archive"])
def test_a_backup_without_room_names_its_own_file_and_leaves_nothing(
    waiting: Path, solidground: Solidground, tmp_path: Path, command: str
) -> None:
    (tmp_path / "safe").mkdir()
    assert solidground("tick", "--data", waiting).code == 0
    found = limited(SHARED_MEMORY, command, tmp_path / "safe" / "x", "--data", waiting)
    assert (found.code, str(tmp_path / "safe") in found.err) == (2, True)
    assert "oom" in found.err
    assert list((tmp_path / "safe").iterdir()) == []
    assert solidground(command, tmp_path / "safe" / "x", "--data", waiting).code == 0


def test_a_replay_without_room_says_where_and_leaves_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    found = limited(40_000, "replay", "--incidents", incidents(tmp_path, 40), "--data", kept, "--json")
    assert (found.code, found.out) == (2, "")
    assert "Make room" in found.err
    assert not (kept / "solidground.sqlite3").exists()


def test_a_report_without_room_says_where_and_leaves_nothing(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    rows = ("replay", "--incidents", incidents(tmp_path, 3), "--store", "memory", "--report", report)
    found = limited(1000, *rows)
    assert (found.code, f'"{report}" could not be written' in found.err) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["incidents.csv"]


def test_a_new_agency_without_room_is_not_begun(tmp_path: Path) -> None:
    new = tmp_path / "new"
    found = limited(4000, "init", "--data", new, "--administrator", "A", "--coordinator", "C")
    assert (found.code, "oom" in found.err) == (2, True)
    assert not new.exists()


def test_a_restore_without_room_leaves_nothing(waiting: Path, solidground: Solidground, tmp_path: Path) -> None:
    assert solidground("backup", tmp_path / "b.zip", "--data", waiting).code == 0
    found = limited(4000, "restore", tmp_path / "b.zip", "--data", tmp_path / "new")
    assert (found.code, f'"{tmp_path / "new"}"' in found.err) == (2, True)
    assert not (tmp_path / "new").exists()
