"""Many cases: what it costs to check them all, to find nothing due among them, and to catch up after an outage."""

from collections.abc import Iterator
from contextlib import closing
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from solidground.app.bench.rounds import MILLISECONDS, Row, Timed, in_turn, p99, row_of, timed
from solidground.app.bench.sweep import AGENCY, prepare, record_all, sweep_all
from solidground.app.handle import handle_case, stream_of
from solidground.app.measuring import open_stage
from solidground.app.portion import Portion
from solidground.app.ports import BATCH, Store
from solidground.app.reconcile import reconcile
from solidground.app.rosters import Rosters
from solidground.app.tick import sweep
from solidground.core.care.choice.commands import CallMe
from solidground.core.kernel import MINUTE, Instant, Refusal

CHECKED, QUICK_CHECKED = 100_000, 1_000
WAITING, QUICK_WAITING = 1_000_000, 20_000
DUE, QUICK_DUE = 10_000, 500
OVERDUE, QUICK_OVERDUE = 1_000_000, 2_000
TEMPLATES = 1_000
"""Cases opened by the rules; the rest are rows like theirs."""

CALLS = 100
"""Of these, those who pressed "call me" during the outage, at most a tenth."""

OUTAGE_FOR = 10 * MINUTE
BATCHES_BY_HAND = 40
"""So many batches are written by hand as well: all that a million steps write would not fit into memory."""

LOOKS, QUICK_LOOKS = 2_000, 300
ROUNDS, QUICK_ROUNDS = 3, 1


class Caught(NamedTuple):
    """How catching up went, in seconds: all of it, until the last urgent case, and each transaction."""

    whole: Timed
    urgent: float
    batches: list[float]


def checking(*, quick: bool = False, size: int = 0, rounds: int = 0) -> Iterator[Row]:
    """Check every promise over open cases, and read the same rows by hand, in turn."""
    size, rounds = size or (QUICK_CHECKED if quick else CHECKED), rounds or (QUICK_ROUNDS if quick else ROUNDS)
    with open_stage("sqlite") as stage, stage.first() as store:
        now = prepare(store, size)
        sweep_all(store, now)
        stage.hand_over(store, now)

        def ours() -> None:
            found = reconcile(store, now, whole=True)
            assert (found.cases, found.broken_promises) == (size, {}), "every promise holds"

        def bare() -> Timed:
            seconds = stage.bare_walk(store)
            return Timed(seconds, seconds)

        yield row_of("reconcile", size, "cases/s", in_turn(rounds, lambda: timed(ours), bare), done=size)


def idling(*, quick: bool = False, size: int = 0, looks: int = 0) -> Iterator[Row]:
    """Sweep where nothing is due among many open cases, right after a catch-up too, beside the claim by hand."""
    size, looks = size or (QUICK_WAITING if quick else WAITING), looks or (QUICK_LOOKS if quick else LOOKS)
    due = min(size // 2, QUICK_DUE if quick else DUE)
    with open_stage("sqlite") as stage:
        with stage.first() as store:
            now = prepare(store, due)
            stage.add_waiting(store, AGENCY, size - due, now)
        with stage.copy() as place, closing(stage.open(place)) as store, stage.engine(place) as engine:
            before = min(row.wake_at for _, row in store.rows(AGENCY) if row.wake_at is not None) - 1
            rested, bare = looked(store, before, looks), stage.bare_idle(engine, before, looks)
            sweep_all(store, now)
            after = looked(store, now, looks)
    ours, limit = p99(rested), p99(bare)
    figures = {
        "after_catch_up_p99_ms": p99(after),
        "median_ms": median(rested),
        "after_catch_up_median_ms": median(after),
    }
    more = {name: round(seconds * MILLISECONDS, 3) for name, seconds in figures.items()}
    shown = (round(ours * MILLISECONDS, 3), "ms p99", round(limit * MILLISECONDS, 3))
    yield Row("idle-1m", size, *shown, round(limit / ours, 3), round(sum(rested), 6), more)


def looked(store: Store, now: Instant, looks: int) -> list[float]:
    """Sweep so often where nothing is due; return the seconds of each."""
    rosters, took = Rosters(), []
    for _ in range(looks):
        began = perf_counter()
        assert sweep(store, rosters, now).cases == 0, "nothing is due"
        took.append(perf_counter() - began)
    return took


def catching_up(*, quick: bool = False, size: int = 0) -> Iterator[Row]:
    """Sweep what lay undone through an outage, urgent ones first, and write the same rows by hand."""
    size = size or (QUICK_OVERDUE if quick else OVERDUE)
    with open_stage("sqlite") as stage:
        with stage.first() as store:
            now, calls = overdue(stage, store, size)
        with stage.copy() as place, closing(stage.open(place)) as store:
            batches = record_all(stage, store, now, BATCHES_BY_HAND)
        with stage.copy() as place:
            by_hand = stage.bare_sweep(place, batches, now, BATCH)
        with stage.copy() as place, closing(stage.open(place)) as store:
            found = caught_up(store, now, calls)
    seconds = by_hand * size / sum(len(batch.claimed) for batch in batches)
    row = row_of("catch-up", size, "steps/s", [(found.whole, Timed(seconds, seconds))], done=size)
    figures = {"longest_batch_ms": max(found.batches), "batch_p99_ms": p99(found.batches)}
    more = {name: round(took * MILLISECONDS, 1) for name, took in figures.items()}
    counts = {"calls": float(calls), "batches": float(len(found.batches)), "urgent_seconds": round(found.urgent, 3)}
    yield row._replace(more=row.more | counts | more)


def overdue(stage: Any, store: Any, size: int) -> tuple[Instant, int]:  # noqa: ANN401 - known to wiring alone
    """Fill a store with cases that all have something overdue, some of it urgent; return when, and how many are."""
    templates = min(size, TEMPLATES)
    now = prepare(store, templates)
    stage.add_alike(store, AGENCY, size // templates - 1)
    calls = min(CALLS, templates // 10)
    rosters = Rosters()
    for case, _ in list(store.rows(AGENCY))[:calls]:
        with store.transaction() as unit:
            loaded = unit.load([stream_of(AGENCY, f"case/{case}")])[0].state
            command = CallMe(now, loaded.head.member)
            outcome = handle_case(unit, stream_of(AGENCY, f"case/{case}"), command, rosters.of(unit, AGENCY, now))
            assert not isinstance(outcome, Refusal), "whoever asks to be called is heard"
    return now + OUTAGE_FOR, calls


def caught_up(store: Store, now: Instant, calls: int) -> Caught:
    """Sweep as the clock does, as many cases at a time as a short transaction holds, until nothing is due."""
    rosters, portion = Rosters(), Portion()
    swept, urgent, batches = 0, 0.0, list[float]()

    def all_of_it() -> None:
        nonlocal swept, urgent
        began, cases = perf_counter(), BATCH
        while cases:
            first = perf_counter()
            cases = sweep(store, rosters, now, portion.cases).cases
            ended = perf_counter()
            batches.append(ended - first)
            portion.took(cases, batches[-1])
            swept += cases
            urgent = ended - began if not urgent and swept >= calls else urgent

    return Caught(timed(all_of_it), urgent, batches)
