"""The report answers in sentences, carries everything within itself, and looks after what comes from outside."""

import re
from html.parser import HTMLParser

import pytest

from solidground.core.figures import AfterLeaving, Audit, CityFigures, Oddity, Proof, RungAsked
from solidground.documents.report import render
from solidground.documents.report.sections import audit, leaving, oddities, promises

OPEN_TAGS = {"meta"}


class Shape(HTMLParser):
    """Holds that every element is closed where it should be, and keeps what a reader would hear."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        del attrs
        self.open += [tag] * (tag not in OPEN_TAGS)

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take text."""
        self.words += [data] * ("style" not in self.open)


def words(page: str) -> str:
    shape = Shape()
    shape.feed(page)
    shape.close()
    assert shape.open == []
    return "".join(shape.words)


def headings(page: str) -> list[str]:
    return re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page)


def test_the_report_of_a_city_answers_every_question_in_a_sentence(city: CityFigures) -> None:
    assert headings(render(city)) == [
        "83% of promises were kept on time.",
        "In the first hour, 2,640 of 3,770 were reached; in the year, 3,066 of 3,120.",
        "Most often overdue: Clinician&#x27;s first confidential session, within a week, 870 of 3,770.",
        "Three people need somebody now.",
        "Least proved: Return to duty agreed, each step, 0 of 1,312.",
        "The most that a peer held at once was 12 cases, in 2009. The median then was 2.",
        "13 people of 161 in 2015, the most in any year.",
        "143 people left while their case was active; care went on for 120 of them.",
        "Four lines were refused, 1,069 lines were read with a warning.",
    ]


def test_the_report_without_an_incident_says_so_everywhere(nothing: CityFigures) -> None:
    page = render(nothing)
    assert headings(page) == [
        "Nothing has come due yet.",
        "No case has come as far as its first hour.",
        "Nothing was owed, so nothing was overdue.",
        "There is no case to show.",
        "Nobody fired, so there is nothing to prove.",
        "No peer has carried a case yet.",
        "Nobody had a second incident while their case was active.",
        "Nobody left the agency while their case was active.",
        "Every line of the file was read as it stands.",
    ]
    assert "1 January 2024 to" not in words(page)


def test_the_report_of_one_incident_speaks_of_one(one: CityFigures) -> None:
    page = render(one)
    assert headings(page) == [
        "Every promise was kept on time: 1 of 1.",
        "In the first hour, 1 of 1 were reached.",
        "No promise was overdue.",
        "Nobody here needs somebody now.",
        "1 of 1: every step is proved for everybody who fired.",
        "The most that a peer held at once was one case, in 2024. The median then was 1.",
        "One person of 1 in 2024.",
        "One person left while their case was active; care went on for none of them.",
        "No lines were refused, one line was read with a warning.",
    ]
    assert "At every moment somebody held every open case." in words(page)


@pytest.mark.parametrize("which", ["city", "nothing", "one"])
def test_the_page_loads_nothing_and_runs_nothing(which: str, request: pytest.FixtureRequest) -> None:
    page = render(request.getfixturevalue(which))
    assert words(page)
    assert re.findall(r"\b(?:src|href)=", page) == []
    assert set(re.findall(r"url\(([^)]{0,10})", page)) <= {"data:font/", "#late"}
    assert "<script" not in page
    assert "default-src &#x27;none&#x27;" in page
    assert "@import" not in page


def test_what_a_cell_says_is_shown_and_does_nothing(city: CityFigures) -> None:
    said = words(render(city))
    assert "<script>alert(1)</script> (line 7)" in said
    assert "'=HYPERLINK(" in said
    assert "a NUL \ufffd in column part, and a reversal \ufffd here (line 9)" in said
    assert "x…" in said
    assert "1,068 lines: 40, 41," in said


def test_every_drawing_has_a_name_and_a_table(city: CityFigures) -> None:
    page = render(city)
    figures = page.split("<figure>")[1:]
    assert len(figures) == 7 + len(city.gallery)
    for figure in figures:
        assert figure.count('role="img"') == 2
        assert figure.count("<title>") == 2
        assert "<table>" in figure
    assert len(re.findall(r'id="([^"]+)"', page)) == len(set(re.findall(r'id="([^"]+)"', page)))


def test_nobody_fired_is_not_everybody_proved() -> None:
    assert audit.sentence(Audit(2, ())) == "2 of 2: every step is proved for everybody who fired."
    assert audit.sentence(Audit(2, (Proof("First contact", 1),))) == "Least proved: First contact, 1 of 2."


def test_care_that_went_on_for_everybody_says_all() -> None:
    assert leaving.sentence(AfterLeaving(2, 2, 0, 0, 3, 0, 0)).endswith("care went on for all of them.")


def test_ladders_that_were_never_needed_say_so(city: CityFigures) -> None:
    calm = city._replace(rungs=(RungAsked("Reminder", 0, 0),))
    assert "No ladder was needed" in words(promises.section(calm))


def test_reasons_are_gathered_and_bounded(city: CityFigures) -> None:
    odd = (*(Oddity(line, f"reason {line}") for line in range(1, 60)), Oddity(70, "reason 5"))
    said = words(oddities.section(city._replace(warnings=odd, refused_rows=())))
    assert "reason 5 (lines 5, 70)" in said
    assert "and 19 more reasons." in said
