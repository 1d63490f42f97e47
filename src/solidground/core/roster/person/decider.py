"""Who somebody is: the rules of joining and leaving, of roles and ties, and of lending."""

from typing import TypeAlias, assert_never

from solidground.core.hours import at_minute, known_zone
from solidground.core.kernel import Instant, PersonId, Refusal, filled
from solidground.core.roster.intervals import Interval, ended, interval, term, without
from solidground.core.roster.person.commands import (
    AgreeLending,
    Command,
    DeclareKin,
    EndLending,
    EndRole,
    ForgetPerson,
    GrantRole,
    JoinPerson,
    RecordDeath,
    SeparatePerson,
    SetSupervisor,
    WithdrawKin,
)
from solidground.core.roster.person.events import (
    Event,
    KinDeclared,
    KinWithdrawn,
    LendingAgreed,
    LendingEnded,
    PersonDied,
    PersonForgotten,
    PersonJoined,
    PersonSeparated,
    RoleEnded,
    RoleGranted,
    SupervisorSet,
)
from solidground.core.roster.roles import clashing
from solidground.core.roster.state import Lending, RoleTerm, State, Supervision
from solidground.core.roster.world import DAYS_REVERSED, World, not_two

Decision: TypeAlias = tuple[Event, ...] | Refusal

MOST_KIN = 50
"""People one person may declare as family."""


def decide(state: State, command: Command, world: World) -> Decision:
    """Answer what was asked about who somebody is."""
    match command:
        case JoinPerson():
            return _join(state, command)
        case SeparatePerson():
            return _separate(state, command)
        case RecordDeath(at, by, died_on):
            return () if state.died else (PersonDied(at, by, died_on),)
        case ForgetPerson(at, by):
            return () if state.forgotten else (PersonForgotten(at, by),)
        case GrantRole():
            return _grant(state, command, world)
        case EndRole(at, by, role):
            return (RoleEnded(at, by, role),) if any(_lasting(state, at, role)) else ()
        case SetSupervisor():
            return _supervise(state, command)
        case DeclareKin():
            return _declare(state, command)
        case WithdrawKin(at, by, kin):
            return (KinWithdrawn(at, by, kin),) if kin in state.kin else ()
        case AgreeLending():
            return _lend(state, command)
        case EndLending(at, by, agency):
            lasting = any(each.agency == agency and each.to_at > at for each in state.lendings)
            return (LendingEnded(at, by, agency),) if lasting else ()
        case _:
            assert_never(command)


def _join(state: State, command: JoinPerson) -> Decision:
    if not known_zone(command.zone):
        return Refusal("ZoneUnknown", f"The zone {command.zone!r} is not known. Give one such as America/Chicago.")
    if state.person is not None and state.separated_at is None:
        return ()
    return (PersonJoined(command.at, command.by, command.person, command.joined_on, command.zone),)


def _separate(state: State, command: SeparatePerson) -> Decision:
    separated_at = at_minute(command.separated_on, 0, state.zone)
    if state.separated_at == separated_at:
        return ()
    return (PersonSeparated(command.at, command.by, command.separated_on, separated_at),)


def _lasting(state: State, at: Instant, role: str) -> list[RoleTerm]:
    return [held for held in state.roles if held.role == role and held.to_at > at]


def _grant(state: State, command: GrantRole, world: World) -> Decision:
    days = term(command.from_on, command.until_on, state.zone)
    refused = not_two(command.by, command.seconded_by, world)
    if refused is not None:
        return refused
    if state.person in (command.by, command.seconded_by) and not world.founding:
        return Refusal("OwnRole", "Nobody gives a role to himself. Ask two other people.")
    if days.from_at >= days.to_at:
        return DAYS_REVERSED
    if any(held.from_at <= days.from_at and days.to_at <= held.to_at for held in _lasting(state, 0, command.role)):
        return ()
    together = [held.role for held in state.roles if held.from_at < days.to_at and days.from_at < held.to_at]
    clash = clashing(together, command.role)
    if clash is not None:
        why = filled(
            "The roles %(one)s and %(other)s undo the wall together. End one before giving the other.",
            one=clash,
            other=command.role,
        )
        return Refusal("RolesUndoTheWall", why)
    return (RoleGranted(command.at, command.by, command.seconded_by, command.role, days),)


def _supervise(state: State, command: SetSupervisor) -> Decision:
    days = term(command.from_on, command.until_on, state.zone)
    if command.supervisor == state.person:
        return Refusal("OwnSupervisor", "Nobody reports to himself. Choose another person.")
    if days.from_at >= days.to_at:
        return DAYS_REVERSED
    if Supervision(command.supervisor, days.from_at, days.to_at) in state.supervisors:
        return ()
    return (SupervisorSet(command.at, command.by, command.supervisor, days),)


def _declare(state: State, command: DeclareKin) -> Decision:
    if command.kin == state.person:
        return Refusal("OwnKin", "Nobody is family of himself. Choose another person.")
    if command.kin in state.kin:
        return ()
    if len(state.kin) >= MOST_KIN:
        return Refusal("TooMany", f"At most {MOST_KIN} people can be declared as family.")
    return (KinDeclared(command.at, command.by, command.kin),)


def _lend(state: State, command: AgreeLending) -> Decision:
    days = term(command.from_on, command.until_on, state.zone)
    if days.from_at >= days.to_at:
        return DAYS_REVERSED
    if Lending(command.agency, command.agreement, days.from_at, days.to_at) in state.lendings:
        return ()
    return (LendingAgreed(command.at, command.by, command.agency, command.agreement, days),)


def evolve(state: State, event: Event) -> State:
    """Take in what happened to who somebody is."""
    match event:
        case PersonJoined(_, _, person, joined_on, zone):
            return state._replace(person=person, joined_on=joined_on, zone=zone, separated_at=None)
        case PersonSeparated(_, _, _, separated_at):
            return _helping_until(state, separated_at)._replace(separated_at=separated_at)
        case PersonDied(at):
            return _helping_until(state, at)._replace(died=True, routes=())
        case PersonForgotten():
            return State(person=state.person, zone=state.zone, died=state.died, forgotten=True)
        case RoleGranted(_, _, _, role, days):
            return state._replace(roles=(*state.roles, RoleTerm(role, days.from_at, days.to_at)))
        case RoleEnded(at, _, role):
            return state._replace(roles=_roles_until(state, at, only=role))
        case SupervisorSet(_, _, supervisor, days):
            return state._replace(supervisors=_supervised(state, supervisor, interval(days)))
        case KinDeclared(_, _, kin):
            return state._replace(kin=state.kin | {kin})
        case KinWithdrawn(_, _, kin):
            return state._replace(kin=state.kin - {kin})
        case LendingAgreed(_, _, agency, agreement, days):
            return state._replace(lendings=(*state.lendings, Lending(agency, agreement, days.from_at, days.to_at)))
        case LendingEnded(at, _, agency):
            kept = [
                each if each.agency != agency or each.to_at <= at else each._replace(to_at=at)
                for each in state.lendings
                if each.agency != agency or each.from_at < at
            ]
            return state._replace(lendings=tuple(kept))
        case _:
            assert_never(event)


def _helping_until(state: State, at: Instant) -> State:
    return state._replace(roles=_roles_until(state, at, only=None), designated=ended(state.designated, at))


def _roles_until(state: State, at: Instant, only: str | None) -> tuple[RoleTerm, ...]:
    kept = [
        held if only not in (None, held.role) or held.to_at <= at else held._replace(to_at=at)
        for held in state.roles
        if only not in (None, held.role) or held.from_at < at
    ]
    return tuple(kept)


def _supervised(state: State, supervisor: PersonId, stretch: Interval) -> tuple[Supervision, ...]:
    before = [
        Supervision(each.supervisor, *left)
        for each in state.supervisors
        for left in without([Interval(each.from_at, each.to_at)], stretch)
    ]
    return tuple(sorted((*before, Supervision(supervisor, *stretch)), key=lambda each: each.from_at))
