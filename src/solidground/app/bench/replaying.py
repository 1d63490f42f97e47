"""The replay of a city on SQLite, beside a bare loop that inserts the same rows, a day in a transaction."""

from collections.abc import Iterator
from contextlib import closing

from solidground.app.bench.city import CITY, QUICK_CITY, SEED, Size, make_city
from solidground.app.bench.rounds import Row, Timed, row_of, timed
from solidground.app.measuring import open_stage
from solidground.app.protocols import load_protocol
from solidground.app.replay.command import peak_mb
from solidground.app.replay.run import replay
from solidground.core.kernel import DAY

ROUNDS, QUICK_ROUNDS = 2, 1


def measure(*, quick: bool = False, size: Size | None = None, rounds: int = 0) -> Iterator[Row]:
    """Replay a city and write its rows by hand, in turn; the memory is that of the whole process at its peak."""
    rounds = rounds or (QUICK_ROUNDS if quick else ROUNDS)
    city = make_city(size or (QUICK_CITY if quick else CITY))
    protocol = load_protocol("default")
    pairs: list[tuple[Timed, Timed]] = []
    events, peak = 0, 0.0
    with open_stage("sqlite") as stage:
        with stage.first():
            pass
        for _ in range(rounds):
            with stage.copy() as place, stage.copy() as other:
                with closing(stage.open_hurried(place)) as store:
                    ours = timed(lambda: replay(store, city, protocol, "mixed", SEED))
                    events = sum(1 for _ in store.log())
                peak = peak or peak_mb()
                seconds = stage.bare_replay(place, other, DAY)
                pairs.append((ours, Timed(seconds, seconds)))
    row = row_of("replay", events, "events/s", pairs, done=events)
    yield row._replace(more=row.more | {"peak_mb": peak})
