"""The report answers in sentences, carries everything within itself, and looks after what comes from outside."""

import re
from html.parser import HTMLParser

import pytest

from solidground.core.figures import (
    AfterLeaving,
    Audit,
    CityFigures,
    GroundCase,
    Oddity,
    Proof,
    RungAsked,
    StepKept,
    YearLoad,
)
from solidground.core.ground import Ground
from solidground.core.kernel import DAY
from solidground.documents.report import render
from solidground.documents.report.sections import audit, gallery, leaving, load, oddities, promises

BEGAN = 17_000 * DAY
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
        "70% were reached in the first hour, 98% in month 12.",
        "1,790 of 18,780 were overdue; the system asked the next person 14,794 times.",
        "Three people need somebody now.",
        "1,204 of 1,312 have proof of every step they were owed.",
        "The most that a peer held at once was 12 cases, in 2009. The median then was 2.",
        "118 of 2,910 people had a second one; the most in a year was 13 of 161, in 2015.",
        "143 people left while their case was active; care went on for 120 of them.",
        "Four lines were refused, 1,069 lines were read with a warning.",
    ]


def test_the_report_without_an_incident_says_so_everywhere(nothing: CityFigures) -> None:
    page = render(nothing)
    assert headings(page) == [
        "There is no incident in the file.",
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


def test_where_every_line_was_refused_the_reasons_come_first_and_open(nothing: CityFigures) -> None:
    page = render(nothing._replace(refused_rows=(Oddity(2, "part: no such part"),)))
    assert headings(page)[:2] == [
        "Not one line of the file could be read.",
        "One line was refused, no lines were read with a warning.",
    ]
    assert '<details open=""><summary>Refused: the reasons' in page
    assert len(headings(page)) == 9


def test_incidents_of_which_nothing_has_come_due_say_so(one: CityFigures) -> None:
    assert headings(render(one._replace(owed=0, on_time=0)))[0] == "Nothing has come due yet."


def test_the_report_of_one_incident_speaks_of_one(one: CityFigures) -> None:
    page = render(one)
    assert headings(page) == [
        "Every promise was kept on time: 1 of 1.",
        "1 of 1 was reached in the first hour.",
        "No promise was overdue.",
        "Nobody here needs somebody now.",
        "1 of 1 has proof of every step they were owed.",
        "The most that a peer held at once was one case, in 2024. The median then was 1.",
        "1 of 1 person had a second one.",
        "One person left while their case was active; nothing came due after that.",
        "No lines were refused, one line was read with a warning.",
    ]
    assert "At every moment somebody held every open case." in words(page)


@pytest.mark.parametrize("which", ["city", "nothing", "one"])
def test_the_page_loads_nothing_and_runs_nothing(which: str, request: pytest.FixtureRequest) -> None:
    page = render(request.getfixturevalue(which))
    assert words(page)
    assert set(re.findall(r'\b(?:src|href)="(.)', page)) == {"#"}
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


def test_the_way_to_every_section_is_on_the_page(city: CityFigures) -> None:
    page = render(city)
    ways = re.findall(r'<a href="#(\w+)">', page)
    assert ways == re.findall(r'<section class="card" id="(\w+)"', page)


def test_what_was_not_owed_is_no_missing_proof(city: CityFigures) -> None:
    declined = Audit(3, 2, (Proof("The first call", 1, 1),))
    said = words(audit.section(city._replace(audit=declined)))
    assert "2 of 3 have proof of every step they were owed." in said
    assert "Proof lacks most often for the first call: 1 of 2." in said
    assert "Not owed: the member had declined or stopped" in said
    assert "The goal is 52 of 52." in said
    assert "The first call111" in said
    assert "lacks" not in words(audit.section(city._replace(audit=Audit(3, 3, (Proof("The first call", 1, 0),)))))


def test_those_who_fired_and_were_owed_nothing_yet_are_not_all_proved(city: CityFigures) -> None:
    assert "No step was owed yet" in words(audit.section(city._replace(audit=Audit(2, 2, ()))))


def test_the_step_overdue_most_often_is_named_by_number_and_by_share(city: CityFigures) -> None:
    steps = (StepKept("The offer", 90, 10, 0), StepKept("EAP call", 1, 2, 1))
    said = words(promises.section(city._replace(steps=steps)))
    assert "Most often: the offer, 10 of 100. By their share: EAP call, 3 of 4." in said
    one = words(promises.section(city._replace(steps=steps[1:], rungs=(RungAsked("Deputy", 1, 1),))))
    assert "Most often: EAP call, 3 of 4. By" not in one
    assert "Most often: EAP call, 3 of 4." in one


def test_one_that_was_overdue_was(city: CityFigures) -> None:
    only = city._replace(steps=(StepKept("The offer", 1, 1, 0),), rungs=(RungAsked("Deputy", 1, 1),))
    assert promises.sentence(only) == "1 of 2 was overdue; the system asked the next person one time."


@pytest.mark.parametrize(
    ("days", "said"),
    [(8, "stopped on day 8"), (150, "stopped in month 4"), (0.25, "stopped after six hours"), (800, "in year 2")],
)
def test_when_a_case_ended_reads_as_a_sentence(city: CityFigures, days: float, said: str) -> None:
    case = GroundCase(1, Ground(BEGAN, BEGAN + int(days * DAY)), "Kept", ended="stopped")
    assert said in words(gallery.section(city._replace(gallery=(case,))))


def test_care_that_went_on_for_everybody_says_all() -> None:
    assert leaving.sentence(AfterLeaving(2, 2, 0, 0, 3, 0, 0)).endswith("care went on for all of them.")


def test_care_that_went_on_for_nobody_says_none() -> None:
    assert leaving.sentence(AfterLeaving(2, 0, 1, 1, 0, 0, 0)).endswith("care went on for none of them.")


def test_ladders_that_were_never_needed_say_so(city: CityFigures) -> None:
    calm = city._replace(rungs=(RungAsked("Reminder", 0, 0),))
    assert "No ladder was needed" in words(promises.section(calm))


def test_reasons_are_gathered_and_bounded(city: CityFigures) -> None:
    odd = (*(Oddity(line, f"reason {line}") for line in range(1, 60)), Oddity(70, "reason 5"))
    said = words(oddities.section(city._replace(warnings=odd, refused_rows=())))
    assert "reason 5 (lines 5, 70)" in said
    assert "and 19 more reasons." in said


def test_the_year_in_which_most_peers_held_four_or_more_is_named(city: CityFigures) -> None:
    light = YearLoad(2004, 229, 1, 2, (38, 191, 0, 0))
    full = YearLoad(2005, 230, 1, 6, (0, 200, 24, 6))
    assert "Four or more at once were held by 6 of 230 peers in 2005." in words(
        load.section(city._replace(load=(light, full)))
    )
    assert "Four or more at once" not in words(load.section(city._replace(load=(light,))))
