"""What mutmut wrote is read as changes, each is met by the tests that come by it, and what became of them is told."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.planted.changes import CORE, Change, changed
from tests.planted.forks import Ended
from tests.planted.mutants import NOTED, Rate, by_chance, living, note, noted, rates, sure, told
from tests.planted.planting import ROOT

SOURCE = '''
def asked(who: str) -> str:
    """Say it."""
    match who:
        case "peer":
            return "he"
        case _:
            return "she"

class Ladder:
    @staticmethod
    def climb(rung: int = 0) -> int:
        if rung > 2:
            rung = 1
        return rung + 1
'''

MUTATED = '''
from somewhere import _mutmut_mutated

@_mutmut_mutated(these)
def asked(who: str) -> str:
    """Say it."""

def x_asked__mutmut_orig(who: str) -> str:
    """Say it."""
    match who:
        case "peer":
            return "he"
        case _:
            return "she"

def x_asked__mutmut_1(who: str) -> str:
    """Say it."""
    match who:
        case "peer":
            return "XXheXX"
        case _:
            return "she"

def x_asked__mutmut_2(who: str) -> str:
    """Say it."""
    match who:
        case _:
            return "she"

class Ladder:
    @staticmethod
    def xǁLadderǁclimb__mutmut_1(rung: int = 1) -> int:
        if rung > 2:
            rung = 1
        return rung + 1

    @staticmethod
    def xǁLadderǁclimb__mutmut_2(rung: int = 0) -> int:
        if rung >= 2:
            rung = 1
        return rung + 1
'''


def test_what_mutmut_wrote_is_read_with_the_lines_of_the_innermost_statement_that_changed() -> None:
    found = list(changed("ladder.py", SOURCE, MUTATED))
    assert [(one.function, one.number, one.first, one.last) for one in found] == [
        ("asked", 1, 6, 6),
        ("asked", 2, 4, 8),
        ("Ladder.climb", 1, 12, 15),
        ("Ladder.climb", 2, 13, 14),
    ]
    assert found[3].after == "def climb(rung=0):\n    if rung >= 2:\n        rung = 1\n    return rung + 1"
    assert {one.before for one in found[2:]} == {found[3].after.replace(">=", ">")}


def test_a_change_of_another_text_has_another_name() -> None:
    one, other = (Change("ladder.py", "asked", 1, 1, 2, "", after) for after in ("one", "other"))
    assert one.name != other.name


def change(module: str, number: int) -> Change:
    return Change(module, "asked", number, number, number, "def asked():\n    return 1", "def asked():\n    return 2")


def test_what_is_noted_is_read_again_and_a_line_cut_off_is_not(tmp_path: Path) -> None:
    assert noted(tmp_path) == {}
    for one, ended in ((change("a.py", 1), Ended("killed", "by me")), (change("a.py", 2), Ended("lives"))):
        note(tmp_path, one, ended)
    with (tmp_path / NOTED).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps([change("a.py", 3).name, "lives", ""])[:-5])
    assert noted(tmp_path) == {
        change("a.py", 1).name: Ended("killed", "by me"),
        change("a.py", 2).name: Ended("lives"),
    }


def test_rates_are_those_of_what_was_run_and_of_all_when_some_is_left_within_bounds() -> None:
    found = [change(module, number) for module in ("a.py", "b.py", "c.py") for number in range(2)]
    assert by_chance(found) == by_chance(reversed(found)) != found
    ends = dict(
        zip([one.name for one in found], [Ended("killed", "me"), Ended("lives"), Ended("endless")], strict=False)
    )
    of = rates(found, ends)
    assert of == [Rate("a.py", 2, 2, 1), Rate("b.py", 2, 1, 1), Rate("c.py", 2, 0, 0), Rate("all", 6, 3, 2)]
    assert sure(of[3]) == pytest.approx(1.96 * (2 / 3 * 1 / 3 / 3 * 3 / 5) ** 0.5)
    assert told(of).splitlines()[2:] == [
        "| a.py | 2 | 2 | 50.0% |",
        "| b.py | 2 | 1 | 100.0% |",
        "| c.py | 2 | 0 | not run |",
        "| all | 6 | 3 | 66.7% |",
        "",
        "Of all changes 66.7% ± 41.3% (95%).",
    ]
    assert told([Rate("all", 3, 3, 2)]).splitlines()[2:] == ["| all | 3 | 3 | 66.7% |"]


def test_what_lives_is_told_as_a_difference() -> None:
    found = [change("a.py", 2), change("a.py", 1), change("b.py", 1)]
    ends = dict(zip([one.name for one in found], [Ended("killed", "me"), Ended("unreached")], strict=False))
    assert living(found, ends) == "a.py:1 asked 1 unreached\n def asked():\n-    return 1\n+    return 2\n"


RUN = """
import json, sys
from pathlib import Path
from tests.planted.changes import Change
from tests.planted.mutants import run
changes = [Change(*one) for one in json.load(sys.stdin)]
sys.exit(run(changes, Path(sys.argv[1]), "tests/core/test_ladder.py"))
"""


def test_a_change_is_met_by_those_who_come_by_it_and_none_outlives_its_run(tmp_path: Path) -> None:
    lines = (CORE / "ladder.py").read_text(encoding="utf-8").splitlines()
    there, nowhere = lines.index("def _days(ladder: Ladder, repeat: int) -> int:") + 2, len(lines) + 1
    same = "1 if repeat <= ladder.daily_times else 7 if repeat - ladder.daily_times <= ladder.weekly_times else 30"
    bodies = [(there, "return 30"), (there, "while True: pass"), (there, f"return {same}"), (nowhere, "return 30")]
    made = [(line, f"def _days(ladder, repeat):\n    {body}") for line, body in bodies]
    changes = [Change("ladder.py", "_days", at, line, line, "", after) for at, (line, after) in enumerate(made)]
    ended = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path)],
        cwd=ROOT,
        input=json.dumps(changes),
        text=True,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    found = [noted(tmp_path)[one.name] for one in changes]
    assert [one.end for one in found] == ["killed", "endless", "lives", "unreached"]
    assert found[0].by.startswith("tests/core/test_ladder.py::")
