"""The real files, where they lie beside the project: the first months of a city, and everything odd in its rows."""

from pathlib import Path

from solidground.app.replay.reading import read_city
from tests.config.conftest import Solidground

BESIDE = Path(__file__).parents[4] / "shared" / "data"
INCIDENTS, PEOPLE = BESIDE / "chicago_critical_incidents.csv", BESIDE / "chicago_people.csv"
ROWS = 120

if INCIDENTS.exists() and PEOPLE.exists():

    def test_every_row_of_the_city_is_read() -> None:
        city = read_city(INCIDENTS, PEOPLE)
        assert (len(city.incidents), len(city.people)) == (2_100, 20_187)
        assert sum(len(incident.involved) for incident in city.incidents) == 3_770
        assert city.refused_rows == ()

    def test_its_first_incidents_are_played_without_a_broken_promise(solidground: Solidground, tmp_path: Path) -> None:
        first = tmp_path / "first.csv"
        first.write_text("".join(INCIDENTS.read_text(encoding="utf-8").splitlines(keepends=True)[: ROWS + 1]))
        found = solidground("replay", "--incidents", first, "--people", PEOPLE, "--store", "memory", "--json")
        assert (found.code, found.err) == (0, "")
        numbers = found.json
        assert (numbers["cases"], numbers["broken_promises"], numbers["refused_rows"]) == (ROWS, {}, [])
        assert 0.60 < numbers["done_on_time"] / numbers["owed"] < 0.95
