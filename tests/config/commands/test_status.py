"""``status`` and ``reconcile`` say who has no case because of a defect."""

import sqlite3
from pathlib import Path

from tests.config.conftest import Solidground

INCIDENT = (
    "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part\n"
    "I1,child_death,2024-03-01T12:00,America/Chicago,true,P1,present\n"
    "I2,child_death,2024-03-02T12:00,America/Chicago,true,P2,present\n"
    "I3,child_death,2024-03-03T12:00,America/Chicago,true,P3,present\n"
)


def damage(harbor: Path, keys: str) -> None:
    """Let rows of the inbox hold what nobody can read."""
    with sqlite3.connect(harbor / "solidground.sqlite3") as hand:
        hand.execute("UPDATE inbox SET body = '{' WHERE key IN (SELECT key FROM inbox ORDER BY number LIMIT ?)", keys)
    hand.close()


def test_a_case_that_could_not_be_opened_is_said_and_the_others_are_there(
    solidground: Solidground, harbor: Path, tmp_path: Path
) -> None:
    (tmp_path / "i.csv").write_text(INCIDENT)
    assert solidground("import", "incidents", tmp_path / "i.csv", "--data", harbor).code == 0
    damage(harbor, "1")
    assert solidground("tick", "--data", harbor, "--json").json["opened"] == 2
    assert solidground("status", "--data", harbor, "--json").json["agencies"][0]["unopened"] == 1
    told = solidground("status", "--data", harbor)
    assert (told.code, "1 case could not be opened for a defect" in told.err) == (0, True)
    found = solidground("reconcile", "--data", harbor, "--json")
    assert (found.code, list(found.json["broken_promises"])) == (1, ["P1 held"])


def test_several_are_counted(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text(INCIDENT)
    assert solidground("import", "incidents", tmp_path / "i.csv", "--data", harbor).code == 0
    damage(harbor, "3")
    assert solidground("tick", "--data", harbor, "--json").json["opened"] == 0
    assert "3 cases could not be opened" in solidground("status", "--data", harbor).err
