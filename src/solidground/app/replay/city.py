"""A city's incidents and people, as read from its files and merged."""

from typing import NamedTuple

from solidground.core.kernel import Day, Instant, PersonId


class Involved(NamedTuple):
    """One person's part in one incident."""

    person: PersonId
    part: str


class CityIncident(NamedTuple):
    """An incident with everybody who took part, each once."""

    ref: str
    kind: str
    occurred_at: Instant
    local: str
    zone: str
    time_known: bool
    involved: tuple[Involved, ...]


class CityPerson(NamedTuple):
    """Somebody of the city's roster. ``separated_on`` None while he serves."""

    person: PersonId
    appointed_on: Day | None
    separated_on: Day | None


class Oddity(NamedTuple):
    """A line of a file that was read with a warning, or refused."""

    line: int
    why: str


class City(NamedTuple):
    """Incidents in order of time; ``people`` is empty where no file of people was given."""

    incidents: tuple[CityIncident, ...]
    people: dict[PersonId, CityPerson]
    warnings: tuple[Oddity, ...]
    refused_rows: tuple[Oddity, ...]
