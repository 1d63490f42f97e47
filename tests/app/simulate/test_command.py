"""Simulations as the command line asks for them: the numbers, a failure as it is said, ranges that go on."""

import json
from pathlib import Path

import pytest

from solidground.app.importing.fault import FileFault
from solidground.app.simulate.command import Asked, faults_of, simulate, simulate_seeds
from solidground.app.simulate.faults import FAULTS
from solidground.core.kernel import DAY
from tests.app.simulate.stories import by_hand, statement

ASKED = Asked(1, 20, 1, "crash, duplicate")


def test_the_numbers_are_those_of_the_seed() -> None:
    numbers, failures = simulate(ASKED, 2)
    assert failures == []
    assert set(numbers) == set(
        "seed cases events faults broken_promises case_years open_case_years digest seconds".split()
    )
    assert numbers["seed"] == 2
    assert set(numbers["faults"]) == {"crash", "duplicate"}
    assert 0 < numbers["case_years"] <= numbers["open_case_years"]


def test_a_failure_is_said_with_its_seed_its_version_and_its_shortest_story(monkeypatch: pytest.MonkeyPatch) -> None:
    hand = by_hand(statement("DELETE FROM case_row"), after_days=1, every_time=True, again_for=DAY)
    monkeypatch.setitem(FAULTS, "by_hand", hand)
    numbers, failures = simulate(Asked(1, 3, 1, "by_hand"), 2)
    assert numbers["broken_promises"]["P6 same log, same state"] > 0
    said = failures[0].said()
    assert "solidground 0." in said
    assert "seed 2: 1 x 3 members, 1 years, by_hand" in said
    assert "Shortest: Story(seed=2, agencies=1, " in said
    assert numbers["failures"] == [failure.said() for failure in failures]


def test_a_range_is_summed_and_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    kept = tmp_path / "seeds.jsonl"
    done: list[int] = []
    first, _ = simulate_seeds(ASKED, [1, 2], kept, done.append)
    assert first["seeds"] == 2
    assert done == [1, 2]
    # The program was stopped in the middle of a line.
    lines = kept.read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(lines) == 2
    kept.write_text(lines[0] + lines[1][:40], encoding="utf-8")
    again, _ = simulate_seeds(ASKED, [1, 2], kept, done.append)
    assert {name: again[name] for name in ("cases", "events", "case_years")} == {
        name: first[name] for name in ("cases", "events", "case_years")
    }
    other, _ = simulate_seeds(ASKED._replace(members=10), [1], kept, done.append)
    assert other["seeds"] == 1
    assert simulate_seeds(ASKED, [1], None, done.append)[0]["events"] < first["events"]


@pytest.mark.parametrize("text", ["no line", "[]", json.dumps({"asked": 1})])
def test_a_file_that_holds_something_else_is_said(tmp_path: Path, text: str) -> None:
    kept = tmp_path / "notes.txt"
    kept.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(FileFault, match="line 1, is no line of a simulation"):
        simulate_seeds(ASKED, [1], kept, lambda _: None)


def test_faults_are_named_and_an_unknown_one_is_said() -> None:
    assert faults_of("all") == tuple(FAULTS)
    assert faults_of("none") == ()
    assert faults_of("crash,crash , duplicate") == ("crash", "duplicate")
    with pytest.raises(FileFault, match='no fault "flood"'):
        faults_of("crash,flood")
