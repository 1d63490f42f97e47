"""What a due step and a look cost as open cases grow, beside the same by hand: in processor time."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from solidground.app.bench.many import looked
from solidground.app.bench.rounds import MICROSECONDS, Row, timed
from solidground.app.bench.sweep import AGENCY, prepare, record_all, sweep_all
from solidground.app.measuring import open_stage
from solidground.app.ports import BATCH

SIZES, QUICK_SIZES = (1_000, 10_000, 100_000, 1_000_000), (1_000, 5_000)
DUE, QUICK_DUE = 1_000, 300
"""Of the open cases so many are due; the rest wait for months."""

LOOKS, QUICK_LOOKS = 5_000, 500


def measure(*, quick: bool = False, sizes: Sequence[int] = (), due: int = 0, looks: int = 0) -> Iterator[Row]:
    """Measure one size after another."""
    due, looks = due or (QUICK_DUE if quick else DUE), looks or (QUICK_LOOKS if quick else LOOKS)
    for size in sizes or (QUICK_SIZES if quick else SIZES):
        with open_stage("sqlite") as stage:
            yield _grown(stage, size, due, looks)


def _grown(stage: Any, size: int, due: int, looks: int) -> Row:  # noqa: ANN401 - a stage is known to wiring alone
    with stage.first() as store:
        now = prepare(store, due)
        stage.add_waiting(store, AGENCY, size - due, now)
    with stage.copy() as place, closing(stage.open(place)) as store:
        batches = record_all(stage, store, now)
    with stage.copy() as place:
        bare = timed(lambda: stage.bare_sweep(place, batches, now, BATCH))
    with stage.copy() as place, closing(stage.open(place)) as store, stage.engine(place) as engine:
        ours = timed(lambda: sweep_all(store, now))
        look, bare_look = timed(lambda: looked(store, now, looks)), timed(lambda: stage.bare_idle(engine, now, looks))
    step, bare_step = (round(one.cpu_seconds * MICROSECONDS / due, 1) for one in (ours, bare))
    each = {"look_us": look, "bare_look_us": bare_look}
    more = {name: round(one.cpu_seconds * MICROSECONDS / looks, 1) for name, one in each.items()}
    return Row("growth", size, step, "us/step", bare_step, round(bare_step / step, 3), round(ours.seconds, 3), more)
