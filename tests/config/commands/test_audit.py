"""The audit in the terminal: counts of pairs as JSON, or one sentence for each step."""

from pathlib import Path

from solidground.config.commands.audit import STEPS
from solidground.core.duty import audit
from tests.config.commands.test_board import INCIDENTS, ZONE
from tests.config.conftest import Solidground


def entered(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    file = tmp_path / "incidents.csv"
    rows = [f"I1,officer_involved_shooting,2023-03-01T10:00,{ZONE},true,{who}\n" for who in PARTS]
    file.write_text(INCIDENTS + "".join(rows), encoding="utf-8")
    assert solidground("import", "incidents", file, "--data", harbor).code == 0


PARTS = ("M1,discharged_weapon", "M2,witness")


def test_a_year_is_one_object_with_every_step(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    entered(solidground, harbor, tmp_path)
    found = solidground("audit", "--data", harbor, "--year", 2023, "--json").json
    assert list(found) == ["year", "incidents", "involved", "fired", "steps"]
    assert (found["incidents"], found["involved"], found["fired"]) == (1, 2, 1)
    assert found["steps"]["visit"] == {"owed": 2, "done_on_time": 0, "done_late": 0, "not_done": 2}
    assert solidground("audit", "--data", harbor, "--year", 2022, "--json").json["incidents"] == 0


def test_a_person_reads_a_sentence_for_each(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    entered(solidground, harbor, tmp_path)
    said = solidground("audit", "--data", harbor, "--year", 2023).out.splitlines()
    assert said[0] == "2023: 1 incident, 2 people who took part, 1 who fired."
    assert "Visited, or spoken to in person: 0 of 2." in said
    assert solidground("audit", "--data", harbor, "--year", 1066).code == 2


def test_every_step_has_words_here() -> None:
    assert list(STEPS) == list(audit.STEPS)
