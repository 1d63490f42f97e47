"""The whole suite against every planted defect: who else would have seen it. An hour or two; ``make soak-planted``.

Named defects alone: ``.venv/bin/python -m tests.planted.soak lost-wake no-fence``
"""

import re
import sys
from collections.abc import Sequence
from pathlib import PurePosixPath
from subprocess import TimeoutExpired
from time import perf_counter

from tests.planted.defect import Defect
from tests.planted.defects import DEFECTS
from tests.planted.planting import ALONE, planted, run

QUICK_FIRST = ("tests/core", "tests/stories", "tests/store", "tests/channels", "tests")
"""The whole suite: what takes seconds and sees most comes first, for the first failure is enough."""

LEFT_OUT = ("--ignore=tests/planted", "--ignore=tests/house", "--ignore=tests/soak")
"""What plants defects itself, reads the source as text, or is a soak too."""

UNTIL_ONE = ("-n", "auto", "-x", *LEFT_OUT)
"""All cores run it, and the first failure ends it."""

SECONDS_MOST = 1_800
"""The whole suite takes a third of it at most: with a defect after which a test does not end, that is how it shows."""

LIVES, ALONE_CAUGHT, ENDLESS = "LIVES", "its own test alone", "a test that does not end"


_NOTICED = re.compile(r"(?m)^(?:FAILED|ERROR) (\S+::\S+)")
"""A test that failed, whatever it said of why."""


def caught_by(defect: Defect) -> str:
    """Return who sees a defect: the first other test of the suite, or its own alone, or nobody."""
    # Its neighbours first: they are the likeliest to see it, and are gathered in a moment.
    near = str(PurePosixPath(defect.caught_by.partition("::")[0]).parent)
    # The same test on another database is no other test.
    own = f"--deselect={defect.caught_by.partition('[')[0]}"
    with planted(defect) as folder:
        for places in ((near,), QUICK_FIRST):
            try:
                ended = run(folder, *places, *UNTIL_ONE, own, seconds_most=SECONDS_MOST)
            except TimeoutExpired:
                return ENDLESS
            noticed = _NOTICED.search(ended.told)
            if ended.code and noticed is not None:
                return noticed[1]
        return ALONE_CAUGHT if run(folder, defect.caught_by, *ALONE).caught else LIVES


def soak(names: Sequence[str]) -> int:
    """Run the suite against the named defects, or all; return 1 where one lives."""
    with planted(DEFECTS[0]._replace(new=DEFECTS[0].old)) as folder:
        whole = run(folder, *QUICK_FIRST, *UNTIL_ONE, seconds_most=SECONDS_MOST)
    if whole.code:
        print(f"The suite fails without any defect: mend that first.\n{whole.told}")  # noqa: T201 - what it is for
        return 1
    lives = 0
    for defect in (one for one in DEFECTS if not names or one.name in names):
        began = perf_counter()
        who = caught_by(defect)
        lives += who == LIVES
        print(f"{defect.name:28} {perf_counter() - began:6.0f} s  {who}", flush=True)  # noqa: T201 - what it is for
    return min(lives, 1)


if __name__ == "__main__":
    sys.exit(soak(sys.argv[1:]))
