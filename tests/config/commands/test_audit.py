"""The audit in the terminal: counts of pairs as JSON, or one sentence for each step."""

from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader

from solidground.config.commands.audit import STEPS
from solidground.core.duty import audit
from tests.config.commands.test_board import INCIDENTS, ZONE
from tests.config.conftest import Solidground
from tests.config.paper_house import papers_on
from tests.config.test_papers import SIGNED, altered


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


def test_it_is_a_paper_with_every_pair_and_is_proved_as_of_its_instant(
    solidground: Solidground, harbor: Path, tmp_path: Path
) -> None:
    entered(solidground, harbor, tmp_path)
    paper = tmp_path / "audit.pdf"
    said = solidground("audit", "--data", harbor, "--year", 2023, "--pdf", paper).out.splitlines()
    assert said[-1] == f'The paper is in "{paper}".'
    assert paper.stat().st_mode & 0o777 == 0o600, "who took part stands in it"
    # What is entered later changes nothing of what it says of then.
    rows = f"I2,officer_involved_shooting,2023-05-01T10:00,{ZONE},true,M3,discharged_weapon\n"
    (tmp_path / "more.csv").write_text(INCIDENTS + rows, encoding="utf-8")
    assert solidground("import", "incidents", tmp_path / "more.csv", "--data", harbor).code == 0
    found = solidground("verify", "--data", harbor, "--paper", paper)
    assert found.code == 0, found.out
    assert "It stands for no single event: it is the audit of 2023, as the log stood at 20" in found.out
    assert "Drawn again from the log it is the same, to the byte" in found.out
    whole = paper.read_bytes()
    paper.write_bytes(altered(whole, 0.6))
    assert solidground("verify", "--data", harbor, "--paper", paper).code == 1
    papers = solidground("papers", "certificate", "--data", harbor)
    assert papers.code == 0
    papers_on(harbor, *SIGNED)
    told = solidground("audit", "--data", harbor, "--year", 2023, "--pdf", paper, "--json").json
    assert told["incidents"] == 2
    proved = solidground("verify", "--data", harbor, "--paper", paper, "--json").json
    assert (proved["holds"], proved["again"], proved["fields"]) == (True, True, ["agency"])


def test_a_year_without_an_incident_is_a_paper_that_says_so(
    solidground: Solidground, harbor: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "audit.pdf"
    assert solidground("audit", "--data", harbor, "--year", 9999, "--pdf", paper).code == 0
    title = PdfFileReader(BytesIO(paper.read_bytes())).trailer["/Info"]["/Title"]
    assert str(title) == "The audit of 9999"


def test_a_place_where_no_paper_can_be_is_a_sentence(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    for place, says in (
        (tmp_path / "no" / "audit.pdf", "is no folder"),
        (tmp_path, "is a folder"),
        (Path("/proc/audit.pdf"), "could not be written"),
        (harbor / "settings.toml", "is what is read for it"),
        (harbor / "keys" / "seal.key", "is what is read for it"),
    ):
        found = solidground("audit", "--data", harbor, "--year", 2023, "--pdf", place)
        assert (found.code, found.out) == (2, "")
        assert says in found.err
    assert solidground("verify", "--data", harbor).code == 0
    assert not (harbor / "keys" / "seal.key").read_bytes().startswith(b"%PDF")
    nowhere = solidground("audit", "--data", tmp_path / "none", "--year", 2023, "--pdf", tmp_path / "audit.pdf")
    assert nowhere.code == 2
    assert not (tmp_path / "audit.pdf").exists()


def test_every_step_has_words_here() -> None:
    assert list(STEPS) == list(audit.STEPS)
