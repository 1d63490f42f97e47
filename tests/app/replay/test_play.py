"""A town over its years: members who leave, peers who leave and are replaced, a peer whose own case begins."""

from itertools import pairwise

import pytest

from solidground.app.protocols import load_protocol
from solidground.app.replay import charts
from solidground.app.replay.acting import Answers
from solidground.app.replay.cast import Bench, leaves
from solidground.app.replay.chance import Chance
from solidground.app.replay.city import City, CityIncident, CityPerson, Involved
from solidground.app.replay.play import AGENCY, Play
from solidground.app.replay.run import Played, replay, zone_of
from solidground.app.replay.summary import chosen, figures, numbers
from solidground.core.hours import to_instant
from solidground.core.kernel import DAY, Day, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from tests.app.replay.dates import day, wall

ZONE = "America/Chicago"


def incident(ref: str, at: str, *people: str, part: str = "discharged_weapon") -> CityIncident:
    """Return an incident at a wall time."""
    involved = tuple([Involved(PersonId(person), part) for person in people])
    return CityIncident(
        ref, "officer_involved_shooting", to_instant(wall(at), ZONE), at, ZONE, time_known=True, involved=involved
    )


def serving(*people: str, until: str | None = None) -> dict[PersonId, CityPerson]:
    """Return people who have long served, until a day."""
    left: Day | None = None if until is None else day(until)
    return {PersonId(p): CityPerson(PersonId(p), day("2000-01-01"), left) for p in people}


def played(city: City, answers: Answers = "everybody", peers: int | None = None) -> tuple[MemoryStore, Played]:
    """Play a town in memory."""
    store = MemoryStore(SUBJECTS)
    return store, replay(store, city, load_protocol("default"), answers, 1, peers)


def test_care_goes_on_for_somebody_who_leaves_the_agency() -> None:
    people = serving("S1", "S2") | serving("M1", until="2023-05-01") | serving("M2", until="2022-01-01")
    city = City((incident("I1", "2023-03-01T21:15", "M1", "M2"),), people, (), ())
    store, found = played(city)
    left = charts.after_leaving(list(found.play.tallies.values()))
    assert (left.cases, left.went_on, left.stopped, left.nothing_due) == (1, 1, 0, 0)
    assert left.on_time > 5
    assert left.late == left.not_done == 0
    figured = figures(store, found, load_protocol("default"), "Town")
    assert figured.after_leaving == left
    assert "drawn from the file of people with seed 1" in figured.assumed[-2]


def test_peers_who_leave_are_replaced_and_their_cases_go_on() -> None:
    people = serving("S1", until="2024-08-01") | serving("S2", "S3", "S4") | serving("M1")
    days = ("2023-08-01T10:00", "2024-07-20T10:00")
    city = City(tuple([incident(f"I{n}", at, "M1") for n, at in enumerate(days)]), people, (), ())
    _, found = played(city, peers=4)
    # Everybody is drawn but the member; nobody is left to come after the one who goes.
    assert {person for person, _, _ in found.play.terms} >= {"S1", "S2", "S3", "S4"}
    assert all(done.how == "on_time" for tally in found.play.tallies.values() for done in tally.done)


def test_somebody_else_is_drawn_on_the_day_a_peer_leaves() -> None:
    people = serving("S1", until="2025-03-01") | serving("S2", "S3")
    city = City((incident("I1", "2023-03-01T21:15", "M1"), incident("I2", "2024-12-01T21:15", "M2")), people, (), ())
    bench_seed = next(
        seed for seed in range(50) if Bench(city, seed, ZONE).draw(1, city.incidents[0].occurred_at)[0].person == "S1"
    )
    found = replay(MemoryStore(SUBJECTS), city, load_protocol("default"), "everybody", bench_seed, 1)
    (_, _, first_until), (_, second_from, _) = found.play.terms
    assert first_until == second_from == to_instant(wall("2025-03-01T00:00"), ZONE)


def test_a_peer_whose_own_case_begins_keeps_nobody_elses() -> None:
    people = serving("S1", "S2")
    city = City(
        (incident("I1", "2023-03-01T21:15", "M1"), incident("I2", "2023-04-01T21:15", "S1", "S2")), people, (), ()
    )
    _, found = played(city, answers="mixed", peers=2)
    first = next(t for case, t in found.play.tallies.items() if found.play.members[case] == "M1")
    began_at = city.incidents[1].occurred_at
    assert first.was_unheld
    assert [peer for at, peer in first.peers if began_at <= at < began_at + DAY] == [None]


def test_nothing_is_played_where_there_is_no_incident() -> None:
    store, found = played(City((), {}, (), ()))
    assert numbers(found)["events"] == 0
    assert store.agencies() == []
    assert zone_of(found.city) == "UTC"
    assert chosen(found) == []


def test_a_city_has_its_own_days_where_most_of_it_lies() -> None:
    far = incident("I0", "2023-01-01T10:00", "M1")._replace(zone="America/Denver")
    near = [incident(f"I{n}", "2023-01-01T10:00", "M1") for n in (1, 2)]
    assert zone_of(City((far, *near), {}, (), ())) == ZONE


def test_a_peer_is_away_once_a_year_for_two_weeks_and_never_after_leaving() -> None:
    found = leaves(Chance(1), PersonId("P"), 0, 3 * 365 * DAY)
    assert all(to_at - from_at == 14 * DAY for from_at, to_at in found)
    assert len(found) == 3
    assert all(before[1] < after[0] for before, after in pairwise(found))
    assert found != leaves(Chance(2), PersonId("P"), 0, 3 * 365 * DAY)
    assert leaves(Chance(1), PersonId("P"), 0, 10 * DAY) == []


def test_few_peers_are_drawn_from_those_in_no_incident_first() -> None:
    people = serving(*(f"M{n}" for n in range(20)), "S1")
    city = City((incident("I1", "2023-03-01T21:15", *(f"M{n}" for n in range(20))),), people, (), ())
    bench = Bench(city, 1, ZONE)
    at = city.incidents[0].occurred_at
    assert [new.person for new in bench.draw(1, at, apart=True)] == ["S1"]
    assert len(bench.draw(50, at)) == 20


def test_who_shares_what_he_has_been_through_did_so_before() -> None:
    city = City((incident("I1", "2023-03-01T21:15", "S1"),), serving("S1"), (), ())
    at = city.incidents[0].occurred_at
    assert Bench(city, 1, ZONE).draw(1, at)[0].experience == ()
    assert Bench(city, 1, ZONE).draw(1, at + DAY)[0].experience == ("discharged_weapon",)


def test_somebody_new_or_about_to_leave_is_not_drawn() -> None:
    new = CityPerson(PersonId("N1"), day("2022-06-01"), None)
    leaving = CityPerson(PersonId("L1"), None, day("2023-06-01"))
    stays = CityPerson(PersonId("S1"), None, None)
    city = City((), {p.person: p for p in (new, leaving, stays)}, (), ())
    drawn = Bench(city, 1, ZONE).draw(9, to_instant(wall("2023-03-01T10:00"), ZONE))
    assert [person.person for person in drawn] == ["S1"]


@pytest.mark.parametrize("answers", ["everybody", "mixed", "nobody"])
def test_no_case_is_ever_set_apart(answers: Answers) -> None:
    city = City((incident("I1", "2023-03-01T21:15", "M1", "M2"),), {}, (), ())
    _, found = played(city, answers)
    assert isinstance(found.play, Play)
    assert found.play.apart == 0
    assert AGENCY == "replay"


@pytest.mark.parametrize(("number", "said"), [(0, []), (1, ["One incident has"]), (2, ["2 incidents have"])])
def test_incidents_without_a_time_of_day_are_said_to_have_none(number: int, said: list[str]) -> None:
    timeless = [incident(f"I{n}", "2023-03-01T12:00", "M1")._replace(time_known=False) for n in range(number)]
    store, found = played(City(tuple(timeless), {}, (), ()), "nobody", 1)
    assumed = figures(store, found, load_protocol("default"), "").assumed
    assert [text.partition(" no time of day")[0] for text in assumed if "no time of day" in text] == said
