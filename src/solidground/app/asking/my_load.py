"""What somebody carries, and when he can be asked: his own, for his eyes.

What must never happen here: what another carries, or how anybody does.
"""

from typing import Final, NamedTuple

from solidground.app.asking.bonds import bond_of
from solidground.app.asking.questions import NOT_HERE, MyLoad, MySwaps
from solidground.app.asking.reading import Reading
from solidground.app.rosters import Roster
from solidground.core.care.state import Case
from solidground.core.care.world import Asking
from solidground.core.hours import Quiet
from solidground.core.kernel import DAY, CaseId, Instant, PersonId, Refusal, Span
from solidground.core.roster.rota.state import RotaState, Swap
from solidground.core.roster.rota.turns import turns
from solidground.core.roster.state import State, quiet_of, roles_at
from solidground.core.wall import Bond, Role, Viewer, What, sees

TURNS_FOR: Final[Span] = 56 * DAY
"""How far ahead turns are shown."""


class Move(NamedTuple):
    """A member who gets another peer while this one is away. ``to`` is None where the coordinator has to look."""

    case: CaseId
    member: PersonId
    to: PersonId | None


class Leave(NamedTuple):
    """A time in which he is away, and what moves to whom."""

    from_at: Instant
    to_at: Instant
    moves: tuple[Move, ...]


class OnCall(NamedTuple):
    """Somebody's turn on a rota."""

    rota: str
    person: PersonId
    from_at: Instant
    to_at: Instant


class Swapping(NamedTuple):
    """A swap that waits for an answer."""

    rota: str
    swap: Swap


class LoadSeen(NamedTuple):
    """What he carries and may carry, and when. ``others`` are turns he may ask for."""

    zone: str
    is_peer: bool
    load: int
    capacity: int
    leaves: tuple[Leave, ...]
    experience: frozenset[str]
    quiet: Quiet
    turns: tuple[OnCall, ...]
    others: tuple[OnCall, ...]
    swaps: tuple[Swapping, ...]


def my_load(reading: Reading, viewer: Viewer, question: MyLoad) -> LoadSeen | Refusal:
    """Return what somebody who helps carries; to who helps nobody it is not there."""
    assert isinstance(question, MyLoad)
    if viewer.serves_command:
        return NOT_HERE
    roster = reading.roster()
    me, state = roster.people.get(viewer.person), roster.states.get(viewer.person)
    # Who has no role stands before his own settings as a member does.
    stands = Viewer(viewer.person, viewer.roles or frozenset({Role.MEMBER}))
    if me is None or state is None or not sees(What.ACCOUNTS, stands, Bond(is_own=True)):
        return NOT_HERE
    rotas = _rotas(reading)
    ahead = [turn for rota in rotas for turn in _turns(rota, reading.now)]
    mine = tuple([turn for turn in ahead if turn.person == viewer.person])
    if not (me.designated or mine or roles_at(state, reading.now)):
        return NOT_HERE
    with_me = {turn.rota for turn in mine}
    others = [turn for turn in ahead if turn.rota in with_me and turn.person != viewer.person]
    return LoadSeen(
        state.zone,
        bool(me.designated),
        me.load,
        me.capacity,
        _leaves(reading, viewer, roster, state),
        state.experience,
        quiet_of(state),
        mine,
        tuple(others),
        _swaps(rotas, viewer, reading.now),
    )


def my_swaps(reading: Reading, viewer: Viewer, question: MySwaps) -> tuple[Swapping, ...]:
    """Return the swaps that wait for an answer and are this viewer's own: asked by him, or of him."""
    assert isinstance(question, MySwaps)
    if viewer.serves_command:
        return ()
    return _swaps(_rotas(reading), viewer, reading.now)


def _swaps(rotas: list[RotaState], viewer: Viewer, now: Instant) -> tuple[Swapping, ...]:
    asked = [Swapping(rota.rota, swap) for rota in rotas for swap in rota.asked]
    return tuple([one for one in asked if _is_mine(one.swap, viewer, now)])


def _rotas(reading: Reading) -> list[RotaState]:
    return [rota for rota in reading.people().rotas if rota.layers]


def _turns(rota: RotaState, now: Instant) -> list[OnCall]:
    until_at = now + TURNS_FOR
    # The last one goes on beyond what was looked at: it is shown when all of it can be.
    whole = [turn for turn in turns(rota, now, until_at) if turn.to_at < until_at]
    return [OnCall(rota.rota, turn.person, turn.from_at, turn.to_at) for turn in whole if turn.person is not None]


def _is_mine(swap: Swap, viewer: Viewer, now: Instant) -> bool:
    return viewer.person in (swap.asker, swap.other) and min(swap.given.from_at, swap.taken.from_at) > now


def _leaves(reading: Reading, viewer: Viewer, roster: Roster, state: State) -> tuple[Leave, ...]:
    ahead = [leave for leave in state.leaves if leave.to_at > reading.now]
    if not ahead:
        return ()
    with reading.store.moment() as unit:
        kept = unit.kept_by(reading.agency, viewer.person)
    cases = [
        (case_id, case)
        for case_id, case in zip(kept, reading.cases(kept), strict=True)
        if case.peer == viewer.person
        and sees(What.CIRCLE, viewer, bond_of(viewer, case, roster, reading.now)._replace(is_own=True))
    ]
    return tuple(
        Leave(*leave, tuple([_move(roster, viewer, *case, max(leave.from_at, reading.now)) for case in cases]))
        for leave in ahead
    )


def _move(roster: Roster, viewer: Viewer, case_id: CaseId, case: Case, at: Instant) -> Move:
    head = case.head
    asking = Asking(head.member, head.involved, case.choices.ruled_out, frozenset({viewer.person}), head.part, at)
    found = roster.look().peer(asking).somebody
    return Move(case_id, head.member, found.person if found is not None else None)
