"""Roles, and which of them undo the wall when one person holds both (P4).

A table anybody can read: a role that sees care is never held together with one that serves command.
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
]
"""What somebody is in an agency. A member may receive care; everybody may. A family contact is at home with one."""

SEES_CARE: frozenset[Role] = frozenset({"peer", "coordinator", "deputy", "clinician", "chaplain", "family_liaison"})
SERVES_COMMAND: frozenset[Role] = frozenset({"liaison", "hr", "chief", "administrator"})
WATCHES: frozenset[Role] = frozenset({"cosigner"})
KEEPS_THE_LOG: frozenset[Role] = frozenset({"coordinator", "deputy", "administrator"})
"""Whose work, or whose machine, a cosigner checks: nobody is a witness of himself."""


def clashing(held: Iterable[Role], asked: Role) -> Role | None:
    """Return a role among those held that may not be held with the one asked for."""
    for mine, other in (
        (SEES_CARE, SERVES_COMMAND),
        (SERVES_COMMAND, SEES_CARE),
        (WATCHES, KEEPS_THE_LOG),
        (KEEPS_THE_LOG, WATCHES),
    ):
        if asked in mine:
            return min((role for role in held if role in other), default=None)
    return None
