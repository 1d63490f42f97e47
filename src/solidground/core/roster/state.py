"""What is known of a person: ids, instants and choices; never a name, never an address."""

from functools import cache
from typing import NamedTuple

from solidground.core.hours import Quiet
from solidground.core.kernel import AgencyId, Day, Instant, PersonId
from solidground.core.protocol.plan import Way
from solidground.core.roster.intervals import Interval
from solidground.core.roster.roles import Role


class RoleTerm(NamedTuple):
    """A role somebody holds for a time."""

    role: Role
    from_at: Instant
    to_at: Instant


class Route(NamedTuple):
    """A way to somebody: an id of the registry and a keyed commitment to the address it stands for."""

    route: str
    way: Way
    commitment: str
    working: bool


class Supervision(NamedTuple):
    """To whom somebody reports, for a time."""

    supervisor: PersonId
    from_at: Instant
    to_at: Instant


class Lending(NamedTuple):
    """Somebody helps in another agency for a time, by an agreement between the two."""

    agency: AgencyId
    agreement: str
    from_at: Instant
    to_at: Instant


class Account(NamedTuple):
    """Whether somebody has an account. ``invited`` counts the invitations; ``open_to`` says that the last one waits.

    ``letter_by`` and ``code_by`` hold one half each of an invitation by letter: together they let somebody in.
    """

    invited: int = 0
    open_to: bool = False
    has: bool = False
    letter_by: PersonId | None = None
    code_by: PersonId | None = None
    invited_at: Instant = 0
    way: Way | None = None


class State(NamedTuple):
    """A person of an agency. ``person`` is None before the first event."""

    person: PersonId | None = None
    zone: str = ""
    joined_on: Day | None = None
    separated_at: Instant | None = None
    died: bool = False
    forgotten: bool = False
    roles: tuple[RoleTerm, ...] = ()
    designated: tuple[Interval, ...] = ()
    trained: tuple[Interval, ...] = ()
    leaves: tuple[Interval, ...] = ()
    capacity: int = 0
    routes: tuple[Route, ...] = ()
    quiet: Quiet | None = None
    experience: frozenset[str] = frozenset()
    supervisors: tuple[Supervision, ...] = ()
    kin: frozenset[PersonId] = frozenset()
    lendings: tuple[Lending, ...] = ()
    last_at: Instant = 0
    account: Account = Account()


INITIAL = State()


_NOBODY: frozenset[PersonId] = frozenset()


def roles_at(state: State, at: Instant) -> frozenset[Role]:
    """Return the roles somebody holds at an instant."""
    return frozenset(held.role for held in state.roles if held.from_at <= at < held.to_at)


def supervisors_at(state: State, at: Instant) -> frozenset[PersonId]:
    """Return to whom somebody reports at an instant."""
    if not state.supervisors:
        return _NOBODY
    return frozenset(each.supervisor for each in state.supervisors if each.from_at <= at < each.to_at)


def ways_of(state: State) -> tuple[Way, ...]:
    """Return the ways that work, each once, in the order in which they were added."""
    ways: list[Way] = []
    for route in state.routes:  # one or two: a set or a dictionary would cost more
        if route.working and route.way not in ways:
            ways.append(route.way)
    return _held_once(tuple(ways))


@cache
def _held_once(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    return ways


@cache
def _any_hour(zone: str) -> Quiet:
    return Quiet(zone, 0, 0)


def lent_to(state: State, agency: AgencyId, at: Instant) -> bool:
    """Tell whether somebody helps in another agency at an instant."""
    return any(each.agency == agency and each.from_at <= at < each.to_at for each in state.lendings)


def quiet_of(state: State) -> Quiet:
    """Return somebody's quiet hours; who has set none is asked at any hour, in his own zone."""
    return _any_hour(state.zone) if state.quiet is None else state.quiet


@cache
def _route(way: Way, working: bool) -> Route:  # noqa: FBT001 - a field of the route, not a switch
    return Route("", way, "", working)


def slim(state: State) -> State:
    """Return what a roster of fifty thousand needs of each.

    Whoever helps nobody, holds no role, is not away and is tied to nobody is like many others: his state comes without
    his id, and can be held once for all of them.
    """
    small = state._replace(
        zone=_any_hour(state.zone).zone,
        routes=tuple([_route(route.way, route.working) for route in state.routes]),
        last_at=0,
    )
    if any((state.roles, state.designated, state.trained, state.leaves, state.supervisors, state.kin, state.lendings)):
        return small
    return small._replace(person=None, joined_on=None, account=Account(has=state.account.has))
