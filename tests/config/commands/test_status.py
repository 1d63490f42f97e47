"""``status`` says how things stand in a sentence, and ``reconcile`` who has no case because of a defect."""

import sqlite3
from pathlib import Path

import pytest

from solidground.app.administration import said_of, to_be_set_right
from solidground.app.wiring import CLOCK
from solidground.config.outlook_words import lasting
from solidground.core.kernel import HOUR, MINUTE, SECOND
from solidground.core.words import plainly
from tests.config.conftest import Solidground

ALL_WELL = "All is well: no case is open, and the clock is on time."
INCIDENT = (
    "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part\n"
    "I1,child_death,2024-03-01T12:00,America/Chicago,true,P1,present\n"
    "I2,child_death,2024-03-02T12:00,America/Chicago,true,P2,present\n"
    "I3,child_death,2024-03-03T12:00,America/Chicago,true,P3,present\n"
)


def change(harbor: Path, statement: str) -> None:
    """Change rows with a foreign hand."""
    with sqlite3.connect(harbor / "solidground.sqlite3") as hand:
        hand.execute(statement)
    hand.close()


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
    assert (told.code, "1 person has no case yet for a defect" in told.out) == (0, True)
    found = solidground("reconcile", "--data", harbor, "--json")
    assert (found.code, list(found.json["broken_promises"])) == (1, ["P1 held"])


def test_several_are_counted(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text(INCIDENT)
    assert solidground("import", "incidents", tmp_path / "i.csv", "--data", harbor).code == 0
    damage(harbor, "3")
    assert solidground("tick", "--data", harbor, "--json").json["opened"] == 0
    told = solidground("status", "--data", harbor)
    assert "3 people have no case yet for a defect" in told.out
    assert "its log says what failed" in told.err


def test_a_clock_that_stands_still_and_a_case_set_apart_are_said_first_with_what_helps(
    solidground: Solidground, harbor: Path, tmp_path: Path
) -> None:
    solidground("tick", "--data", harbor)
    (tmp_path / "i.csv").write_text(INCIDENT)
    assert solidground("import", "incidents", tmp_path / "i.csv", "--data", harbor).code == 0
    change(harbor, f"UPDATE inbox SET at = {CLOCK.now() - 49 * HOUR}")  # noqa: S608 a number
    late = solidground("status", "--data", harbor)
    assert "The clock is 2 days behind." in late.out
    assert "Is the clock running? Start it, and the pages, with: solidground run --data" in late.err
    solidground("tick", "--data", harbor)
    change(harbor, "UPDATE case_row SET claim_at = 4000000000000000, woken_at = NULL, unheld_at = 1")
    told = solidground("status", "--data", harbor)
    assert told.out.startswith("agency: 3 people need somebody now, and the rules of 3 cases failed")
    assert "solidground board" in told.err
    assert "is tried again hourly" in told.err
    found = solidground("status", "--data", harbor, "--json").json["agencies"][0]
    assert (found["apart"], found["sentence"] in told.out) == (3, True)


def test_what_is_still_to_be_set_right_is_said_as_the_page_says_it_and_last(
    solidground: Solidground, harbor: Path
) -> None:
    solidground("tick", "--data", harbor)
    said = [plainly(one) for one in to_be_set_right(said_of(harbor))]
    assert [next(word for word in ("link", "[mail]", "[monitor]") if word in one) for one in said] == [
        "link",
        "[mail]",
        "[monitor]",
    ]
    told = solidground("status", "--data", harbor)
    assert (told.code, told.out.splitlines()[0]) == (0, f"agency: {ALL_WELL}")
    assert told.err.splitlines()[-3:] == said
    settings = harbor / "settings.toml"
    settings.write_text(settings.read_text().replace("# link =", "link =").replace("# duty =", "duty ="))
    told = solidground("status", "--data", harbor)
    assert "Write link into [agency]" not in told.err
    assert told.err.count("duty.toml") == 1, "what is wrong with a file is said once"
    assert sorted(solidground("status", "--data", harbor, "--json").json) == [
        "agencies",
        "doubt",
        "files",
        "papers",
        "unsent",
    ]


@pytest.mark.parametrize(
    ("span", "said"),
    [(90 * SECOND, "1 minute"), (HOUR, "1 hour"), (50 * HOUR, "2 days"), (3 * HOUR + MINUTE, "3 hours")],
)
def test_a_length_of_time_is_said_in_its_largest_unit(span: int, said: str) -> None:
    assert lasting(span) == said
