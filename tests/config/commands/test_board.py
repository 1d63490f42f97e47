"""The board and the duties in the terminal: through the wall, in words, within 80 columns."""

from pathlib import Path

import pytest

from solidground.app.wiring import CLOCK
from solidground.config.output import iso
from solidground.core.kernel import DAY, HOUR, MINUTE
from tests.config.conftest import Solidground

ZONE = "America/Chicago"
COLUMNS = 80
MEMBERS = "person_ref,appointed_on,separated_on,mail\nM1,2001-01-01,,m1@x.example\nC1,,,c1@x.example\n"
ROSTER = "person_ref,role,from_on,until_on,capacity\n"
INCIDENTS = "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part\n"


@pytest.fixture
def ticked(solidground: Solidground, harbor: Path, tmp_path: Path) -> Path:
    """Give an agency with one peer, in which somebody fired five minutes ago."""
    at = iso(CLOCK.now() - 5 * MINUTE, ZONE)[:16]
    files = {
        "members": MEMBERS + "P1,,,p1@x.example\n",
        "roster": ROSTER + "P1,peer,2024-01-01,,4\n",
        "incidents": INCIDENTS + f"I1,officer_involved_shooting,{at},{ZONE},true,M1,discharged_weapon\n",
    }
    for kind, text in files.items():
        file = tmp_path / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        assert solidground("import", kind, file, "--data", harbor).code == 0
    assert solidground("tick", "--data", harbor).code == 0
    return harbor


def test_the_coordinator_reads_who_needs_what_and_what_is_next(solidground: Solidground, ticked: Path) -> None:
    found = solidground("board", "--data", ticked, "--as", "C1")
    assert found.code == 0
    assert found.out.startswith(
        "1 active case; none needs somebody now.\n\nSomebody has it: M1, discharged weapon, since "
    )
    assert "    Next: a companion of the member's choice, by " in found.out
    assert "(P1)\n" in found.out
    assert "    Peer: P1. Companion: none\n" in found.out
    assert all(len(line) < COLUMNS for line in found.out.splitlines())
    (row,) = solidground("board", "--data", ticked, "--as", "C1", "--json").json["rows"]
    assert (row["member"], row["needs"], row["peer"], row["owed"][0]["keeper"]) == ("M1", "nothing", "P1", "P1")


def test_who_needs_somebody_comes_first(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    at = iso(CLOCK.now() - 3 * DAY, ZONE)[:16]
    file = tmp_path / "incidents.csv"
    file.write_text(INCIDENTS + f"I1,officer_involved_shooting,{at},{ZONE},true,M1,discharged_weapon\n")
    members = tmp_path / "members.csv"
    members.write_text(MEMBERS.replace("C1,,,c1@x.example\n", ""))
    assert solidground("import", "members", members, "--data", harbor).code == 0
    assert solidground("import", "incidents", file, "--data", harbor).code == 0
    solidground("tick", "--data", harbor)
    found = solidground("board", "--data", harbor, "--as", "C1")
    assert found.out.startswith("1 active case; 1 needs somebody now.\n\nNobody holds it: M1")
    assert "Peer: none yet." in found.out


def test_an_empty_board_says_so(solidground: Solidground, harbor: Path) -> None:
    assert solidground("board", "--data", harbor, "--as", "C1").out == "No active case is here for you.\n"


@pytest.mark.parametrize("person", ["A1", "P1", "M1"])
def test_the_board_is_refused_to_everybody_else(solidground: Solidground, ticked: Path, person: str) -> None:
    found = solidground("board", "--data", ticked, "--as", person)
    assert (found.code, found.out) == (2, "")
    assert f'"{person}" is neither today' in found.err


@pytest.mark.parametrize("name", ["board", "duties"])
def test_a_stranger_is_told_to_check_the_reference(solidground: Solidground, ticked: Path, name: str) -> None:
    found = solidground(name, "--data", ticked, "--as", "p1")
    assert (found.code, found.out) == (2, "")
    assert 'Nobody with the reference "p1" is known.' in found.err
    assert "people have pages" in " ".join(solidground(name, "--help").out.split())


def test_a_peer_reads_what_is_owed_in_order_of_time(solidground: Solidground, ticked: Path) -> None:
    found = solidground("duties", "--data", ticked, "--as", "P1")
    assert found.out.startswith("By ")
    assert ": a companion of the member's choice for M1\n    After " in found.out
    assert "somebody else is asked. Case " in found.out
    assert all(len(line) < COLUMNS for line in found.out.splitlines())
    told = solidground("duties", "--data", ticked, "--as", "P1", "--json").json["duties"]
    assert [one["due_at"] for one in told] == sorted(one["due_at"] for one in told)
    assert {one["member"] for one in told} == {"M1"}


def test_who_owes_nothing_is_told_so(solidground: Solidground, ticked: Path) -> None:
    assert solidground("duties", "--data", ticked, "--as", "A1").out == "A1 owes nothing now.\n"


def test_what_is_past_its_reminder_and_not_yet_somebody_elses_is_told_apart(
    solidground: Solidground, harbor: Path, ticked: Path, tmp_path: Path
) -> None:
    at = iso(CLOCK.now() - 5 * HOUR, ZONE)[:16]
    file = tmp_path / "earlier.csv"
    file.write_text(INCIDENTS + f"I0,officer_involved_shooting,{at},{ZONE},true,M2,discharged_weapon\n")
    members = tmp_path / "later.csv"
    members.write_text("person_ref,appointed_on,separated_on\nM2,2001-01-01,\n")
    assert solidground("import", "members", members, "--data", harbor).code == 0
    assert solidground("import", "incidents", file, "--data", harbor).code == 0
    assert solidground("tick", "--data", ticked).code == 0
    assert "    Reminded: the family told, was due " in solidground("board", "--data", ticked, "--as", "C1").out
    owed = solidground("duties", "--data", ticked, "--as", "P1").out
    assert owed.startswith("Was due ")
    assert ": the family told for M2\n" in owed
    status = solidground("status", "--data", ticked).out
    assert f" ({ZONE}).\n" in status
    assert ".0" not in status
