"""``solidground simulate``: one object, or sentences; exit 1 where a promise is broken, 2 for bad input."""

import json
from pathlib import Path

import pytest

from solidground.app.simulate.faults import FAULTS
from solidground.config.command_line import run
from solidground.core.kernel import DAY
from tests.app.simulate.stories import by_hand, statement

SMALL = ["simulate", "--agencies", "1", "--members", "20", "--years", "1", "--seed", "2"]


def test_the_numbers_are_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*SMALL, "--faults", "crash", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["seed"] == 2
    assert said["faults"]["crash"] > 0
    assert said["broken_promises"] == {}
    assert len(said["digest"]) == 64


def test_the_numbers_are_said_in_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*SMALL, "--faults", "none"]) == 0
    said = capsys.readouterr().out
    assert "Faults met: none." in said
    assert "Promises broken: none." in said
    assert "Seed 2, digest " in said


def test_a_range_goes_on_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [*SMALL[:-2], "--faults", "none", "--seeds", "1-2", "--resume", str(tmp_path / "seeds.jsonl")]
    assert run([*asked, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["seeds"] == 2
    assert run(asked) == 0
    assert f"{first['cases']} cases" in capsys.readouterr().out
    assert run([*SMALL, "--faults", "none", "--resume", str(tmp_path / "seeds.jsonl"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["seeds"] == 1


def test_a_broken_promise_is_said_and_ends_with_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hand = by_hand(statement("DELETE FROM case_row"), after_days=1, every_time=True, again_for=DAY)
    monkeypatch.setitem(FAULTS, "by_hand", hand)
    assert run(["simulate", "--agencies", "1", "--members", "3", "--seed", "2", "--faults", "by_hand"]) == 1
    said = capsys.readouterr()
    assert "P6 same log, same state" in said.out
    assert "Shortest: Story(seed=2" in said.err


@pytest.mark.parametrize("seeds", ["5", "a-b", "9-3"])
def test_a_range_that_is_none_is_said(seeds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*SMALL, "--seeds", seeds]) == 2
    assert "--seeds is a range such as 1-100" in capsys.readouterr().err


def test_an_unknown_fault_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*SMALL, "--faults", "flood"]) == 2
    assert 'There is no fault "flood".' in capsys.readouterr().err
