"""The report is written whole or not at all, and a bad place is said before anything is replayed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from solidground.app.importing.fault import FileFault
from solidground.app.writing import written_whole
from tests.app.replay.towns import row, town, written
from tests.config.conftest import Solidground

FULL = """
import resource, sys
from solidground.config.command_line import run
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
code = run(sys.argv[1:])
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
sys.exit(code)
"""
"""A disk on which no file grows beyond a kilobyte."""


def test_the_report_is_one_file_that_names_no_other_machine(solidground: Solidground, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    found = solidground("replay", "--incidents", town(tmp_path), "--store", "memory", "--report", report, "--json")
    assert found.code == 0
    page = report.read_text()
    assert page.startswith("<!doctype html>")
    assert 'src="http' not in page
    assert 'href="http' not in page
    assert not list(tmp_path.glob(".solidground-*"))


def test_a_folder_that_is_not_there_is_said_before_the_replay(solidground: Solidground, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    found = solidground("replay", "--incidents", town(tmp_path), "--data", kept, "--report", tmp_path / "no" / "r.html")
    assert (found.code, found.out) == (2, "")
    assert found.err == f'"{tmp_path / "no"}" is no folder. Name a file in one that is there.\n'
    assert not kept.exists()


def test_a_folder_is_no_place_for_a_report(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="is a folder"), written_whole(tmp_path):
        pass


def test_what_is_read_is_never_written_over(solidground: Solidground, tmp_path: Path) -> None:
    file = town(tmp_path)
    before = file.read_text()
    found = solidground("replay", "--incidents", file, "--report", file)
    assert found.code == 2
    assert "is what is read for it" in found.err
    assert file.read_text() == before


def test_a_pipe_or_a_device_is_not_taken_away(tmp_path: Path) -> None:
    place = tmp_path / "pipe"
    os.mkfifo(place)
    with pytest.raises(FileFault, match="is a device or a pipe"), written_whole(place):
        pass
    assert place.is_fifo()


def test_nothing_is_written_into_a_folder_that_is_read(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    for place in (keys / "seal.key", keys / "new", keys / ".." / "keys" / "new"):
        with pytest.raises(FileFault, match="is what is read for it"), written_whole(place, [keys]):
            pass
    assert list(keys.iterdir()) == []


def test_a_place_where_nothing_can_be_made_is_a_sentence() -> None:
    with pytest.raises(FileFault, match="could not be written"), written_whole(Path("/proc/report.html")):
        pass


def test_a_report_of_before_stays_where_the_replay_fails(tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    place.write_text("before")
    with pytest.raises(RuntimeError), written_whole(place):
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert place.read_text() == "before"


def test_no_report_is_no_file() -> None:
    with written_whole(None) as write:
        assert write is None


def test_a_full_disk_is_a_sentence_and_leaves_no_half(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    asked = ["replay", "--incidents", written(tmp_path, row()), "--store", "memory", "--report", report, "--json"]
    command = [sys.executable, "-c", FULL, *map(str, asked)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (2, "")
    assert (
        found.stderr
        == f'"{report}" could not be written: File too large. Make room, or name a file where you may write.\n'
    )
    assert [path.name for path in tmp_path.iterdir()] == ["incidents.csv"]


def test_a_place_that_became_a_folder_meanwhile_is_a_sentence(tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    with written_whole(place) as write:
        assert write is not None
        place.mkdir()
        with pytest.raises(FileFault, match="could not be written"):
            write(b"page")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
