"""A city from its files."""

from pathlib import Path

import pytest

from solidground.app.importing.fault import FileFault
from solidground.app.replay import reading
from solidground.app.replay.reading import read_city
from solidground.core.incident.decider import PEOPLE_MOST
from tests.app.replay.towns import people, row, town, written


def test_incidents_are_in_order_of_time_and_each_person_once(tmp_path: Path) -> None:
    city = read_city(written(tmp_path, row("B", "2023-06-01T10:00"), row("A"), row("A"), row("A", person="M2")), None)
    assert [(i.ref, [p for p, _ in i.involved]) for i in city.incidents] == [("A", ["M1", "M2"]), ("B", ["M1"])]
    assert city.people == {}


def test_more_people_than_an_incident_takes_are_refused_by_line(tmp_path: Path) -> None:
    rows = [row(person=f"M{n}") for n in range(PEOPLE_MOST + 2)]
    city = read_city(written(tmp_path, *rows), None)
    assert len(city.incidents[0].involved) == PEOPLE_MOST
    assert [(r.line, r.why.split(":")[0]) for r in city.refused_rows] == [
        (PEOPLE_MOST + 2, "incident_ref"),
        (PEOPLE_MOST + 3, "incident_ref"),
    ]


def test_people_come_with_their_days(tmp_path: Path) -> None:
    city = read_city(town(tmp_path), people(tmp_path, "M1,1999-02-01,2020-03-01"))
    assert len(city.people) == 41
    assert city.people["M1"].separated_on is not None  # type: ignore[index]  # ids are made by the reader


def test_more_rows_than_are_held_in_memory_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROWS_MOST", 3)
    file = written(tmp_path, *[row(f"I{n}") for n in range(3)])
    assert len(read_city(file, None).incidents) == 3
    with pytest.raises(FileFault, match=r"more than 3 rows\. Split it"):
        read_city(written(tmp_path, *[row(f"I{n}") for n in range(4)], name="more.csv"), None)
    with pytest.raises(FileFault, match=r'people\.csv" has more than 3 rows'):
        read_city(file, people(tmp_path))


def test_a_file_of_odd_lines_alone_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ODD_MOST", 3)
    assert len(read_city(written(tmp_path, *["bad"] * 4), None).refused_rows) == 4
    with pytest.raises(FileFault, match=r"more than 3 odd lines by line 7\. Is this the file\?"):
        read_city(written(tmp_path, "bad", "bad", *[row()] * 4), None)
