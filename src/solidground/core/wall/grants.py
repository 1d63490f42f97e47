"""Which roles may be held together: a wall with one person on both sides is no wall.

What must never happen here: a list of exceptions. A small agency borrows a coordinator from elsewhere instead.
"""

from collections.abc import Set as AbstractSet
from typing import Final

from solidground.core.kernel import Refusal
from solidground.core.wall.words import Role

CARE_ROLES: Final = frozenset({Role.PEER, Role.COMPANION, Role.ON_CALL, Role.COORDINATOR, Role.DEPUTY})
"""Roles that see what the care side knows because of the work they do in it."""

COMMAND_ROLES: Final = frozenset({Role.LIAISON, Role.HR, Role.CHIEF, Role.ADMINISTRATOR, Role.PROPERTY_OFFICER})
"""Roles that must see what the command side knows and nothing more."""

_IN_WORDS: Final = {
    Role.PEER: "peer",
    Role.COMPANION: "companion",
    Role.ON_CALL: "peer on call",
    Role.COORDINATOR: "coordinator",
    Role.DEPUTY: "deputy coordinator",
    Role.LIAISON: "liaison",
    Role.HR: "HR",
    Role.CHIEF: "chief",
    Role.ADMINISTRATOR: "administrator",
    Role.PROPERTY_OFFICER: "property officer",
}


def refused_together(roles: AbstractSet[Role], *, supervises_member: bool = False) -> Refusal | None:
    """Return why these roles cannot be one person's, or None where they can.

    ``supervises_member`` says that the roles are meant towards somebody who answers to this person.
    """
    caring = sorted(roles & CARE_ROLES)
    commanding = sorted(roles & COMMAND_ROLES)
    if caring and commanding:
        one, other = _IN_WORDS[caring[0]], _IN_WORDS[commanding[0]]
        return Refusal(
            "RolesUndoWall",
            f"Nobody can be {one} and {other} at once: what members say would stand open to command. "
            f"Give up one of the two roles, or ask another agency to lend a {one}.",
        )
    if caring and supervises_member:
        one = _IN_WORDS[caring[0]]
        return Refusal(
            "SupervisorOfMember",
            f"A supervisor cannot be {one} for somebody who answers to them. Ask a {one} from elsewhere.",
        )
    return None
