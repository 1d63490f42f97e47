"""What a mutation run found is read and told as it was noted."""

import json
from pathlib import Path

from tests.planted.mutants import CORE, Rate, rates, told


def note(folder: Path, module: str, *ends: int | None) -> None:
    meta = folder / "mutants" / CORE / f"{module}.meta"
    meta.parent.mkdir(parents=True, exist_ok=True)
    named = {f"{module}.x_{number}": code for number, code in enumerate(ends)}
    meta.write_text(json.dumps({"exit_code_by_key": named}), encoding="utf-8")


def test_what_passed_or_met_no_test_lives_and_what_was_not_run_is_not_counted(tmp_path: Path) -> None:
    note(tmp_path, "care/clock.py", 1, 0, 33, None, 36)
    note(tmp_path, "hours.py", None)
    note(tmp_path, "ladder.py", 1, 1)
    lives = ("care/clock.py.x_1", "care/clock.py.x_2")
    assert list(rates(tmp_path)) == [Rate("care/clock.py", 4, lives), Rate("ladder.py", 2, ())]


def test_rates_are_a_table_and_who_lives_is_named_beneath_it() -> None:
    said = told([Rate("care/clock.py", 4, ("one", "two")), Rate("ladder.py", 2, ())])
    assert said.splitlines() == [
        "| module | mutants | killed |",
        "|---|---|---|",
        "| care/clock.py | 4 | 50.0% |",
        "| ladder.py | 2 | 100.0% |",
        "| all | 6 | 66.7% |",
        "",
        "They live:",
        "  one",
        "  two",
    ]
    assert told([]).splitlines()[2] == "| all | 0 | none |"
