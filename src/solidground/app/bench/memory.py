"""The memory of a running service: the clock once it has caught up, and the pages with one worker that has answered.

Beside it: a Python that has opened the same file and done nothing.
"""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from solidground.app.bench.programs import WAIT_SECONDS, running, running_clock, running_pages
from solidground.app.bench.rounds import Row
from solidground.app.bench.sweep import AGENCY, ZONE, prepare
from solidground.app.importing.fault import FileFault
from solidground.app.ports import Store
from solidground.app.wiring import CLOCK, make_directory, open_directory
from solidground.core.kernel import DAY, SECOND

SIZE, QUICK_SIZE = 10_000, 300
NOTHING = (
    "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1]);"
    " print(c.execute('SELECT count(*) FROM case_row').fetchone(), flush=True); time.sleep(600)"
)
BEHIND_FOR = DAY
"""So long ago everything began: a clock would not believe the time if it were years."""

ROLLUP = Path("/proc")
KB_IN_MB = 1024


def measure(*, quick: bool = False, size: int = 0, proc: Path = ROLLUP) -> Iterator[Row]:
    """Measure the proportional set size of a clock once nothing is due."""
    size = size or (QUICK_SIZE if quick else SIZE)
    if not (proc / "self" / "smaps_rollup").exists():
        sentence = "The memory of a program can only be measured on Linux. Leave this one out."
        raise FileFault(sentence)
    began = time.perf_counter()
    with TemporaryDirectory(prefix="solidground-") as folder:
        place = Path(folder) / "agency"
        make_directory(place, AGENCY, ZONE, "US")
        with closing(open_directory(place)) as store:
            prepare(store, size, CLOCK.now() - BEHIND_FOR)
            with running_clock(place, Path(folder) / "clock.log") as number:
                _wait_until_caught_up(store)
                clock = _held(proc, number)
            with running_pages(place, Path(folder) / "pages.log") as number:
                pages = sum(_held(proc, one) for one in (number, *_children(proc, number)))
        nothing = ["-c", NOTHING, str(place / "solidground.sqlite3")]
        with running(nothing, Path(folder) / "nothing.log") as number:
            limit = _held(proc, number)
    seconds = time.perf_counter() - began
    ours, more = clock + pages, {"clock_mb": round(clock, 1), "pages_mb": round(pages, 1), "web_workers": 1.0}
    yield Row("memory", size, round(ours, 1), "MB", round(limit, 1), round(limit / ours, 3), round(seconds, 3), more)


def _held(proc: Path, number: int) -> float:
    """Return how much a program holds in MB."""
    text = (proc / str(number) / "smaps_rollup").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith("Pss:"))) / KB_IN_MB


def _children(proc: Path, number: int) -> list[int]:
    """Return the numbers of the programs that a program has started."""
    text = (proc / str(number) / "task" / str(number) / "children").read_text(encoding="ascii")
    return [int(one) for one in text.split()]


def _wait_until_caught_up(store: Store) -> None:
    behind = True
    while behind:
        time.sleep(WAIT_SECONDS)
        wake_at = store.next_wake()
        behind = wake_at is not None and wake_at <= CLOCK.now() - SECOND
