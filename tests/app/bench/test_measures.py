import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from solidground.app.bench import auditing, deciding, names, papers, replaying, sweep
from solidground.app.bench.city import QUICK_CITY, Size, make_city
from solidground.app.importing.fault import FileFault
from solidground.app.measuring import open_stage
from solidground.app.ports import BATCH
from solidground.store.tables import TABLES

FEW = 6
TINY = Size(3, 60, 1)
FIELDS = {"name", "size", "value", "unit", "limit", "ratio", "seconds", "cpu_us_per_step"}


def held(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the rows and the bytes of every table of a database."""
    with closing(sqlite3.connect(folder / "solidground.sqlite3")) as connection:
        return {table.name: _held(connection, table.name, [c.name for c in table.columns]) for table in TABLES}


def _held(connection: sqlite3.Connection, table: str, columns: list[str]) -> tuple[int, int]:
    lengths = " + ".join(f"coalesce(length({column}), 0)" for column in columns)
    found: tuple[int, int] = connection.execute(f"SELECT count(*), coalesce(sum({lengths}), 0) FROM {table}").fetchone()  # noqa: S608 our names
    return found


@pytest.mark.parametrize("name", ["sweep-sqlite", "sweep-postgresql"])
def test_a_sweep_is_measured_beside_its_bare_loop(name: str) -> None:
    (row,) = sweep.measure(name, size=FEW, rounds=1)
    line = row.line()
    assert set(line) == FIELDS
    assert json.loads(json.dumps(line)) == line
    assert (row.name, row.size, row.unit) == (name, FEW, "cases/s")
    assert min(row.value, row.limit, row.ratio, row.seconds) > 0


def test_the_bare_loop_writes_the_rows_and_bytes_the_sweep_wrote() -> None:
    with open_stage("sqlite") as stage:
        with stage.first() as store:
            now = sweep.prepare(store, FEW)
        with stage.copy() as place, closing(stage.open(place)) as store:
            batches = sweep.record_all(stage, store, now)
        with stage.copy() as swept, stage.copy() as written, stage.copy() as before:
            with closing(stage.open(swept)) as store:
                assert sweep.sweep_all(store, now) == FEW
            stage.bare_sweep(written, batches, now, BATCH)
            assert held(written) == held(swept)
            assert held(written) != held(before)


def test_every_case_has_something_due_and_no_two_are_due_together() -> None:
    with open_stage("sqlite") as stage, stage.first() as store:
        now = sweep.prepare(store, FEW)
        wakes = [row.wake_at for _, row in store.rows(sweep.AGENCY)]
    assert len(set(wakes)) == FEW
    assert max(w for w in wakes if w is not None) == now
    assert [w for w in wakes if w is not None] != sorted(w for w in wakes if w is not None)


def test_a_claim_that_differs_is_a_defect_of_the_measurement() -> None:
    with open_stage("sqlite") as stage:
        with stage.first() as store:
            now = sweep.prepare(store, FEW)
        with stage.copy() as place, closing(stage.open(place)) as store:
            batches = sweep.record_all(stage, store, now)
        with stage.copy() as place, pytest.raises(AssertionError, match="meets the cases"):
            stage.bare_sweep(place, batches, now - 10**12, BATCH)


def test_the_rules_are_measured_beside_making_their_events() -> None:
    (row,) = deciding.measure(size=2, rounds=1)
    assert set(row.line()) == FIELDS
    assert (row.name, row.unit) == ("core", "events/s")
    assert row.size > 2 * 20


def test_making_gives_as_many_events_as_deciding_from_the_same_lives() -> None:
    commands = sweep.openings(2, 1000)
    look = deciding.world(commands[0].at)
    lives = [deciding.live(command, look) for command in commands]
    assert deciding.decide_all(lives, look) == deciding.make_all(lives) > 0
    kinds = {type(command).__name__ for life in lives for command in life.commands}
    assert {"OpenCase", "Tick", "RecordContact"} <= kinds


def test_a_paper_is_measured_beside_its_type_alone() -> None:
    (row,) = papers.measure(papers=2)
    assert (row.name, row.size, row.unit, row.more["signatures"]) == ("paper", 2, "ms/paper", 3)
    assert min(row.value, row.limit, row.ratio, row.seconds, row.more["p99_ms"], row.more["cpu_ms"]) > 0


def test_a_replay_is_measured_with_its_memory() -> None:
    (row,) = replaying.measure(size=TINY, rounds=1)
    assert set(row.line()) == FIELDS | {"peak_mb"}
    assert row.name == "replay"
    assert row.more["peak_mb"] > 1
    assert row.size > 3 * 20


def test_an_audit_of_every_year_is_measured() -> None:
    (row,) = auditing.measure(size=TINY, rounds=1)
    assert set(row.line()) == FIELDS | {"years"}
    assert (row.name, row.unit) == ("audit", "pairs/s")
    assert row.more["years"] >= 1


def test_a_made_up_city_follows_from_its_seed_alone() -> None:
    city = make_city(QUICK_CITY)
    assert city == make_city(QUICK_CITY)
    assert len(city.incidents) == QUICK_CITY.incidents
    assert len(city.people) == QUICK_CITY.people
    assert [i.occurred_at for i in city.incidents] == sorted(i.occurred_at for i in city.incidents)
    assert {part for i in city.incidents for _, part in i.involved} == {"discharged_weapon", "assaulted", "present"}


def test_what_is_not_measured_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(
        FileFault, match="core, sweep-sqlite, sweep-postgresql, sweep-postgresql-2, replay, reconcile, idle-1m"
    ):
        list(names.bench(["core", "sweeping"], quick=True))


def test_names_are_measured_in_their_order_and_nothing_named_is_everything() -> None:
    asked: list[tuple[str, bool]] = []

    def noting(name: str) -> Any:  # noqa: ANN401 - a measure
        def measure(*, quick: bool) -> Any:  # noqa: ANN401 - as above
            asked.append((name, quick))
            return iter(())

        return measure

    measures = {name: noting(name) for name in names.MEASURES}
    assert list(names.bench([], quick=True, measures=measures)) == []
    assert asked == [(name, True) for name in names.MEASURES]
    asked.clear()
    assert list(names.bench(["replay", "core"], quick=False, measures=measures)) == []
    assert asked == [("replay", False), ("core", False)]
