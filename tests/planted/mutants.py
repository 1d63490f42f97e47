"""Mutation testing of core: every small change mutmut can think of, and how many of them the tests of core notice.

``make mutants`` goes on where it was stopped. A part of core: ``make mutants ARGS="ladder.py care/keeping/*"``. What
was measured, and which changes live and why, is told in docs/mutants.md.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import unified_diff
from itertools import islice
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.planted.changes import Change, changes
from tests.planted.forks import End, Ended, Forks
from tests.planted.planting import ROOT

FOLDER = ROOT / "build" / "mutants"
NOTED, LIVING = "noted.jsonl", "living.txt"

LIVE = frozenset({"lives", "unreached"})

LEFT_OUT = ("care/test_machine.py", "test_ladder_machine.py", "roster/test_machine.py")
"""The state machines see nearly everything, and take minutes for each: they do not hide what the examples miss."""

ALONE = ("randomly", "xdist", "cacheprovider", "faulthandler", "logging")
"""The plugins that a run of few tests in a fork only pays for."""

SURE = 1.96
"""How many deviations hold 95 of 100."""


class Rate(NamedTuple):
    """What became of the changes of one module, or of all."""

    module: str
    changes: int
    run: int
    killed: int

    @property
    def told(self) -> str:
        """One row of the table."""
        share = f"{self.killed / self.run:.1%}" if self.run else "not run"
        return f"| {self.module} | {self.changes} | {self.run} | {share} |"


def noted(folder: Path) -> dict[str, Ended]:
    """Read how the changes ended that were run before; a line that was cut off is run again."""
    found: dict[str, Ended] = {}
    kept = folder / NOTED
    for line in kept.read_text(encoding="utf-8").splitlines(keepends=True) if kept.exists() else ():
        if line.endswith("\n"):
            name, end, by = json.loads(line)
            found[name] = Ended(end, by)
    return found


def note(folder: Path, change: Change, ended: Ended) -> None:
    """Write down how one change ended."""
    with (folder / NOTED).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps([change.name, *ended]) + "\n")


def by_chance(found: Iterable[Change]) -> list[Change]:
    """Return changes in an order that has nothing to do with them, and is the same each time.

    So a run that is stopped has run a fair sample.
    """
    return sorted(found, key=lambda change: hashlib.sha256(change.name.encode()).digest())


def rates(found: Iterable[Change], ends: Mapping[str, Ended]) -> list[Rate]:
    """Return the rate of each module, and last that of all."""
    of: dict[str, list[End | None]] = defaultdict(list)
    for change in found:
        ended = ends.get(change.name)
        of[change.module].append(ended.end if ended else None)
    every = [end for ends_of in of.values() for end in ends_of]
    return [*(_rate(module, ends_of) for module, ends_of in sorted(of.items())), _rate("all", every)]


def _rate(module: str, ends: Sequence[End | None]) -> Rate:
    run = [end for end in ends if end is not None]
    return Rate(module, len(ends), len(run), sum(end not in LIVE for end in run))


def sure(rate: Rate) -> float:
    """Return how far the rate of all changes may be from that of those run, 95 times in 100."""
    share, rest = rate.killed / rate.run, (rate.changes - rate.run) / max(rate.changes - 1, 1)
    return SURE * sqrt(share * (1 - share) / rate.run * rest)


def told(found: Sequence[Rate]) -> str:
    """Return the rates as a table."""
    *_, whole = found
    rows = ["| module | changes | run | killed |", "|---|---|---|---|", *(one.told for one in found)]
    if 0 < whole.run < whole.changes:
        rows += ["", f"Of all changes {whole.killed / whole.run:.1%} ± {sure(whole):.1%} (95%)."]
    return "\n".join(rows)


def living(found: Iterable[Change], ends: Mapping[str, Ended]) -> str:
    """Return what each change that lives is, as a difference."""
    parts: list[str] = []
    for change in sorted(found):
        ended = ends.get(change.name)
        if ended and ended.end in LIVE:
            lines = unified_diff(change.before.splitlines(), change.after.splitlines(), n=1, lineterm="")
            head = f"{change.module}:{change.first} {change.function} {change.number} {ended.end}"
            parts.append("\n".join([head, *islice(lines, 3, None)]))
    return "\n\n".join(parts) + "\n"


def run(wanted: Sequence[Change], folder: Path, tests: str = "tests/core") -> int:
    """Run changes against tests, and write down how each ended."""
    arguments = ["-q", "-s", "--tb=no", "--assert=plain", *(part for one in ALONE for part in ("-p", f"no:{one}"))]
    left_out = [f"--ignore=tests/core/{one}" for one in LEFT_OUT]
    return int(pytest.main([*arguments, *left_out, tests], [Forks(wanted, lambda *one: note(folder, *one))]))


def options(arguments: Sequence[str]) -> Namespace:
    """Read what was typed."""
    parser = ArgumentParser(prog="make mutants")
    parser.add_argument("modules", nargs="*", help="paths under core, * for any; without any, all of core")
    parser.add_argument("--most", type=int, help="run at most so many changes: a fair sample of what is left")
    parser.add_argument("--living", action="store_true", help="run again those that lived")
    parser.add_argument("--again", action="store_true", help="forget every earlier run")
    parser.add_argument("--folder", type=Path, help="where the runs are noted; this is the copy then that is run")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Run what was not run yet, and say what became of all."""
    asked = options(arguments)
    folder: Path | None = asked.folder
    if folder is None:
        return _in_copy(arguments)
    if asked.again:
        (folder / NOTED).unlink(missing_ok=True)
    found, ends = changes(folder, asked.modules), noted(folder)
    left = [one for one in found if one.name not in ends or (asked.living and ends[one.name].end in LIVE)]
    code = run(by_chance(left)[: asked.most], folder) if left else 0
    ends = noted(folder)
    (folder / LIVING).write_text(living(found, ends), encoding="utf-8")
    print(told(rates(found, ends)))  # noqa: T201 - what it is for
    return code


def _in_copy(arguments: Sequence[str]) -> int:
    """Run a copy of the project: a property reads its own source again, so an edit of it would look like a kill."""
    copy = FOLDER / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    for part in ("src", "tests", "docs"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    command = [sys.executable, "-m", "tests.planted.mutants", *arguments, f"--folder={FOLDER}"]
    return subprocess.run(command, cwd=copy, env=os.environ | {"PYTHONPATH": str(copy / "src")}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
