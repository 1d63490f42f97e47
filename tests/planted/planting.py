"""A copy of the package with one change in it, and tests run against that copy.

What must never happen here: the project's own source touched, or a defect that fits nowhere passed over.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.planted.defect import Defect

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "solidground"

FAILED = 1
"""How pytest ends where tests ran and some failed; other numbers say that it could not run them."""

SECONDS_MOST = 300
"""One test that runs longer than this hangs."""

ALONE = ("-p", "no:xdist")
"""One test needs no workers."""

_HALF_WRITTEN = shutil.ignore_patterns("*.pyc.*")
_FAILURE = re.compile(r"(?m)^FAILED (?P<test>\S+::.*?) - (?P<why>.*)$")
_TESTS = re.compile(r"AssertionError|assert |Failed: DID NOT RAISE")


class Ended(NamedTuple):
    """How a run of tests against a copy ended. ``failed`` holds each test that failed, and why."""

    code: int
    failed: tuple[tuple[str, str], ...]
    told: str

    @property
    def caught(self) -> bool:
        """Whether a test saw the defect: something it says did not hold. A source that does not load is not seen."""
        return self.code == FAILED and any(_TESTS.match(why) for _, why in self.failed)


@contextmanager
def planted(defect: Defect) -> Iterator[Path]:
    """Give a folder, for as long as the block lasts, whose copy of the package has the one change."""
    with TemporaryDirectory(prefix="planted-") as folder:
        _plant(defect, Path(folder, "solidground"))
        yield Path(folder)


def _plant(defect: Defect, copy: Path) -> None:
    # With what was compiled: only the changed module is compiled again.
    shutil.copytree(PACKAGE, copy, ignore=_HALF_WRITTEN)
    module = copy / defect.module
    source = module.read_text(encoding="utf-8")
    times = source.count(defect.old)
    assert times == 1, f"{defect.name}: its old text stands {times} times in {defect.module}, and must stand once"
    for compiled in module.parent.glob(f"__pycache__/{module.stem}.*"):
        compiled.unlink()
    module.write_text(source.replace(defect.old, defect.new), encoding="utf-8")


def run(folder: Path, *arguments: str, seconds_most: float = SECONDS_MOST) -> Ended:
    """Run pytest with the copy of the package in a folder."""
    # Neither measured nor coloured: what runs here is no test of the source, and its last lines are read.
    env = {key: value for key, value in os.environ.items() if not key.startswith(("COVERAGE_", "COV_", "PYTEST_"))}
    env |= {"PYTHONPATH": str(folder), "COLUMNS": "500", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-rf", "--tb=line", "-p", "no:randomly", "-p", "no:cacheprovider"]
    command.append(f"--basetemp={folder / 'made'}")
    ended = subprocess.run(
        [*command, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=seconds_most, check=False
    )
    told = ended.stdout + ended.stderr
    return Ended(ended.returncode, tuple((found["test"], found["why"]) for found in _FAILURE.finditer(told)), told)
