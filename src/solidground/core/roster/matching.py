"""Who may be asked to be somebody's peer, and who of them first (P8).

What must never happen here: counting or comparing how peers do. Only shared experience, the number of cases
carried, who has not been asked for longest and, last, the id decide; each is a fact of the day.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from solidground.core.hours import Quiet
from solidground.core.kernel import LATEST, Instant, PersonId
from solidground.core.protocol.plan import Way
from solidground.core.roster.intervals import covers

Conflict: TypeAlias = Literal[
    "counsel_hold",
    "self",
    "supervises",
    "reports_to",
    "kin",
    "near_kin",
    "same_incident",
    "own_case",
    "ruled_out",
    "asked_already",
    "not_designated",
    "not_trained",
    "away",
    "no_route",
    "at_capacity",
]
"""Why somebody is not asked, in the order in which the reasons are looked for. Capacity is last: it alone can yield."""

Span: TypeAlias = tuple[Instant, Instant]


class Peer(NamedTuple):
    """A helper as one day sees him. ``last_asked_at`` is 0 for who was never asked."""

    person: PersonId
    load: int
    capacity: int
    last_asked_at: Instant
    designated: tuple[Span, ...]
    trained: tuple[Span, ...]
    away: tuple[Span, ...]
    ways: tuple[Way, ...]
    quiet: Quiet
    experience: frozenset[str] = frozenset()
    supervises: frozenset[PersonId] = frozenset()
    reports_to: frozenset[PersonId] = frozenset()
    kin: frozenset[PersonId] = frozenset()
    near: frozenset[PersonId] = frozenset()
    """Family of whom he supervises or reports to: what is said at home about one of them is not for him."""
    own_case: bool = False
    lent: bool = False

    def is_tied(self, member: PersonId) -> bool:
        """Tell whether a tie to this member shuts him out, whatever the day."""
        return (
            member == self.person
            or member in self.supervises
            or member in self.reports_to
            or member in self.kin
            or member in self.near
        )


class Need(NamedTuple):
    """For whom a peer is sought. ``involved`` took part in the same incident; ``not_again`` were asked before."""

    member: PersonId
    at: Instant
    involved: frozenset[PersonId] = frozenset()
    ruled_out: frozenset[PersonId] = frozenset()
    not_again: frozenset[PersonId] = frozenset()
    experience: str | None = None
    counsel_hold: bool = False


class Shortlist(NamedTuple):
    """Whom to ask, best first, and how many better-placed ones were passed over, by reason."""

    chosen: tuple[Peer, ...]
    passed_over: tuple[tuple[Conflict, int], ...]


def conflict(peer: Peer, need: Need) -> Conflict | None:
    """Return the first reason not to ask somebody; None where there is none."""
    return _but_capacity(peer, need) or ("at_capacity" if peer.load >= peer.capacity else None)


def _but_capacity(peer: Peer, need: Need) -> Conflict | None:
    if need.counsel_hold:
        return "counsel_hold"
    return _tie(peer, need) or unready(peer, need.at)


def _tie(peer: Peer, need: Need) -> Conflict | None:
    member, person = need.member, peer.person
    if person == member:
        return "self"
    if member in peer.supervises:
        return "supervises"
    if member in peer.reports_to:
        return "reports_to"
    if member in peer.kin:
        return "kin"
    if member in peer.near:
        return "near_kin"
    if person in need.involved:
        return "same_incident"
    if peer.own_case:
        return "own_case"
    if person in need.ruled_out:
        return "ruled_out"
    return "asked_already" if person in need.not_again else None


def unready(peer: Peer, at: Instant) -> Conflict | None:
    """Return why somebody cannot be anybody's peer now; None where he can."""
    if not covers(peer.designated, at):
        return "not_designated"
    if not covers(peer.trained, at):
        return "not_trained"
    if covers(peer.away, at):
        return "away"
    return None if peer.ways else "no_route"


def in_order(peers: Sequence[Peer]) -> tuple[Peer, ...]:
    """Return a pool in the order of asking: load, then longest not asked, then id."""
    return tuple(sorted(peers, key=order))


def order(peer: Peer) -> tuple[int, Instant, PersonId]:
    """Return a peer's place in the pool."""
    return peer.load, peer.last_asked_at, peer.person


def shortlist(peers: Sequence[Peer], need: Need, most: int) -> Shortlist:
    """Choose at most so many, best first: shared experience, then the order of the pool.

    The pool must be in order (``in_order``), so the search ends with the last one chosen: ``passed_over`` tells of
    those who would have come before. Who is at capacity is counted as that alone. Where nobody else is left, capacity
    yields, and only then are other reasons looked for in them: nobody goes unasked because of a number. Whoever is
    chosen so still counts as at capacity, which tells that it yielded.
    """
    chosen: list[Peer] = []
    full: list[Peer] = []
    passed: dict[Conflict, int] = {}
    for peer in _ranked(peers, need.experience):
        if len(chosen) >= most:
            break
        # First, and alone: it costs least, and in a hard year it is true of nearly everybody.
        if peer.load >= peer.capacity:
            full.append(peer)
        else:
            _consider(peer, need, chosen, passed)
    at_capacity = len(full)
    for peer in () if chosen else full:
        if len(chosen) >= most:
            break
        at_capacity -= not _consider(peer, need, chosen, passed)
    if at_capacity:
        passed["at_capacity"] = at_capacity
    return Shortlist(tuple(chosen), tuple(sorted(passed.items())))


def _consider(peer: Peer, need: Need, chosen: list[Peer], passed: dict[Conflict, int]) -> bool:
    why = _but_capacity(peer, need)
    if why is None:
        chosen.append(peer)
        return True
    passed[why] = passed.get(why, 0) + 1
    return False


def _ranked(peers: Sequence[Peer], experience: str | None) -> Iterable[Peer]:
    if not experience:
        return peers
    # Both are walked only as far as the search goes.
    sharing = (peer for peer in peers if experience in peer.experience)
    others = (peer for peer in peers if experience not in peer.experience)
    return chain(sharing, others)


def is_available(peer: Peer, at: Instant) -> bool:
    """Tell whether somebody can be asked anything now: not away, and reached by a way that works."""
    return bool(peer.ways) and not covers(peer.away, at)


def available_until(peer: Peer, at: Instant) -> Instant | None:
    """Return the next known instant at which somebody is no longer there, ``at`` itself if he is not there now.

    None where no end is known. A designation or training that runs out is one, for whoever has them now.
    """
    if not is_available(peer, at):
        return at
    first_at = LATEST
    for from_at, _ in peer.away:
        if at < from_at < first_at:
            first_at = from_at
    for intervals in (peer.designated, peer.trained):
        for from_at, to_at in intervals:
            if from_at <= at < to_at < first_at:
                first_at = to_at
    return None if first_at >= LATEST else first_at
