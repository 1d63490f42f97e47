"""Roles, and which of them undo the wall when one person holds both (P4).

A table anybody can read: a role that sees care is never held together with one that serves command.
The property officer serves neither: he keeps things, and tells people where they are. So he decides nothing about
whoever waits for one, hears nothing that such a person says in care, and is no cosigner of the log he writes.
He may be a member, and supervise people: then another one tells him of his own.
Being the supervisor of a member is no role here but a tie to that member; see ``matching``.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

Role: TypeAlias = Literal[
    "peer",
    "coordinator",
    "deputy",
    "clinician",
    "chaplain",
    "family_liaison",
    "supervisor",
    "liaison",
    "hr",
    "chief",
    "administrator",
    "member",
    "cosigner",
    "family_contact",
    "property_officer",
]
"""What somebody is in an agency. A member may receive care; everybody may. A family contact is at home with one."""

SEES_CARE: frozenset[Role] = frozenset({"peer", "coordinator", "deputy", "clinician", "chaplain", "family_liaison"})
SERVES_COMMAND: frozenset[Role] = frozenset({"liaison", "hr", "chief", "administrator"})
KEEPS_PROPERTY: frozenset[Role] = frozenset({"property_officer"})
OF_COMMAND: frozenset[Role] = SERVES_COMMAND | KEEPS_PROPERTY
"""Roles of the command side: no such person is asked to care for anybody."""

WATCHES: frozenset[Role] = frozenset({"cosigner"})
KEEPS_THE_LOG: frozenset[Role] = frozenset({"coordinator", "deputy", "administrator", "property_officer"})
"""Whose work, or whose machine, a cosigner checks: nobody is a witness of himself."""


def clashing(held: Iterable[Role], asked: Role) -> Role | None:
    """Return a role among those held that may not be held with the one asked for."""
    for mine, other in (
        (SEES_CARE, OF_COMMAND),
        (OF_COMMAND, SEES_CARE),
        (KEEPS_PROPERTY, SERVES_COMMAND),
        (SERVES_COMMAND, KEEPS_PROPERTY),
        (WATCHES, KEEPS_THE_LOG),
        (KEEPS_THE_LOG, WATCHES),
    ):
        clash = min((role for role in held if role in other), default=None) if asked in mine else None
        if clash is not None:
            return clash
    return None
