"""The wall as a table: a row for each thing there is to know, a cell for each role.

``docs/wall.csv`` is the same table for people to read, and a test holds the two together cell by cell.
What must never happen here: a condition. A cell names its rule; ``sight`` says what the rule asks for.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from solidground.core.wall.words import Role, Rule, What

R: TypeAlias = Rule

COLUMNS: Final = (
    Role.MEMBER,
    Role.PEER,
    Role.ON_CALL,
    Role.COORDINATOR,
    Role.CLINICIAN,
    Role.FAMILY_CONTACT,
    Role.SUPERVISOR,
    Role.LIAISON,
    Role.HR,
    Role.CHIEF,
    Role.ADMINISTRATOR,
    Role.COSIGNER,
)
"""The columns in their order: six of care, then six of the others."""

STANDS_AS: Final[Mapping[Role, Role]] = MappingProxyType(
    {Role.COMPANION: Role.PEER, Role.CHAPLAIN: Role.CLINICIAN, Role.DEPUTY: Role.COORDINATOR},
)
"""Roles without a column, and whose column they see through."""

PROPERTY_OFFICER: Final[Mapping[What, R]] = MappingProxyType({What.PROPERTY: R.YES, What.ACCOUNTS: R.OWN})
"""The property officer sees property and his own account; everything else is no."""

CARRIER: Final[Mapping[What, R]] = MappingProxyType({What.INVESTIGATION: R.YES, What.OWED_AND_CONTACTS: R.OWN_DUTIES})
"""Who is asked to bring a member news sees what he is to bring, and that he is; everything else is no."""

_SHUT: Final = (R.NO,) * 6
_SEALED: Final = (R.NEVER,) * 6
_OPEN: Final = (R.YES,) * 6

TABLE: Final[Mapping[What, tuple[R, ...]]] = MappingProxyType(
    {
        What.INCIDENT: (
            *(R.OWN, R.YES, R.WHEN_CALLED, R.YES, R.IF_SHARED, R.IF_SHARED),
            *(R.YES, R.YES, R.NO, R.YES, R.NO, R.NO),
        ),
        What.CASE_FOLLOWS: (
            *(R.OWN, R.YES, R.WHEN_CALLED, R.YES, R.IF_SHARED, R.NO),
            *(R.YES, R.NO, R.NO, R.YES, R.NO, R.NO),
        ),
        What.SESSION_ATTENDED: (R.OWN, R.NO, R.NO, R.YES, R.OWN_SESSIONS, R.NO, R.YES, R.NO, R.NO, R.YES, R.NO, R.NO),
        What.OWED_AND_CONTACTS: (
            *(R.OWN, R.OWN_AND_SUMMARY, R.WHEN_CALLED, R.YES, R.IF_SHARED, R.NO),
            *(R.OWN_DUTIES, R.NO, R.NO, R.NO, R.NO, R.NO),
        ),
        What.OUTCOME: (R.OWN, R.YES, R.WHEN_CALLED, R.YES, R.NO, R.NO, *_SHUT),
        What.ANSWER: (R.OWN, R.YES, R.YES, R.IF_NOBODY_ANSWERS, R.IF_SHARED, R.IF_SHARED, *_SHUT),
        What.CONCERN: (R.NO_UNLESS_LAW, R.HANDLER, R.NO, R.HANDLER, R.NO, R.OWN_ONLY, *_SHUT),
        What.CONCERN_SOURCE: (R.NO, R.IF_SOURCE_AGREES, R.NO, R.IF_SOURCE_AGREES, R.NO, R.OWN_ONLY, *_SHUT),
        What.SEALED_NOTE: (R.RECIPIENT, R.RECIPIENT, R.NEVER, R.RECIPIENT, R.RECIPIENT, R.RECIPIENT, *_SEALED),
        What.CIRCLE: (R.OWN, R.OWN_MEMBERSHIP, R.WHEN_CALLED, R.YES, R.OWN_MEMBERSHIP, R.OWN_MEMBERSHIP, *_SHUT),
        What.RULED_OUT: (R.OWN, R.NO, R.NO, R.TO_ENFORCE, R.NO, R.NO, *_SHUT),
        What.DUTY_STATUS: (R.OWN, R.YES, R.NO, R.YES, R.NO, R.IF_SHARED_90_DAYS, R.YES, R.NO, R.YES, R.YES, R.NO, R.NO),
        What.PROPERTY: (
            *(R.OWN, R.YES, R.NO, R.YES, R.NO, R.IF_SHARED_90_DAYS),
            *(R.YES, R.ITEM_ONLY, R.NO, R.YES, R.NO, R.NO),
        ),
        What.OUTSIDE_STORAGE: (R.OWN, R.IF_SHARED, R.NO, R.NO, R.IF_SHARED, R.IF_SHARED, *_SEALED),
        What.INVESTIGATION: (
            *(R.AFTER_TOLD, R.AFTER_TOLD, R.NO, R.AFTER_TOLD, R.NO, R.IF_SHARED_AFTER_TOLD),
            *(R.YES, R.YES, R.NO, R.YES, R.NO, R.NO),
        ),
        What.RETURN_PLANNED: (R.OWN, R.IF_INVOLVED, R.NO, R.YES, R.NO, R.NO, *_SHUT),
        What.RETURN_COMPLETED: (R.OWN, R.IF_INVOLVED, R.NO, R.YES, R.NO, R.NO, R.YES, R.NO, R.NO, R.YES, R.NO, R.NO),
        What.FITNESS: (R.OWN, R.NO, R.NO, R.NO, R.NO, R.NO, R.YES, R.NO, R.YES, R.YES, R.NO, R.NO),
        What.DECISION_DRAFT: (R.OWN, R.IF_SHARED, R.NO, R.NO, R.IF_SHARED, R.IF_SHARED, *_SHUT),
        What.DECISION_HELD: (R.OWN, R.IF_BESIDE, R.NO, R.NO, R.NO, R.IF_BESIDE, *_SHUT),
        What.DECISION_DELIVERED: (R.OWN, R.YES, R.NO, R.YES, R.NO, R.NO, R.YES, R.NO, R.YES, R.YES, R.NO, R.NO),
        What.DISCLOSURES: (R.OWN_UNLESS_LAW_FORBIDS, R.OWN_ACT, R.NO, R.OWN_ACT, R.OWN_ACT, R.NO, *_SHUT),
        What.SELF_CHECK: (R.OWN_BROWSER, R.NEVER, R.NEVER, R.NEVER, R.NEVER, R.NEVER, *_SEALED),
        What.EXPOSURE: (R.OWN, R.NO, R.NO, R.YES, R.IF_SHARED, R.NEVER, *_SEALED),
        What.WHO_LOOKED: (R.OWN, R.NO, R.NO, R.NO, R.NO, R.NO, R.NO, R.NO, R.NO, R.NO, R.NO, R.COUNTS_ONLY),
        What.FIGURES: (R.YES, R.YES, R.YES, R.YES, R.YES, R.NO, *_OPEN),
        What.ACCOUNTS: (R.OWN, R.OWN, R.OWN, R.OWN, R.OWN, R.OWN, R.OWN, R.OWN, R.OWN, R.OWN, R.YES, R.NO),
        What.COMMAND_CHECKPOINTS: (*_OPEN, *_OPEN),
        What.CARE_CHECKPOINTS: (R.YES, R.NO, R.NO, R.YES, R.NO, R.NO, R.NO, R.NO, R.NO, R.NO, R.NO, R.YES),
        What.HEALTH: (*_OPEN, *_OPEN),
    },
)


def may(what: What, role: Role) -> Rule:
    """Return the cell of the table for a role; roles without a column see through another's."""
    if role is Role.PROPERTY_OFFICER:
        return PROPERTY_OFFICER.get(what, R.NO)
    if role is Role.CARRIER:
        return CARRIER.get(what, R.NO)
    return TABLE[what][COLUMNS.index(STANDS_AS.get(role, role))]
