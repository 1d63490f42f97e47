"""From the people of a roster to the peers of a day."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from solidground.core.kernel import LATEST, AgencyId, Instant, PersonId
from solidground.core.roster.intervals import Interval
from solidground.core.roster.matching import Peer, in_order
from solidground.core.roster.state import State, lent_to, quiet_of, supervisors_at, ways_of

NOBODY: frozenset[PersonId] = frozenset()


class Carried(NamedTuple):
    """What somebody carries now: cases of others, when he was last asked, and whether a case of his own is active."""

    load: int = 0
    last_asked_at: Instant = 0
    own_case: bool = False


class Ties(NamedTuple):
    """Ties of all people, seen from both ends: a tie is declared by one and holds for two."""

    supervises: Mapping[PersonId, frozenset[PersonId]]
    kin: Mapping[PersonId, frozenset[PersonId]]
    near: Mapping[PersonId, frozenset[PersonId]]


UNTIED = Ties({}, {}, {})


def ties(people: Iterable[State], at: Instant) -> Ties:
    """Return who supervises whom, who is family of whom, and whose family is near to whom at an instant."""
    supervises: dict[PersonId, set[PersonId]] = {}
    kin: dict[PersonId, set[PersonId]] = {}
    for state in people:
        # Of a large roster most declare nothing.
        if state.person is None or not (state.supervisors or state.kin):
            continue
        for supervisor in supervisors_at(state, at):
            supervises.setdefault(supervisor, set()).add(state.person)
        for other in state.kin:
            kin.setdefault(state.person, set()).add(other)
            kin.setdefault(other, set()).add(state.person)
    near: dict[PersonId, set[PersonId]] = {}
    for supervisor, people_of in supervises.items() if kin else ():
        for person in people_of:
            near.setdefault(supervisor, set()).update(kin.get(person, ()))
            near.setdefault(person, set()).update(kin.get(supervisor, ()))
    return Ties(_frozen(supervises), _frozen(kin), _frozen(near))


def _frozen(found: Mapping[PersonId, set[PersonId]]) -> dict[PersonId, frozenset[PersonId]]:
    return {person: frozenset(others) for person, others in found.items() if others}


def peer_of(
    state: State,
    at: Instant,
    load: int,
    last_asked_at: Instant,
    own_case: bool,  # noqa: FBT001 - a fact of the day beside the other facts, in the order of Peer
    *,
    tied: Ties = UNTIED,
    lent: bool = False,
) -> Peer:
    """Return a person as matching sees him on a day. ``tied`` are all ties of that day, from both ends."""
    assert state.person is not None, "only somebody who joined can be a peer"
    person, away = state.person, state.leaves
    kin = tied.kin.get(person, NOBODY)
    if state.separated_at is not None:
        away = (*away, Interval(state.separated_at, LATEST))
    return Peer(
        person=person,
        load=load,
        capacity=state.capacity,
        last_asked_at=last_asked_at,
        designated=state.designated,
        trained=state.trained,
        away=away,
        ways=ways_of(state),
        quiet=quiet_of(state),
        experience=state.experience,
        supervises=tied.supervises.get(person, NOBODY),
        reports_to=supervisors_at(state, at),
        kin=state.kin | kin if state.kin and kin else state.kin or kin,
        near=tied.near.get(person, NOBODY),
        own_case=own_case,
        lent=lent,
    )


def pool(
    people: Iterable[State],
    at: Instant,
    carried: Mapping[PersonId, Carried],
    *,
    lent: Iterable[State] = (),
    borrower: AgencyId | None = None,
) -> tuple[Peer, ...]:
    """Return everybody ever designated, in the order of asking; ``lent`` are people of other agencies.

    Of those only the ones whom an agreement lends to ``borrower`` at this instant are in it.
    """
    own = [state for state in people if state.person is not None]
    guests = [state for state in lent if borrower is not None and lent_to(state, borrower, at)]
    known = ties([*own, *guests], at)
    found = [_placed(state, at, carried, known, lent=False) for state in own if state.designated]
    found.extend(_placed(state, at, carried, known, lent=True) for state in guests if state.designated)
    return in_order(found)


def _placed(state: State, at: Instant, carried: Mapping[PersonId, Carried], known: Ties, *, lent: bool) -> Peer:
    assert state.person is not None, "the pool has only people who joined"
    load, last_asked_at, own_case = carried.get(state.person, Carried())
    return peer_of(
        state,
        at,
        load,
        last_asked_at,
        own_case,
        tied=known,
        lent=lent,
    )
