"""``solidground import`` for what command writes down: statuses of inquiries, and leave from a system of HR's."""

from datetime import date
from pathlib import Path

from solidground.app.wiring import CLOCK
from solidground.core.hours import local_day
from tests.config.conftest import Solidground
from tests.config.test_agency import staffed, write

__all__ = ["staffed"]

STATUSES = "incident_ref,inquiry,status,on,next_on\n"


def test_statuses_of_inquiries_are_taken_in_the_words_of_the_agencys_own_list(
    solidground: Solidground, staffed: Path, tmp_path: Path
) -> None:
    file = write(tmp_path / "s.csv", STATUSES + "I1,criminal,declined,2024-03-20,\n")
    assert solidground("import", "statuses", file, "--data", staffed).code == 0
    again = solidground("import", "statuses", file, "--data", staffed, "--json")
    assert (again.code, again.json["imported"]) == (0, 1)
    assert again.json["warnings"] == [{"line": 2, "why": "It stands so already; nothing was changed."}]
    wrong = write(tmp_path / "w.csv", STATUSES + "I1,criminal,case_to_answer,2024-03-20,\n")
    told = solidground("import", "statuses", wrong, "--data", staffed)
    assert told.code == 2
    assert f"{wrong}, line 2, status:" in told.err
    found = write(tmp_path / "f.csv", "incident_ref,inquiry,status,on,findings\nI1,criminal,declined,2024-03-20,x\n")
    assert 'column 5 is "findings"' in solidground("import", "statuses", found, "--data", staffed).err
    settings = staffed / "settings.toml"
    settings.write_text(settings.read_text().replace("[agency]", '[agency]\nstatuses = "gone.toml"', 1))
    assert "The list of statuses" in solidground("import", "statuses", file, "--data", staffed).err


def test_leave_is_taken_in_from_a_system_of_hrs(solidground: Solidground, staffed: Path, tmp_path: Path) -> None:
    today = local_day(CLOCK.now(), "America/Chicago")
    first, last = (date.fromordinal(today + days).isoformat() for days in (-4, 5))
    row = f"M1,administrative_leave,{first},{last},\n"
    file = write(tmp_path / "l.csv", "person_ref,status,on,until_on,next_on\n" + row)
    assert solidground("import", "leave", file, "--data", staffed).code == 0
    assert "It stands so already" in solidground("import", "leave", file, "--data", staffed).out
