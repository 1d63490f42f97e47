"""Who can see what of a case: the wall's rows, with the people who stand behind each role today.

What must never happen here: a rule of its own. Who may know it now is what ``sees`` says; when else, the table.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from solidground.app.asking.bonds import ROLE_OF, bond_of, viewer_of
from solidground.app.rosters import Roster
from solidground.core.care.state import Case
from solidground.core.kernel import Instant, PersonId
from solidground.core.roster.state import supervisors_at
from solidground.core.wall import Bond, Piece, Role, Rule, Viewer, What, may, sees, standing


class Holder(NamedTuple):
    """A role, who is in it for this member today (nobody, where none is), and the rule of its cell."""

    role: Role
    people: tuple[PersonId, ...]
    rule: Rule


class Sight(NamedTuple):
    """One thing there is to know: who may know it now, and who only under a condition.

    ``along`` are those whom the member picked for a step of his way back: they need no role to know that step.
    """

    what: What
    now: tuple[Holder, ...]
    sometimes: tuple[Holder, ...]
    along: tuple[PersonId, ...] = ()


ABOUT_A_CASE: Final = (
    What.OUTCOME,
    What.ANSWER,
    What.OWED_AND_CONTACTS,
    What.CIRCLE,
    What.RULED_OUT,
    What.SEALED_NOTE,
    What.WHO_LOOKED,
    What.INCIDENT,
    What.CASE_FOLLOWS,
    What.PROPERTY,
    What.DUTY_STATUS,
    What.RETURN_PLANNED,
    What.RETURN_COMPLETED,
    What.FITNESS,
    What.SESSION_ATTENDED,
    What.DECISION_DRAFT,
    What.DISCLOSURES,
)
AFTER_AN_INCIDENT: Final = frozenset({What.INCIDENT, What.CASE_FOLLOWS})
"""Rows that say nothing of a case that began otherwise."""

ROLES: Final = (
    *(Role.PEER, Role.COMPANION, Role.ON_CALL, Role.COORDINATOR, Role.DEPUTY, Role.CLINICIAN, Role.FAMILY_CONTACT),
    *(Role.SUPERVISOR, Role.PROPERTY_OFFICER, Role.LIAISON, Role.HR, Role.CHIEF, Role.ADMINISTRATOR, Role.COSIGNER),
)
"""In which order they are shown: those of care first."""

SHUT: Final = frozenset({Rule.NO, Rule.NEVER})
OWN_PART: Final = frozenset({Rule.OWN_DUTIES, Rule.OWN_MEMBERSHIP, Rule.OWN_SESSIONS, Rule.OWN_ACT})
"""Rules that open to everybody in the role what is his own in it."""

PIECES: Final[Mapping[Rule, Piece]] = MappingProxyType(
    {Rule.OWN_AND_SUMMARY: Piece.SUMMARY, Rule.COUNTS_ONLY: Piece.COUNTS, Rule.ITEM_ONLY: Piece.ITEM}
)
_HELD: Final = MappingProxyType({role: name for name, role in ROLE_OF.items()})
_BONDS: Final[Mapping[Role, Callable[[Bond], bool]]] = MappingProxyType(
    {
        Role.PEER: lambda bond: bond.is_assigned_peer,
        Role.COMPANION: lambda bond: bond.is_companion_now,
        Role.CLINICIAN: lambda bond: bond.is_chosen_clinician,
        Role.FAMILY_CONTACT: lambda bond: bond.is_family_contact,
        Role.SUPERVISOR: lambda bond: bond.is_supervisor,
    }
)


class _Standing(NamedTuple):
    viewer: Viewer
    bond: Bond


def sights(case: Case, roster: Roster, now: Instant) -> tuple[Sight, ...]:
    """Return the table for the member of a case: others alone, he sees his own in any case."""
    found = [_standing(person, case, roster, now) for person in sorted(_around(case, roster, now))]
    holders = {role: tuple([each for each in found if _is_in(role, each)]) for role in ROLES}
    rows = ABOUT_A_CASE if case.head.incident else [what for what in ABOUT_A_CASE if what not in AFTER_AN_INCIDENT]
    return tuple([_sight(what, holders)._replace(along=_along(what, case)) for what in rows])


def _along(what: What, case: Case) -> tuple[PersonId, ...]:
    """Return who goes along at a step of which this thing tells."""
    if what not in (What.RETURN_PLANNED, What.RETURN_COMPLETED):
        return ()
    steps = [one for one in case.choices.returning if bool(one.completed) == (what is What.RETURN_COMPLETED)]
    return tuple(sorted({one.person for one in steps if one.person is not None}))


def _around(case: Case, roster: Roster, now: Instant) -> set[PersonId]:
    """Return everybody who stands in some role to this case today."""
    member = roster.states.get(case.head.member)
    people = {person for role in _HELD.values() for person in roster.holders(role)}
    people |= {*roster.staff("on_call", now), *(supervisors_at(member, now) if member is not None else ())}
    people |= {item.keeper for item in case.items if item.keeper is not None and item.keeper in roster.states}
    people |= {person for person in (case.peer, case.companion.person) if person is not None}
    people |= {share.person for share in case.choices.shares if share.person in roster.states}
    return people - {case.head.member}


def _standing(person: PersonId, case: Case, roster: Roster, now: Instant) -> _Standing:
    return _Standing(viewer_of(roster, person, now), bond_of(Viewer(person), case, roster, now))


def _is_in(role: Role, one: _Standing) -> bool:
    towards = _BONDS.get(role)
    return role in one.viewer.roles if towards is None else towards(one.bond)


def _sight(what: What, holders: Mapping[Role, tuple[_Standing, ...]]) -> Sight:
    now: list[Holder] = []
    sometimes: list[Holder] = []
    for role in ROLES:
        rule = may(what, role)
        if rule in SHUT:
            continue
        knows = tuple([one.viewer.person for one in holders[role] if _knows(what, role, rule, one)])
        might = tuple([one.viewer.person for one in holders[role] if _might(what, role, one)])
        waits = tuple([person for person in might if person not in knows])
        if knows:
            now.append(Holder(role, knows, rule))
        if rule is not Rule.YES and (waits or not might):
            sometimes.append(Holder(role, waits, rule))
    return Sight(what, tuple(now), tuple(sometimes))


def _might(what: What, role: Role, one: _Standing) -> bool:
    return role in standing(what, one.viewer, one.bond)


def _knows(what: What, role: Role, rule: Rule, one: _Standing) -> bool:
    """Return whether somebody may know a thing now, in this role alone."""
    roles = one.viewer.roles & {role}
    bond = one.bond._replace(
        is_assigned_peer=one.bond.is_assigned_peer and role is Role.PEER,
        is_companion_now=one.bond.is_companion_now and role is Role.COMPANION,
        is_chosen_clinician=one.bond.is_chosen_clinician and role is Role.CLINICIAN,
        is_family_contact=one.bond.is_family_contact and role is Role.FAMILY_CONTACT,
        is_own=rule in OWN_PART,
    )
    alone = Viewer(one.viewer.person, roles)
    return _might(what, role, one) and sees(what, alone, bond, PIECES.get(rule, Piece.WHOLE))
