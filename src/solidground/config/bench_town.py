"""A made-up agency as large as a big one, in a data directory: its cases are weeks old, and people have acted in them.

What must never happen here: anything that comes from anywhere but the seed and the time.
"""

from contextlib import closing
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from solidground.app.duty_terms import shipped_terms
from solidground.app.founding import NewPerson
from solidground.app.handle import stream_of
from solidground.app.ports import Unit
from solidground.app.protocols import load_protocol, plans
from solidground.app.replay.cast import Bench, staff
from solidground.app.replay.city import City, CityIncident, CityPerson, Involved
from solidground.app.replay.play import AGENCY, Play, Settings
from solidground.app.settings import LastingKind
from solidground.app.wiring import CLOCK, make_directory, open_directory
from solidground.core.hours import Quiet, local_day, to_local
from solidground.core.kernel import DAY, MINUTE, CaseId, Instant, PersonId, Stream

ZONE: Final = "America/Chicago"
JURISDICTION: Final = "US-IL"
SEED: Final = 1
WEEKS_FOR: Final = 42 * DAY
"""How long ago the first case was opened."""

SERVED_DAYS: Final = 3_650
CASES_OF_ONE_PEER: Final = 8
FIRED: Final = "discharged_weapon"
CHIEF: Final = PersonId("staff-chief")
COORDINATOR: Final = PersonId("staff-coordinator")


class Town(NamedTuple):
    """Who is there: a member with a case, a peer who carries some, and a case that the coordinator sees."""

    member: PersonId
    peer: PersonId
    kept: CaseId
    case: CaseId


def make_town(place: Path, members: int, cases: int, kind: LastingKind = "sqlite") -> Town:
    """Make a data directory with so many members and open cases, played from the first day until now."""
    now = CLOCK.now()
    from_at = now - WEEKS_FOR
    on = local_day(from_at, ZONE) - SERVED_DAYS
    city = _city(members, cases, from_at, on)
    make_directory(place, AGENCY, ZONE, JURISDICTION, kind)
    with closing(open_directory(place)) as store:
        settings = Settings("mixed", SEED, ZONE, from_at, now)
        play = Play(store, city, settings, plans(load_protocol("default")), shipped_terms())
        play.found(_people(city, cases // CASES_OF_ONE_PEER + 1, on))
        bench, until_at = Bench(city, SEED, ZONE), from_at
        while until_at < now:
            until_at = min(until_at + DAY, now)
            play.play_until(until_at, bench)
        with store.transaction() as unit:
            return _town(unit, [peer for peer, _, _ in play.terms])


def _city(members: int, cases: int, from_at: Instant, on: int) -> City:
    chance = Random(SEED)  # noqa: S311 - a made-up city needs no secrets  # nosec B311 - made-up cases, no secrets
    people = {person: CityPerson(person, on, None) for n in range(members) for person in (PersonId(f"member-{n:05}"),)}
    involved = chance.sample(list(people), cases)
    times = sorted(from_at + chance.randrange(WEEKS_FOR - DAY) // MINUTE * MINUTE for _ in range(cases))
    incidents = [_incident(n, at, person) for n, (at, person) in enumerate(zip(times, involved, strict=True))]
    return City(tuple(incidents), people, (), ())


def _incident(number: int, at: Instant, person: PersonId) -> CityIncident:
    local = to_local(at, ZONE).isoformat(timespec="minutes")
    kind, parts = "officer_involved_shooting", (Involved(person, FIRED),)
    return CityIncident(f"I{number:05}", kind, at, local, ZONE, True, parts)  # noqa: FBT003 - the time is known


def _people(city: City, peers: int, on: int) -> list[NewPerson]:
    quiet = Quiet(ZONE, 22 * 60, 7 * 60)
    today = local_day(CLOCK.now(), ZONE)
    helpers = (
        NewPerson(PersonId(f"peer-{n:04}"), ZONE, on, (), today - 100, 2 * CASES_OF_ONE_PEER, quiet=quiet)
        for n in range(peers)
    )
    others = (NewPerson(person, ZONE, on, ()) for person in city.people)
    return [*staff(ZONE, on), NewPerson(CHIEF, ZONE, on, ("chief",)), *helpers, *others]


def _town(unit: Unit, peers: list[PersonId]) -> Town:
    """Return the peer who keeps something of most cases, with one of which he is the peer."""
    kept = {peer: unit.kept_by(AGENCY, peer) for peer in peers}
    for peer in sorted(peers, key=lambda one: (-len(kept[one]), one)):
        for name, (case, _) in zip(kept[peer], unit.load([_stream(name) for name in kept[peer]]), strict=True):
            if case.peer == peer and case.status == "active":
                return Town(case.head.member, peer, name, name)
    raise AssertionError("somebody keeps a case")  # noqa: EM101, TRY003 - a defect of the measurement


def _stream(case: CaseId) -> Stream:
    return stream_of(AGENCY, f"case/{case}")
