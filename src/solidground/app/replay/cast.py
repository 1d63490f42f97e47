"""Who helps in a replay: peers drawn by seed from the city's people, and a few made-up roles beside them."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import islice

from solidground.app.founding import NewPerson
from solidground.app.replay.chance import Chance
from solidground.app.replay.city import City, CityPerson
from solidground.core.hours import Quiet, local_day
from solidground.core.kernel import DAY, Day, Instant, PersonId
from solidground.core.roster.pool import NOBODY
from solidground.core.roster.roles import Role

PEOPLE_FOR_ONE_PEER = 45
"""Between the 1:43 of Chicago and the 1:50 of San Diego; no standard exists."""

MADE_UP_PEERS = 12
"""Peers where no file of people is given."""

CAPACITY = 6
"""Cases one peer carries at once before others are preferred."""

SERVED_DAYS = 730
"""A peer has served two years before he is drawn."""

STAFF: tuple[tuple[str, Role], ...] = (
    ("coordinator", "coordinator"),
    ("deputy", "deputy"),
    ("clinician", "clinician"),
    ("chaplain", "chaplain"),
    ("family", "family_liaison"),
)

YEAR_FOR, LEAVE_FOR = 365 * DAY, 14 * DAY
COVERED_BY = 12
"""Peers are away only where there are at least so many: fewer could not stand in for one another."""

NIGHT_FROM, NIGHT_TO = 22 * 60, 7 * 60


def staff(zone: str, on: Day) -> list[NewPerson]:
    """Return the made-up people who hold the roles a protocol names."""
    return [NewPerson(PersonId(f"staff-{word}"), zone, on, (role,), quiet=_quiet(zone)) for word, role in STAFF]


def made_up_peers(zone: str, on: Day, number: int) -> list[NewPerson]:
    """Return peers who are nobody's colleagues: they are not counted as people."""
    return [_peer(PersonId(f"peer-{n:03}"), zone, on, None, ()) for n in range(1, number + 1)]


def leaves(chance: Chance, person: PersonId, from_at: Instant, until_at: Instant) -> list[tuple[Instant, Instant]]:
    """Return when a peer is away: once in each year of his term, on days that differ from peer to peer."""
    found: list[tuple[Instant, Instant]] = []
    for year in range((until_at - from_at) // YEAR_FOR + 1):
        share = chance.draws("leave", person, year)[0]
        begins_at = from_at + year * YEAR_FOR + int(share * (YEAR_FOR - LEAVE_FOR))
        if begins_at + LEAVE_FOR < until_at:
            found.append((begins_at, begins_at + LEAVE_FOR))
    return found


def serving(people: Iterable[CityPerson], on: Day) -> list[CityPerson]:
    """Return who serves on a day."""
    return [
        p
        for p in people
        if (p.appointed_on is None or p.appointed_on <= on) and (p.separated_on is None or p.separated_on > on)
    ]


class Bench:
    """The people from whom peers are drawn, one after another, each at most once."""

    def __init__(self, city: City, seed: int, zone: str) -> None:
        """Put everybody in the order of the draw."""
        chance = Chance(seed)
        drawn = [(chance.draws("peer", p.person)[0], p.person, p) for p in city.people.values()]
        self._order = [p for _, _, p in sorted(drawn, key=lambda d: d[:2])]
        self._zone = zone
        self._drawn: set[PersonId] = set()
        self._parts: dict[PersonId, list[tuple[Instant, str]]] = {}
        for incident in city.incidents:
            for person, part in incident.involved:
                self._parts.setdefault(person, []).append((incident.occurred_at, part))

    def draw(
        self, number: int, at: Instant, *, apart: bool = False, without: AbstractSet[PersonId] = NOBODY
    ) -> list[NewPerson]:
        """Return the next people who serve, have served a while, and can begin as peers now.

        ``apart`` draws those first who are in no incident: where peers are few, one of them must be nobody's conflict.
        ``without`` are never drawn any more.
        """
        on = local_day(at, self._zone)
        self._drawn |= without
        order = sorted(self._order, key=lambda p: p.person in self._parts) if apart else self._order
        drawn = list(islice((p for p in order if p.person not in self._drawn and _can_begin(p, on)), number))
        self._drawn |= {p.person for p in drawn}
        return [_peer(p.person, self._zone, on, p, self._experience(p.person, at)) for p in drawn]

    def _experience(self, person: PersonId, at: Instant) -> tuple[str, ...]:
        return tuple(sorted({part for since_at, part in self._parts.get(person, ()) if since_at < at}))


def _can_begin(person: CityPerson, on: Day) -> bool:
    served = person.appointed_on is None or person.appointed_on + SERVED_DAYS <= on
    # Somebody about to leave is not trained any more.
    stays = person.separated_on is None or person.separated_on > on + SERVED_DAYS // 2
    return served and stays


def _peer(person: PersonId, zone: str, on: Day, known: CityPerson | None, experience: tuple[str, ...]) -> NewPerson:
    joined_on = on if known is None or known.appointed_on is None else known.appointed_on
    return NewPerson(
        person,
        zone,
        min(joined_on, on),
        (),
        on,
        CAPACITY,
        quiet=_quiet(zone),
        experience=experience,
        separated_on=known.separated_on if known is not None else None,
    )


def _quiet(zone: str) -> Quiet:
    return Quiet(zone, NIGHT_FROM, NIGHT_TO)
