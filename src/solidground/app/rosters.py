"""The roster of each agency as a day sees it: read once for each roster version, moved on as people are asked."""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple
from weakref import ReferenceType, ref

from solidground.app.everybody import Everybody, People
from solidground.app.ports import Place, Taken, Unit
from solidground.core.care.look import Look
from solidground.core.care.world import Somebody
from solidground.core.kernel import LATEST, AgencyId, Instant, PersonId, Stream
from solidground.core.protocol.plan import Keeping
from solidground.core.roster.matching import Peer, order
from solidground.core.roster.pool import Carried, Ties, peer_of, pool, ties
from solidground.core.roster.roles import OF_COMMAND, Role
from solidground.core.roster.rota.state import RotaState
from solidground.core.roster.rota.turns import candidates
from solidground.core.roster.state import State, lent_to, quiet_of, roles_at, slim, ways_of

ROLE_OF: dict[Keeping, str] = {
    "coordinator": "coordinator",
    "deputy": "deputy",
    "clinician": "clinician",
    "chaplain": "chaplain",
    "liaison_family": "family_liaison",
}
"""Which role of the roster answers for a step's or rung's word."""

KEYED_MOST = 10
"""People whose places are asked for by name; of more, all places of the agency are read in one statement."""

READ_AT_ONCE = 1_000
"""So many people are read at once: what a transaction holds of them beside the roster is as much, and no more."""

UNUSED = Place(0, 0, 0)
"""What somebody carries who was never asked and never had a case."""


class Roster:
    """One agency's people on one day. Never written: it only follows what the transaction takes."""

    def __init__(
        self,
        people: Mapping[PersonId, State],
        rotas: Sequence[RotaState],
        places: Mapping[PersonId, Place],
        at: Instant,
        guests: Sequence[State] = (),
        expected: Sequence[State] = (),
    ) -> None:
        """Read a roster as it is at an instant. ``guests`` are people of other agencies, lent to this one now.

        Of ``people`` who are like many others the id is not in the state (``slim``). On the day from which one of
        ``expected`` is lent to this agency, it has to be read anew.
        """
        self._rotas = rotas
        carried = {p: Carried(v.load, v.last_asked_at, v.own_cases > 0) for p, v in places.items()}
        coming = {guest.person: guest for guest in guests if guest.person is not None}
        self.states = People({**people, **coming} if coming else people)
        special = self.states.special
        self.peers: list[Peer] = list(pool(special.values(), at, carried))
        tied = ties(special.values(), at)
        self.people: Everybody[Peer] = Everybody(self.states, partial(_peer, at=at, carried=carried, tied=tied))
        for peer in self.peers:
            self.people.put(peer.person, peer)
        self.members: Everybody[Somebody] = Everybody(self.states, _somebody)
        self.from_at = at
        self.until_at = min(
            (t for s in (*special.values(), *expected) for t in _turns(s) if t > at),
            default=LATEST,
        )
        held = [(person, roles_at(state, at)) for person, state in special.items() if state.roles]
        self._staff: dict[Keeping, tuple[PersonId, ...]] = {
            who: tuple(sorted(person for person, roles in held if role in roles)) for who, role in ROLE_OF.items()
        }
        held_by: dict[Role, set[PersonId]] = {}
        for person, roles in held:
            for role in roles if person not in coming else ():
                held_by.setdefault(role, set()).add(person)
        self._holders = {role: frozenset(holding) for role, holding in held_by.items()}
        command = frozenset([person for person, roles in held if roles & OF_COMMAND])
        self.followed = set[PersonId]()
        """Who was moved by what a transaction takes, which may yet be undone."""
        self._places = places
        """What everybody carried when it was last taken over: of whoever carries the same there is nothing to do."""
        self._look = Look(self.peers, self.people, self.staff, self.members, command)

    @property
    def rotas(self) -> Sequence[RotaState]:
        """The rotas of the agency."""
        return self._rotas

    def look(self) -> Look:
        """Return the view the rules get: it follows this roster."""
        return self._look

    def staff(self, who: Keeping, at: Instant) -> Sequence[PersonId]:
        """Return who holds a role at an instant, first to be asked first."""
        if who == "on_call":
            return tuple(dict.fromkeys(p for rota in self._rotas for p in candidates(rota, at)))
        return self._staff.get(who, ())

    def holders(self, role: Role) -> frozenset[PersonId]:
        """Return who holds a role of the roster on this day."""
        return self._holders.get(role, frozenset())

    def took(self, taken: Taken) -> None:
        """Move somebody to his new place in the order of asking."""
        self.followed.add(taken.person)
        old = self.people.get(taken.person)
        if old is None or not old.designated:
            return
        asked_at = old.last_asked_at if taken.asked_at is None else max(old.last_asked_at, taken.asked_at)
        new = old._replace(load=old.load + taken.load_change, last_asked_at=asked_at)
        self._put(old, new)

    def own_case(self, person: PersonId, *, active: bool) -> None:
        """Note whether a case of somebody's own is active: while it is, he is nobody's peer."""
        self.followed.add(person)
        old = self.people.get(person)
        if old is not None and old.own_case != active:
            self._put(old, old._replace(own_case=active))

    def carry(self, places: Mapping[PersonId, Place]) -> None:
        """Take over what people carry now: another transaction may have changed it, or been undone."""
        changed = self.followed.union([person for person, _ in places.items() ^ self._places.items()])
        self.followed.clear()
        self._places = places
        for person in changed:
            old = self.people.get(person)
            if old is None:
                continue
            place = places.get(person, UNUSED)
            load, asked_at = place[:2] if old.designated else (0, 0)
            own_case = place.own_cases > 0
            if (load, asked_at, own_case) != (old.load, old.last_asked_at, old.own_case):
                self._put(old, old._replace(load=load, last_asked_at=asked_at, own_case=own_case))

    def _put(self, old: Peer, new: Peer) -> None:
        self.people.put(new.person, new)
        if old.designated:
            place = bisect_left(self.peers, order(old), key=order)
            assert self.peers[place] == old, "the pool is in the order of asking"
            del self.peers[place]
            insort(self.peers, new, key=order)


def _peer(state: State, *, at: Instant, carried: Mapping[PersonId, Carried], tied: Ties) -> Peer:
    person = state.person
    assert person is not None, "only somebody who joined is known"
    own_case = carried.get(person, Carried()).own_case
    return peer_of(state, at, 0, 0, own_case, tied=tied)


def _somebody(state: State) -> Somebody:
    assert state.person is not None, "only somebody who joined is known"
    return Somebody(state.person, ways_of(state), quiet_of(state), None)


def _turns(state: State) -> list[Instant]:
    turns = [t for role in state.roles for t in (role.from_at, role.to_at)]
    turns += [t for each in state.supervisors for t in (each.from_at, each.to_at)]
    return turns + [t for each in state.lendings for t in (each.from_at, each.to_at)]


class _Kept(NamedTuple):
    """What was read of an agency. ``versions`` are those of its own people's streams, in the order of ``people``."""

    version: tuple[int, ...]
    versions: Sequence[int]
    people: Mapping[PersonId, State]
    rotas: Sequence[RotaState]
    guests: Sequence[tuple[AgencyId, State]]
    lent: Sequence[tuple[AgencyId, PersonId]]


_NOTHING_KEPT = _Kept((), (), {}, (), (), ())


class Rosters:
    """Rosters by agency, read again when a person or a rota has changed.

    What people carry is read once in each transaction and followed inside it. ``alone`` says that nobody else writes to
    this store: then it is followed from one transaction to the next, and not read again.
    """

    def __init__(self, *, alone: bool = False) -> None:
        """Begin with nothing read."""
        self._alone = alone
        self._kept: dict[AgencyId, _Kept] = {}
        self._rosters: dict[AgencyId, Roster] = {}
        self._behind: set[AgencyId] = set()
        self._carried: dict[AgencyId, tuple[int, ...]] = {}
        """How far care had come when what people carry was read."""
        self._unit: ReferenceType[Unit] | None = None
        """The one that reads or writes now; what it has read is not held beyond its end."""

    def of(self, unit: Unit, agency: AgencyId, at: Instant, *, carrying: bool = True) -> Roster:
        """Return the roster of an agency for this transaction.

        Without ``carrying`` it says who holds which role and who reports to whom, and reads nothing of what anybody
        carries: that somebody has a case of his own is care's.
        """
        if self._unit is None or unit is not self._unit():
            self._begin(unit)
        kept, own = self._kept.get(agency), unit.roster_version(agency)
        # Whoever is lent to an agency makes its own number grow: as long as that is the same, so is the list of them.
        lent = kept.lent if kept is not None and kept.version[0] == own else unit.lent(agency)
        lenders = sorted({lender for lender, _ in lent})
        version = (own, *[unit.roster_version(each) for each in lenders])
        roster = self._rosters.get(agency)
        fresh = kept is None or kept.version != version
        if kept is None or fresh:
            versions, people = _people(unit, agency, kept or _NOTHING_KEPT)
            # Who is called as one of ours is cannot be told from him: he is nobody's guest here.
            homes = {person: lender for lender, person in reversed(lent)}
            others = [(homes[person], person) for person in homes if person not in people]
            kept = _Kept(version, versions, people, _rotas(unit, agency), _guests(unit, others), lent)
            self._kept[agency] = kept
        if roster is None or fresh or not roster.from_at <= at < roster.until_at:
            lent_ever = [state for _, state in kept.guests]
            guests = [state for state in lent_ever if lent_to(state, agency, at)]
            self._carried.pop(agency, None)
            come = _care(unit, agency, kept) if carrying else None
            places = _places(unit, agency, kept) if carrying else {}
            roster = Roster(kept.people, kept.rotas, places, at, guests, lent_ever)
            self._rosters[agency] = roster
            self._behind.add(agency)
            if come is not None:
                self._carried[agency] = come
        elif carrying and agency in self._behind:
            self._carry(unit, agency, roster, kept)
        if carrying:
            self._behind.discard(agency)
        return roster

    def carried(self, unit: Unit, agency: AgencyId) -> Roster:
        """Return the roster that was read a moment ago without what people carry, with it."""
        roster = self._rosters[agency]
        self._carry(unit, agency, roster, self._kept[agency])
        return roster

    def _carry(self, unit: Unit, agency: AgencyId, roster: Roster, kept: "_Kept") -> None:
        """Take over what others took between two transactions, where anything happened at all."""
        come = _care(unit, agency, kept)
        if roster.followed or self._carried.get(agency) != come:
            roster.carry(_places(unit, agency, kept))
            self._carried[agency] = come

    def _begin(self, unit: Unit) -> None:
        self._unit = ref(unit)
        if not self._alone:
            self._behind.update(self._rosters)

    def look_again(self) -> None:
        """Read anew what people carry, when a roster is next wanted."""
        self._behind.update(self._rosters)
        self._carried.clear()

    def drop(self) -> None:
        """Forget what was read and followed: a transaction was undone, and its number of the roster may come again."""
        self._rosters.clear()
        self._kept.clear()
        self._carried.clear()


def _people(unit: Unit, agency: AgencyId, before: _Kept) -> tuple[Sequence[int], Mapping[PersonId, State]]:
    """Return everybody, in the order of the names of their streams, read anew only where something happened since."""
    found = unit.versions(agency, "person")
    order = sorted(found)
    versions = tuple([found[name] for name in order])
    were = {f"person/{p}": version for p, version in zip(before.people, before.versions, strict=True)}
    changed = [name for name in order if were.get(name) != found[name]]
    shapes = {shape: shape for shape in before.people.values() if shape.person is None}
    fresh: dict[PersonId, State] = {}
    for first in range(0, len(changed), READ_AT_ONCE):
        streams = [Stream(agency, "care", name) for name in changed[first : first + READ_AT_ONCE]]
        for state, _ in unit.load(streams):
            shape = slim(state)
            fresh[state.person] = shapes.setdefault(shape, shape) if shape.person is None else shape
        unit.let_go(streams)
    if len(fresh) == len(order):
        return versions, fresh
    ids = [PersonId(name.partition("/")[2]) for name in order]
    return versions, {person: fresh[person] if person in fresh else before.people[person] for person in ids}


def _care(unit: Unit, agency: AgencyId, kept: _Kept) -> tuple[int, ...]:
    """Return how far care has come here and where guests are at home."""
    return tuple([unit.log_size(each, "care") for each in (agency, *sorted({lender for lender, _ in kept.guests}))])


def _rotas(unit: Unit, agency: AgencyId) -> list[RotaState]:
    return [loaded.state for loaded in unit.load(unit.streams(agency, "rota"))]


def _guests(unit: Unit, lent: Sequence[tuple[AgencyId, PersonId]]) -> list[tuple[AgencyId, State]]:
    loaded = unit.load([Stream(lender, "care", f"person/{person}") for lender, person in lent])
    return [(lender, each.state) for (lender, _), each in zip(lent, loaded, strict=True)]


def _places(unit: Unit, agency: AgencyId, kept: _Kept) -> dict[PersonId, Place]:
    """Return what people carry; a guest carries what he does at home as well."""
    guests = [(lender, state.person) for lender, state in kept.guests if state.person is not None]
    # Most of a large roster was never asked and has no place: all there are are fewer than one question for each.
    few = len(kept.people) + len(guests) <= KEYED_MOST
    places = unit.places(agency, {*kept.people, *[person for _, person in guests]} if few else None)
    for lender, person in guests:
        home = unit.places(lender, {person}).get(person)
        if home is not None:
            here = places.get(person, UNUSED)
            asked_at = max(here.last_asked_at, home.last_asked_at)
            places[person] = Place(here.load + home.load, asked_at, here.own_cases + home.own_cases)
    return places
