"""A made-up city of the size of a real one: twenty years of incidents and of people who come and go, by seed."""

from random import Random
from typing import NamedTuple

from solidground.app.replay.city import City, CityIncident, CityPerson, Involved
from solidground.core.hours import local_day, to_local
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant, PersonId

ZONE = "America/Chicago"
SEED = 1
FIRST_AT: Instant = 12_500 * DAY
"""A day in March 2004."""

YEAR = 365 * DAY
SERVES_YEARS_MOST = 30
FIRED, PRESENT = "discharged_weapon", "present"
PEOPLE_IN_ONE = (1, 1, 1, 1, 2, 2, 3, 4)


class Size(NamedTuple):
    """How large a city is."""

    incidents: int
    people: int
    years: int


CITY = Size(2_000, 20_000, 20)
QUICK_CITY = Size(60, 600, 2)


def make_city(size: Size) -> City:
    """Return a city: nothing in it comes from anywhere but the seed."""
    chance = Random(SEED)  # noqa: S311 - a made-up city needs no secrets  # nosec B311 - made-up cases, no secrets
    first_on = local_day(FIRST_AT, ZONE)
    people: dict[PersonId, CityPerson] = {}
    for number in range(size.people):
        came_on = first_on - chance.randrange(20 * 365) + chance.randrange(size.years * 365)
        left_on = came_on + chance.randrange(5 * 365, SERVES_YEARS_MOST * 365)
        person = PersonId(f"C{number:05}")
        people[person] = CityPerson(person, came_on, left_on if chance.random() < 0.8 else None)  # noqa: PLR2004 - some stay
    names = list(people)
    times = sorted(FIRST_AT + chance.randrange(size.years * YEAR) // MINUTE * MINUTE for _ in range(size.incidents))
    incidents = [_incident(n, at, names, chance) for n, at in enumerate(times)]
    return City(tuple(incidents), people, (), ())


def _incident(number: int, at: Instant, names: list[PersonId], chance: Random) -> CityIncident:
    fired = chance.random() < 0.5  # noqa: PLR2004 - one half each
    kind, part = ("officer_involved_shooting", FIRED) if fired else ("deadly_assault_on_officer", "assaulted")
    involved = chance.sample(names, chance.choice(PEOPLE_IN_ONE))
    parts = [Involved(person, part if place == 0 or not fired else PRESENT) for place, person in enumerate(involved)]
    local = to_local(at, ZONE).isoformat(timespec="minutes")
    return CityIncident(f"I{number:05}", kind, at, local, ZONE, at % DAY > HOUR, tuple(parts))
