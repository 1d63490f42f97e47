"""One run of a scan: in an agency of its own, as one role."""

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from tests.house.sources import ROOT
from tests.scan.answers import Told

SECRET: Final = "s" * 32
"""What every form is held against: whoever asks may choose it himself, as long as he brings it along twice."""

NOBODY, GUESTS = "nobody", "guests"


class Run(NamedTuple):
    """Whether people sign in there, and as which role it is asked."""

    kind: str
    role: str

    def line(self, told: Told, requests: int, seconds: float, more: str = "") -> str:
        """Return what is said of it."""
        statuses = ", ".join(f"{number} x {status}" for status, number in sorted(told.statuses.items()))
        return f"{self.kind:8} {self.role:13} {requests:6} requests {seconds:5.0f} s {more} {statuses}\n"


def chosen(runs: Iterable[Run], only: str) -> list[Run]:
    """Return the runs of a few roles, or every one; nothing that was run finds nothing."""
    found = [run for run in runs if not only or run.role in only.split()]
    if not found:
        sys.exit(f"No role here is called so: {only}")
    return found


def every(runs: Iterable[Run], scanned: Callable[[Run, Path], list[str]]) -> int:
    """Run what was asked for, each in a folder of its own; say what was found, and return 1 if anything was."""
    began, found, asked = time.monotonic(), list[str](), chosen(runs, os.environ.get("ROLES", ""))
    with TemporaryDirectory() as folder:
        for run in asked:
            found += [f"{run.kind}, {run.role}: {one}" for one in scanned(run, Path(folder) / f"{run.kind}-{run.role}")]
    last = f"{len(asked)} runs, {time.monotonic() - began:.0f} s: {len(found) or 'nothing'} found\n"
    sys.stdout.write("\n".join([*found, last]))
    return 1 if found else 0


def tool(what: str) -> tuple[str, ...]:
    """Return how a tool is run apart from the project: with what it needs itself, in the version that is named."""
    return (
        str(ROOT / os.environ["UV"]),
        "tool",
        "run",
        "--quiet",
        "--no-progress",
        "--python",
        sys.executable,
        "--from",
        what,
    )
