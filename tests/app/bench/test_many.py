"""The measurements of many cases: their shape at a tiny size, and that what they fill is like what is real."""

from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest

from solidground.app.bench import growing, many, memory, pair, sweep
from solidground.app.bench.rounds import Row
from solidground.app.bench.sweep import AGENCY, prepare
from solidground.app.importing.fault import FileFault
from solidground.app.measuring import open_stage
from solidground.core.care.state import Case
from solidground.core.kernel import Stream

FEW = 12


def shaped(row: Row, name: str, size: int, unit: str, *more: str) -> None:
    """Assert that a row is whole."""
    line = row.line()
    assert list(line)[:7] == ["name", "size", "value", "unit", "limit", "ratio", "seconds"]
    assert set(line) - set(list(line)[:7]) == set(more)
    assert (row.name, row.size, row.unit) == (name, size, unit)
    assert min(row.value, row.limit, row.ratio, row.seconds) > 0


def test_checking_every_promise_is_measured_beside_reading_the_same_rows() -> None:
    (row,) = many.checking(size=60, rounds=1)
    shaped(row, "reconcile", 60, "cases/s", "cpu_us_per_step")


def test_finding_nothing_due_is_measured_before_and_after_a_catch_up() -> None:
    (row,) = many.idling(size=40, looks=3)
    shaped(row, "idle-1m", 40, "ms p99", "median_ms", "after_catch_up_p99_ms", "after_catch_up_median_ms")


def test_catching_up_is_measured_with_the_urgent_ones_and_the_longest_batch() -> None:
    (row,) = many.catching_up(size=FEW)
    batches = ("batches", "longest_batch_ms", "batch_p99_ms")
    shaped(row, "catch-up", FEW, "steps/s", "cpu_us_per_step", "urgent_seconds", "calls", *batches)
    assert row.more["calls"] == 1
    assert 0 < row.more["urgent_seconds"] <= row.seconds


def test_a_part_of_a_large_catch_up_is_written_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "BATCHES_BY_HAND", 1)
    monkeypatch.setattr(sweep, "BATCH", 5)
    monkeypatch.setattr(many, "BATCH", 5)
    (row,) = many.catching_up(size=FEW)
    assert (row.size, row.more["batches"]) == (FEW, 2)


def test_two_workers_are_measured_beside_two_bare_loops() -> None:
    (row,) = pair.measure(size=FEW, rounds=1)
    shaped(row, "sweep-postgresql-2", FEW, "cases/s", "workers")


def test_a_worker_sweeps_until_nothing_is_due() -> None:
    with open_stage("postgresql") as stage:
        with stage.first() as store:
            now = prepare(store, FEW)
        with stage.copy() as place:
            assert pair.sweep_half(Barrier(1), place, stage.folder, now) > 0
            with closing(stage.open(place)) as store, store.transaction() as unit:
                assert not unit.claim(now, FEW)


def test_the_memory_of_a_running_clock_and_of_pages_that_have_answered_is_measured() -> None:
    (row,) = memory.measure(size=2)
    shaped(row, "memory", 2, "MB", "clock_mb", "pages_mb", "web_workers")
    assert row.more["web_workers"] == 1
    assert row.value == pytest.approx(row.more["clock_mb"] + row.more["pages_mb"], abs=0.2)


def test_memory_is_measured_where_the_system_tells_it(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="only be measured on Linux"):
        list(memory.measure(size=2, proc=tmp_path))


def test_cases_that_are_filled_in_are_cases_of_their_own_and_all_are_swept_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(many, "TEMPLATES", 4)
    with open_stage("sqlite") as stage:
        with stage.first() as store:
            now, calls = many.overdue(stage, store, FEW)
            rows = dict(store.rows(AGENCY))
            with store.transaction() as unit:
                loaded = unit.load([Stream(AGENCY, "care", f"case/{case}") for case in rows])
            cases: list[Case] = [one.state for one in loaded]
        with stage.copy() as place, closing(stage.open(place)) as store:
            found = many.caught_up(store, now, calls)
            told = list(
                store.stream_rows("SELECT count(*), count(DISTINCT key) FROM outbox WHERE kind = 'keeper_reminded'")
            )
    assert [case.head.case for case in cases] == list(rows)
    assert len({row.wake_at for row in rows.values()}) == FEW
    assert sum(found.batches) <= found.whole.seconds
    assert told == [(FEW, FEW)]


def test_rows_that_wait_are_not_due() -> None:
    with open_stage("sqlite") as stage, stage.first() as store:
        now = prepare(store, 2)
        stage.add_waiting(store, AGENCY, 50, now)
        wakes = [row.wake_at for _, row in store.rows(AGENCY)]
    assert len(wakes) == 52
    assert sum(at is not None and at <= now for at in wakes) == 2


def test_what_a_step_costs_is_measured_for_one_number_of_open_cases_after_another() -> None:
    rows = list(growing.measure(sizes=(FEW, 3 * FEW), due=6, looks=3))
    assert [row.size for row in rows] == [FEW, 3 * FEW]
    for row in rows:
        shaped(row, "growth", row.size, "us/step", "look_us", "bare_look_us")
