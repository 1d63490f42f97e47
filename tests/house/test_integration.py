"""What continuous integration runs: style, tests and pages, each of them, and one that failed is not lost."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.chromium import NAMED, NONE_FOUND
from tests.house.sources import ROOT

MAKE = """#!/bin/sh
echo "$1" >>made
mkdir -p build
case "$1" in
  test) echo "== 3 passed ==" >build/pytest.log ;;
  browser) echo "== 2 passed ==" >build/browser.log ;;
esac
test "$1" != "$FAILS"
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a folder with what continuous integration runs, and nothing else."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    return tmp_path


def ran(place: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script of continuous integration to its end."""
    path = f"{place}{os.pathsep}{os.environ['PATH']}"
    around = {**os.environ, "PATH": path, **environment}
    return subprocess.run([place / ".ci" / script], env=around, capture_output=True, text=True, check=False)


def made(place: Path, fails: str) -> tuple[list[str], int, list[str]]:
    """Return what was made, what came of it, and the last lines, where one part fails."""
    make = place / "make"
    make.write_text(MAKE, encoding="utf-8")
    make.chmod(0o755)
    end = ran(place, "run", FAILS=fails)
    return (place / "made").read_text(encoding="utf-8").split(), end.returncode, end.stdout.splitlines()[-2:]


@pytest.mark.parametrize("fails", ["", "test", "browser"])
def test_tests_and_pages_are_run_whatever_comes_of_one_and_their_last_lines_are_the_last(
    place: Path, fails: str
) -> None:
    parts, code, last = made(place, fails)
    assert parts == ["check", "test", "browser"]
    assert code == (1 if fails else 0)
    assert last == ["== 2 passed ==", "== 3 passed =="]


def test_what_is_not_clean_is_not_tested(place: Path) -> None:
    (place / "build").mkdir()
    (place / "build" / "pytest.log").write_text("== 9 passed ==\n", encoding="utf-8")
    parts, code, last = made(place, "check")
    assert parts == ["check"]
    assert code == 1
    assert last == [], "nothing is said of an earlier run"


def test_where_no_browser_can_be_had_the_pages_fail_and_say_so(place: Path) -> None:
    for name in (".venv", "tests", "src"):
        (place / name).symlink_to(ROOT / name)
    end = ran(place, "browser", **{NAMED: str(place / "gone")})
    assert end.returncode == 2
    assert NONE_FOUND in end.stderr
    assert (place / "build" / "browser.log").read_text(encoding="utf-8").startswith("No page was opened")
