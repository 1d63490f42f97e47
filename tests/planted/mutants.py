"""Mutation testing of core: every small change mutmut can think of, and how many of them the tests of core notice.

``make mutants`` takes hours for all of core; a part of it: ``make mutants ARGS="ladder.py care/keeping/*"``. What was
measured, and which changes live and why, is told in docs/mutants.md.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.planted.planting import ROOT

FOLDER = ROOT / "build" / "mutants"
CORE = "src/solidground/core"
LIVING = frozenset({0, 5, 33})
"""How mutmut notes that the tests passed all the same, or that none of them comes by. Not to end is a kill too."""

LEFT_OUT = ("care/test_machine.py", "test_ladder_machine.py", "roster/test_machine.py")
"""The state machines see nearly everything, and take minutes for each: they do not hide what the examples miss."""

SETTINGS = """
[project]
name = "mutants"
version = "0"

[tool.mutmut]
source_paths = ["src/"]
only_mutate = {only}
also_copy = ["tests", "docs"]
pytest_add_cli_args_test_selection = ["tests/core"]
pytest_add_cli_args = {arguments}

[tool.pytest.ini_options]
pythonpath = ["."]
addopts = ["--import-mode=importlib"]
"""


class Rate(NamedTuple):
    """What became of the mutants of one module; ``living`` are the names of those nobody noticed."""

    module: str
    mutants: int
    living: tuple[str, ...]


def prepare(modules: Sequence[str]) -> None:
    """Make a folder with a copy of the project for mutmut to change."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for part in ("src", "tests", "docs"):
        shutil.copytree(ROOT / part, FOLDER / part, ignore=shutil.ignore_patterns("__pycache__"))
    only = [f"{CORE}/{module}" for module in modules or ("**",)]
    arguments = ["-p", "no:cacheprovider", "-p", "no:randomly", *(f"--ignore=tests/core/{one}" for one in LEFT_OUT)]
    settings = SETTINGS.format(only=json.dumps(only), arguments=json.dumps(arguments))
    (FOLDER / "pyproject.toml").write_text(settings, encoding="utf-8")


def rates(folder: Path = FOLDER) -> Iterator[Rate]:
    """Read what mutmut noted beside each module."""
    source = folder / "mutants" / CORE
    for meta in sorted(source.rglob("*.py.meta")):
        ends: dict[str, int | None] = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        done = {name: code for name, code in ends.items() if code is not None}
        living = tuple(name for name, code in done.items() if code in LIVING)
        if done:
            yield Rate(meta.relative_to(source).as_posix().removesuffix(".meta"), len(done), living)


def told(found: Sequence[Rate]) -> str:
    """Return the rates as a table, those that live beneath it."""
    rows = [f"| {one.module} | {one.mutants} | {_killed(one.mutants, len(one.living))} |" for one in found]
    mutants, living = sum(one.mutants for one in found), sum(len(one.living) for one in found)
    head = ["| module | mutants | killed |", "|---|---|---|"]
    names = [f"  {name}" for one in found for name in one.living]
    return "\n".join([*head, *rows, f"| all | {mutants} | {_killed(mutants, living)} |", "", "They live:", *names])


def _killed(mutants: int, living: int) -> str:
    return f"{(mutants - living) / mutants:.1%}" if mutants else "none"


def main(modules: Sequence[str]) -> int:
    """Run mutmut over modules of core, and say what it found."""
    prepare(modules)
    ended = subprocess.run([sys.executable, "-m", "mutmut", "run"], cwd=FOLDER, check=False)
    print(told(list(rates())))  # noqa: T201 - what it is for
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
