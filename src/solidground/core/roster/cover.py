"""Gaps in cover, told before they happen: who would be missing, when and why.

What must never happen here: a figure about a person. A gap is about a role; a name stands only where somebody's own
designation or training runs out, for the coordinator who can renew it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Literal, NamedTuple, TypeAlias

from solidground.core.kernel import DAY, Instant, PersonId, Span
from solidground.core.roster.intervals import Interval, covers, joined
from solidground.core.roster.matching import Peer, is_available
from solidground.core.roster.pool import peer_of
from solidground.core.roster.roles import Role
from solidground.core.roster.rota.state import RotaState, participants
from solidground.core.roster.rota.turns import Away, Turn, turns
from solidground.core.roster.state import State, roles_at

Why: TypeAlias = Literal[
    "nobody_on_call", "nobody_coordinating", "too_few_peers", "designation_runs_out", "training_runs_out"
]
"""What is missing in a gap."""

People: TypeAlias = Mapping[PersonId, State]

LOOK_AHEAD_FOR: Span = 800 * DAY
"""The longest time looked over."""


NO_LOADS: Mapping[PersonId, int] = {}


class Gap(NamedTuple):
    """A stretch in which a role would have nobody, or too few. ``rota`` and ``person`` say where, if it is one."""

    from_at: Instant
    to_at: Instant
    role: Role
    why: Why
    rota: str = ""
    person: PersonId | None = None


class Overlap(NamedTuple):
    """Somebody is on call by two rotas at the same time."""

    from_at: Instant
    to_at: Instant
    person: PersonId
    rotas: tuple[str, str]


class _Cover(NamedTuple):
    rotas: Sequence[RotaState]
    people: People
    loads: Mapping[PersonId, int]
    enough: int


def gaps(
    rotas: Sequence[RotaState],
    people: People,
    from_at: Instant,
    to_at: Instant,
    *,
    loads: Mapping[PersonId, int] = NO_LOADS,
    enough: int = 1,
) -> tuple[Gap, ...]:
    """Return every gap ahead, by when it begins.

    ``loads`` is what each carries today, ``enough`` how many peers with room an agency wants at any time.
    """
    assert from_at <= to_at <= from_at + LOOK_AHEAD_FOR, "cover is looked at for two years at most"
    cover = _Cover(rotas, people, loads, enough)
    found = [
        *_on_call(cover, from_at, to_at),
        *_coordinating(cover, from_at, to_at),
        *_peers(cover, from_at, to_at),
        *_running_out(cover, from_at, to_at),
    ]
    return tuple(sorted(found, key=lambda gap: (gap.from_at, gap.to_at, gap.role, gap.why, gap.rota, gap.person or "")))


def overlaps(rotas: Sequence[RotaState], people: People, from_at: Instant, to_at: Instant) -> tuple[Overlap, ...]:
    """Return where somebody is on call by two rotas at once: when both ring, one of them waits."""
    away, changes = absence(people), _changes(people.values())
    turned = [(rota.rota, turns(rota, from_at, to_at, away, changes)) for rota in rotas]
    found = [
        Overlap(*stretch, person, (first, second))
        for (first, firsts), (second, seconds) in combinations(turned, 2)
        for person, stretch in _meeting(firsts, seconds)
    ]
    return tuple(sorted(found))


def _meeting(firsts: Sequence[Turn], seconds: Sequence[Turn]) -> Iterator[tuple[PersonId, Interval]]:
    """Yield where two rows of turns over the same time, both without holes, name the same person."""
    one = two = 0
    while one < len(firsts):
        mine, other = firsts[one], seconds[two]
        if mine.person is not None and mine.person == other.person:
            yield mine.person, Interval(max(mine.from_at, other.from_at), min(mine.to_at, other.to_at))
        if mine.to_at <= other.to_at:
            one += 1
        if other.to_at <= mine.to_at:
            two += 1


def absence(people: People) -> Away:
    """Return who cannot be asked when: not in the roster, left, on leave, or without a way that works."""
    seen = {person: _seen(state) for person, state in people.items() if state.person is not None}

    def away(person: PersonId, at: Instant) -> bool:
        return person not in seen or not is_available(seen[person], at)

    return away


def _seen(state: State, load: int = 0) -> Peer:
    return peer_of(state, 0, load, 0, own_case=False)


def _changes(people: Iterable[State]) -> frozenset[Instant]:
    return frozenset(cut for state in people for away in _absences(state) for cut in away)


def _absences(state: State) -> tuple[tuple[Instant, Instant], ...]:
    return () if state.person is None else _seen(state).away


def _on_call(cover: _Cover, from_at: Instant, to_at: Instant) -> Iterator[Gap]:
    away = absence(cover.people)
    for rota in cover.rotas:
        on_it = (cover.people[person] for person in participants(rota) if person in cover.people)
        for turn in turns(rota, from_at, to_at, away, _changes(on_it)):
            if turn.person is None:
                yield Gap(turn.from_at, turn.to_at, rota.role, "nobody_on_call", rota.rota)


def _coordinating(cover: _Cover, from_at: Instant, to_at: Instant) -> Iterator[Gap]:
    holders = [
        (state, _seen(state))
        for state in cover.people.values()
        if any(held.role in ("coordinator", "deputy") for held in state.roles)
    ]
    cuts = {cut for state, _ in holders for held in state.roles for cut in (held.from_at, held.to_at)}
    cuts |= _changes(state for state, _ in holders)

    def missing(at: Instant) -> bool:
        return not any(
            is_available(peer, at) and roles_at(state, at) & {"coordinator", "deputy"} for state, peer in holders
        )

    for stretch in _where(missing, cuts, from_at, to_at):
        yield Gap(*stretch, "coordinator", "nobody_coordinating")


def _peers(cover: _Cover, from_at: Instant, to_at: Instant) -> Iterator[Gap]:
    """Yield where fewer than enough could take a case, by what each carries today."""
    peers = [_seen(state, cover.loads.get(person, 0)) for person, state in cover.people.items() if state.designated]
    free = [peer for peer in peers if peer.load < peer.capacity]
    cuts = {cut for peer in free for stretch in (*peer.designated, *peer.trained, *peer.away) for cut in stretch}

    def missing(at: Instant) -> bool:
        ready = (is_available(peer, at) and covers(peer.designated, at) and covers(peer.trained, at) for peer in free)
        return sum(ready) < cover.enough

    for stretch in _where(missing, cuts, from_at, to_at):
        yield Gap(*stretch, "peer", "too_few_peers")


def _running_out(cover: _Cover, from_at: Instant, to_at: Instant) -> Iterator[Gap]:
    for person, state in cover.people.items():
        if state.died:
            continue
        for ends_at, again_at in _ends(state.designated, from_at, to_at):
            if state.separated_at is None or ends_at < state.separated_at:
                yield Gap(ends_at, again_at, "peer", "designation_runs_out", person=person)
        for ends_at, again_at in _ends(state.trained, from_at, to_at):
            if covers(state.designated, ends_at):
                yield Gap(ends_at, again_at, "peer", "training_runs_out", person=person)


def _ends(intervals: Sequence[Interval], from_at: Instant, to_at: Instant) -> Iterator[Interval]:
    """Yield from each end ahead until the next beginning."""
    for each in intervals:
        if from_at < each.to_at < to_at:
            again_at = min((after.from_at for after in intervals if after.from_at > each.to_at), default=to_at)
            yield Interval(each.to_at, min(again_at, to_at))


def _where(
    missing: Callable[[Instant], bool], cuts: Iterable[Instant], from_at: Instant, to_at: Instant
) -> tuple[Interval, ...]:
    """Return the stretches in which something is missing, looked at wherever anything changes."""
    edges = [from_at, *sorted({cut for cut in cuts if from_at < cut < to_at}), to_at]
    return joined([Interval(*pair) for pair in pairwise(edges) if missing(pair[0])])
