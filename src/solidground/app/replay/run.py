"""A whole replay: set the stage, play it, count it."""

from collections.abc import Callable
from typing import NamedTuple

from solidground.app.duty_terms import shipped_terms
from solidground.app.founding import NewPerson
from solidground.app.ports import Store
from solidground.app.replay.acting import Answers
from solidground.app.replay.cast import (
    COVERED_BY,
    MADE_UP_PEERS,
    PEOPLE_FOR_ONE_PEER,
    Bench,
    made_up_peers,
    serving,
    staff,
)
from solidground.app.replay.city import City
from solidground.app.replay.play import Play, Settings
from solidground.core.hours import add_days, local_day
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import DAY, HOUR, LATEST, AgencyId, Instant
from solidground.core.protocol.plan import Plan
from solidground.core.protocol.resolve import resolve
from solidground.core.protocol.terms import Protocol

YEAR_DAYS = 365
DEFAULT_ZONE = "UTC"

Progress = Callable[[float], None]
"""Told how far a replay is, from 0 to 1."""


class Played(NamedTuple):
    """A replay at its end."""

    play: Play
    city: City
    settings: Settings
    peers: int


def zone_of(city: City) -> str:
    """Return the zone most incidents lie in: the city's own days begin there."""
    zones = [incident.zone for incident in city.incidents]
    return max(sorted(set(zones)), key=zones.count, default=DEFAULT_ZONE)


def replay(
    store: Store,
    city: City,
    protocol: Protocol,
    answers: Answers,
    seed: int,
    peers: int | None = None,
    progress: Progress = lambda _: None,
) -> Played:
    """Open every incident at its time, let people behave, and move on to a year after the last."""
    zone = zone_of(city)
    first_at = city.incidents[0].occurred_at if city.incidents else DAY
    last_at = city.incidents[-1].occurred_at if city.incidents else DAY
    from_at = max(first_at - HOUR, 0)

    def plan_for(_agency: AgencyId, wanted: CareWanted) -> Plan:
        return resolve(protocol, wanted.kind, wanted.part, wanted.began_at, wanted.zone, wanted.jurisdiction)

    bench = Bench(city, seed, zone)
    drawn = _peers(city, bench, zone, from_at, peers)
    away = answers == "mixed" and len(drawn) >= COVERED_BY
    # No instant in the system lies after the last one: what is open then is counted as it stands.
    until_at = min(add_days(last_at, zone, YEAR_DAYS), LATEST - 1)
    settings = Settings(answers, seed, zone, from_at, until_at, away)
    play = Play(store, city, settings, plan_for, shipped_terms())
    on = local_day(from_at, zone)
    if city.incidents:
        play.found([*staff(zone, on), *drawn])
        _play_days(play, bench, settings, progress)
    for tally in play.tallies.values():
        tally.close(settings.until_at)
    return Played(play, city, settings, len(drawn))


def _peers(city: City, bench: Bench, zone: str, at: Instant, number: int | None) -> list[NewPerson]:
    on = local_day(at, zone)
    if not city.people:
        return made_up_peers(zone, on, MADE_UP_PEERS if number is None else number)
    usual = max(len(serving(city.people.values(), on)) // PEOPLE_FOR_ONE_PEER, 1)
    wanted = usual if number is None else number
    return bench.draw(wanted, at, apart=wanted < COVERED_BY)


def _play_days(play: Play, bench: Bench, settings: Settings, progress: Progress) -> None:
    at: Instant = settings.from_at
    length = settings.until_at - settings.from_at
    while at < settings.until_at:
        # Days on which nothing happens are passed over: two incidents may lie two hundred years apart.
        quiet_days = max(play.next_at() - at, 0) // DAY
        at = min(at + (quiet_days + 1) * DAY, settings.until_at)
        play.play_until(at, bench)
        progress((at - settings.from_at) / length)
