"""A paper as PDF/A-2a: tagged, with title and language, the same bytes on any day, on the sheet of its country."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from solidground.core.papers import Line, Paper
from solidground.documents.papers.press import Press, typst
from tests.documents.papers.made import AT, CARDS, DECISION, NOTICE, RECEIPT, RECORD, audited, drawn, press, words_of


def read(paper: Paper) -> Any:  # noqa: ANN401 - the library's own
    return PdfFileReader(BytesIO(press().draw(paper)))


@pytest.mark.parametrize(
    ("paper", "language", "sheet", "pages"),
    [
        (RECEIPT, "en-US", (612, 792), 1),
        (NOTICE, "es", (595, 842), 1),
        (CARDS, "en-US", (612, 792), 2),
        (RECORD, "en-US", (612, 792), 1),
        (DECISION, "en-US", (595, 842), 1),
        (audited(3), "en-US", (612, 792), 1),
        (audited(0), "en-US", (612, 792), 1),
        (audited(30), "en-US", (612, 792), 6),
    ],
)
def test_a_paper_says_its_language_is_tagged_and_fits_its_sheet(
    paper: Paper, language: str, sheet: tuple[int, int], pages: int
) -> None:
    found = read(paper)
    root, tree = found.root, found.root["/Pages"]
    box = root["/Pages"]["/Kids"][0].get_object()["/MediaBox"]
    assert str(root["/Lang"]) == language
    assert bool(root["/MarkInfo"]["/Marked"])
    assert "/StructTreeRoot" in root
    assert (round(float(box[2])), round(float(box[3]))) == sheet
    assert int(tree["/Count"]) == pages
    about = root["/Metadata"].data.decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about


def test_the_same_values_give_the_same_bytes() -> None:
    assert Press().draw(RECEIPT, signed=True) == drawn()


def test_what_it_says_of_itself_can_be_taken_apart() -> None:
    about = str(read(RECEIPT).trailer["/Info"]["/Keywords"])
    assert "solidground:stream=property/aaaaaaaaaaaaaaaaaaaa" in about
    assert "solidground:hash=c6c6" in about
    assert "solidground:agency=harbor%2C%20north" in about, "a comma parts one from the next"
    assert "position" not in about
    assert "stream" not in str(read(CARDS).trailer["/Info"]["/Keywords"])


def test_an_audit_says_its_year_and_its_instant_and_no_stream() -> None:
    about = str(read(audited(1)).trailer["/Info"]["/Keywords"])
    assert "solidground:year=2024" in about
    assert f"solidground:at={AT}" in about
    assert "stream" not in about


def test_a_long_audit_has_its_head_and_its_incident_on_every_page_and_parts_nobody_in_two(tmp_path: Path) -> None:
    file = tmp_path / "audit.pdf"
    file.write_bytes(press().draw(audited(30)))
    for page in words_of(file):
        assert "What became of it" in page
        assert "A shooting" in page
        people = [word for word in page.split() if word.startswith("41")]
        assert page.count("Session") == page.count("The visit") - page.count("52 of 52") == len(people)


def test_a_letter_that_the_typeface_lacks_stops_no_paper() -> None:
    strange = RECEIPT._replace(lines=(Line("Where", "日本 \ue000 \N{GRINNING FACE}"),))
    assert press().draw(strange) == press().draw(RECEIPT._replace(lines=(Line("Where", "?? ? ?"),)))


def test_a_long_word_breaks_and_many_lines_go_on_over_the_page() -> None:
    long = RECEIPT._replace(lines=tuple(Line("Name " * 20, "Words " * 60) for _ in range(12)))
    assert int(read(long).root["/Pages"]["/Count"]) > 1


def test_a_template_that_cannot_be_drawn_fails_whatever_its_letters() -> None:
    with pytest.raises(typst().TypstError):
        press().draw(RECEIPT, "#paper.nothing")
