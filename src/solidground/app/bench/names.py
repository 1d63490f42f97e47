"""The measurements there are, by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from solidground.app.bench import auditing, deciding, growing, many, memory, pair, papers, replaying, sweep, urgent
from solidground.app.bench.rounds import Row
from solidground.app.importing.fault import FileFault

Measure = Callable[..., Iterator[Row]]

MEASURES: dict[str, Measure] = {
    "core": deciding.measure,
    "sweep-sqlite": partial(sweep.measure, "sweep-sqlite"),
    "sweep-postgresql": partial(sweep.measure, "sweep-postgresql"),
    "sweep-postgresql-2": pair.measure,
    "replay": replaying.measure,
    "reconcile": many.checking,
    "idle-1m": many.idling,
    "catch-up": many.catching_up,
    "urgent-latency": urgent.measure,
    "growth": growing.measure,
    "audit": auditing.measure,
    "memory": memory.measure,
    "paper": papers.measure,
}


def bench(names: Iterable[str], *, quick: bool, measures: Mapping[str, Measure] = MEASURES) -> Iterator[Row]:
    """Measure what is named, by default everything, each row as soon as it is there."""
    wanted = list(names) or list(measures)
    unknown = [name for name in wanted if name not in measures]
    if unknown:
        sentence = f'"{unknown[0]}" is not measured. Name one of {", ".join(measures)}.'
        raise FileFault(sentence)
    for name in wanted:
        yield from measures[name](quick=quick)
