"""When and how somebody is reached: the rules of designation, leave, routes, hours and experience."""

from typing import TypeAlias, assert_never

from solidground.core.hours import quiet_flaw
from solidground.core.kernel import DAY, Instant, Refusal
from solidground.core.roster.intervals import Interval, Term, ended, interval, joined, term, without
from solidground.core.roster.reach.commands import (
    AddRoute,
    CancelLeave,
    Command,
    DesignatePeer,
    EndDesignation,
    FailRoute,
    PlanLeave,
    RecordTraining,
    RemoveRoute,
    SetCapacity,
    SetHours,
    ShareExperience,
)
from solidground.core.roster.reach.events import (
    CapacitySet,
    DesignationEnded,
    Event,
    ExperienceShared,
    HoursSet,
    LeaveCancelled,
    LeavePlanned,
    PeerDesignated,
    PeerTrained,
    RouteAdded,
    RouteFailed,
    RouteRemoved,
)
from solidground.core.roster.state import Route, State
from solidground.core.roster.world import DAYS_REVERSED, World, not_two_with_own

Decision: TypeAlias = tuple[Event, ...] | Refusal

MOST_CASES = 100
"""The largest capacity anybody may be given, in cases at once."""
MOST_ROUTES = 20
"""Addresses of one person."""
MOST_TAGS = 30
"""Experiences one person may share."""
LEAVE_KEPT_FOR = 400 * DAY
"""How long a leave that has ended stays in the state."""


def decide(state: State, command: Command, world: World) -> Decision:
    """Answer what was asked about reaching somebody."""
    match command:
        case DesignatePeer(at, by, from_on, until_on):
            days = term(from_on, until_on, state.zone)
            return _for_days(state.designated, days, PeerDesignated(at, by, days))
        case EndDesignation(at, by):
            return () if ended(state.designated, at) == state.designated else (DesignationEnded(at, by),)
        case RecordTraining(at, by, from_on, until_on):
            days = term(from_on, until_on, state.zone)
            return _for_days(state.trained, days, PeerTrained(at, by, days))
        case PlanLeave():
            return _plan_leave(state, command)
        case CancelLeave():
            return _cancel_leave(state, command)
        case SetCapacity():
            return _set_capacity(state, command)
        case AddRoute():
            return _add_route(state, command, world)
        case FailRoute(at, by, route):
            known = _route(state, route)
            return UNKNOWN_ROUTE if known is None else (RouteFailed(at, by, route),) if known.working else ()
        case RemoveRoute(at, by, route):
            return () if _route(state, route) is None else (RouteRemoved(at, by, route),)
        case SetHours(at, by, quiet):
            flaw = quiet_flaw(quiet)
            if flaw is not None:
                return Refusal("HoursNotKeepable", flaw)
            return () if quiet == state.quiet else (HoursSet(at, by, quiet),)
        case ShareExperience():
            return _share(state, command)
        case _:
            assert_never(command)


UNKNOWN_ROUTE = Refusal(
    "RouteUnknown", "This person has no such address. Reload the page and choose one of those shown."
)


def _for_days(known: tuple[Interval, ...], days: Term, event: PeerDesignated | PeerTrained) -> Decision:
    if days.from_at >= days.to_at:
        return DAYS_REVERSED
    return () if joined([*known, interval(days)]) == known else (event,)


def _plan_leave(state: State, command: PlanLeave) -> Decision:
    if command.from_at >= command.to_at:
        return DAYS_REVERSED
    leave = Interval(command.from_at, command.to_at)
    if joined([*state.leaves, leave]) == state.leaves:
        return ()
    return (LeavePlanned(command.at, command.by, *leave),)


def _cancel_leave(state: State, command: CancelLeave) -> Decision:
    # What has already been an absence stays one.
    gone = Interval(max(command.from_at, command.at), command.to_at)
    if gone.from_at >= gone.to_at or without(state.leaves, gone) == state.leaves:
        return ()
    return (LeaveCancelled(command.at, command.by, *gone),)


def _set_capacity(state: State, command: SetCapacity) -> Decision:
    if not 0 <= command.capacity <= MOST_CASES:
        return Refusal("CapacityOutOfRange", f"A capacity lies between 0 and {MOST_CASES} cases.")
    return () if command.capacity == state.capacity else (CapacitySet(command.at, command.by, command.capacity),)


def _route(state: State, name: str) -> Route | None:
    return next((route for route in state.routes if route.route == name), None)


def _add_route(state: State, command: AddRoute, world: World) -> Decision:
    refused = not_two_with_own(command.by, command.seconded_by, state, world)
    if refused is not None:
        return refused
    known = _route(state, command.route)
    if known == Route(command.route, command.way, command.commitment, working=True):
        return ()
    if known is None and len(state.routes) >= MOST_ROUTES:
        return Refusal("TooMany", f"A person has at most {MOST_ROUTES} addresses. Remove one first.")
    event = RouteAdded(command.at, command.by, command.seconded_by, command.route, command.way, command.commitment)
    return (event,)


def _share(state: State, command: ShareExperience) -> Decision:
    tags = tuple(sorted(set(command.tags)))
    if len(tags) > MOST_TAGS:
        return Refusal("TooMany", f"At most {MOST_TAGS} experiences can be shared.")
    return () if frozenset(tags) == state.experience else (ExperienceShared(command.at, command.by, tags),)


def evolve(state: State, event: Event) -> State:
    """Take in what happened to how somebody is reached."""
    match event:
        case PeerDesignated(_, _, days):
            return state._replace(designated=joined([*state.designated, interval(days)]))
        case DesignationEnded(at):
            return state._replace(designated=ended(state.designated, at))
        case PeerTrained(_, _, days):
            return state._replace(trained=joined([*state.trained, interval(days)]))
        case LeavePlanned(at, _, from_at, to_at):
            return state._replace(leaves=joined([*_recent(state, at), Interval(from_at, to_at)]))
        case LeaveCancelled(_, _, from_at, to_at):
            return state._replace(leaves=without(state.leaves, Interval(from_at, to_at)))
        case CapacitySet(_, _, capacity):
            return state._replace(capacity=capacity)
        case RouteAdded(_, _, _, name, way, commitment):
            others = [route for route in state.routes if route.route != name]
            return state._replace(routes=(*others, Route(name, way, commitment, working=True)))
        case RouteFailed(_, _, name):
            routes = [route._replace(working=False) if route.route == name else route for route in state.routes]
            return state._replace(routes=tuple(routes))
        case RouteRemoved(_, _, name):
            return state._replace(routes=tuple(route for route in state.routes if route.route != name))
        case HoursSet(_, _, quiet):
            return state._replace(quiet=quiet)
        case ExperienceShared(_, _, tags):
            return state._replace(experience=frozenset(tags))
        case _:
            assert_never(event)


def _recent(state: State, at: Instant) -> list[Interval]:
    return [leave for leave in state.leaves if leave.to_at > at - LEAVE_KEPT_FOR]
