"""The sweep by two programs on one PostgreSQL, beside two bare loops that write the same rows."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from solidground.app.again import transacted
from solidground.app.bench.rounds import Row, Timed, in_turn, row_of
from solidground.app.bench.sweep import QUICK_SIZE, SIZE, prepare, record_all
from solidground.app.measuring import open_stage
from solidground.app.ports import BATCH
from solidground.app.rosters import Rosters
from solidground.app.tick import sweep_in
from solidground.app.wiring import open_store
from solidground.core.kernel import Instant

ROUNDS, QUICK_ROUNDS = 3, 1
WORKERS = 2


def sweep_half(together: Any, place: str, folder: Path, now: Instant) -> float:  # noqa: ANN401 - a barrier of either kind
    """Sweep what nobody else has claimed, until nothing is due; return the seconds."""
    with closing(open_store("postgresql", folder, address=place)) as store:
        rosters, cases = Rosters(), BATCH
        together.wait()
        began = perf_counter()
        while cases:
            cases = transacted(store, rosters, partial(sweep_in, rosters=rosters, now=now)).cases
        return perf_counter() - began


def measure(*, quick: bool = False, size: int = 0, rounds: int = 0) -> Iterator[Row]:
    """Measure two workers, each in a program of its own."""
    size, rounds = size or (QUICK_SIZE if quick else SIZE), rounds or (QUICK_ROUNDS if quick else ROUNDS)
    with open_stage("postgresql") as stage:
        with stage.first() as store:
            now = prepare(store, size)
        with stage.copy() as place, closing(stage.open(place)) as store:
            batches = record_all(stage, store, now)

        def ours() -> Timed:
            with stage.copy() as place:
                seconds = max(stage.side_by_side(sweep_half, [(place, stage.folder, now)] * WORKERS))
                return Timed(seconds, 0.0)

        def bare() -> Timed:
            with stage.copy() as place:
                seconds = stage.bare_pair(place, batches, now, BATCH)
                return Timed(seconds, 0.0)

        row = row_of("sweep-postgresql-2", size, "cases/s", in_turn(rounds, ours, bare, warm=quick), done=size)
    yield row._replace(more={"workers": WORKERS})
