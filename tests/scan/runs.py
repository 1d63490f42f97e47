"""One run of a scan: in an agency of its own, as one role."""

import os
import sys
from collections.abc import Iterable
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
