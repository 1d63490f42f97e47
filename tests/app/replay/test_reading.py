"""A city from its files."""

from pathlib import Path

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
