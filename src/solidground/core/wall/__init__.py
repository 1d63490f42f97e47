"""The wall: what each role may know, and nothing more. All reading asks here; no other place decides."""

from solidground.core.wall.grants import CARE_ROLES, COMMAND_ROLES, refused_together
from solidground.core.wall.sight import SHARE_ENDS_FOR, Bond, Viewer, sees, shares, standing
from solidground.core.wall.table import COLUMNS, TABLE, may
from solidground.core.wall.words import Piece, Role, Rule, What

__all__ = [
    "CARE_ROLES",
    "COLUMNS",
    "COMMAND_ROLES",
    "SHARE_ENDS_FOR",
    "TABLE",
    "Bond",
    "Piece",
    "Role",
    "Rule",
    "Viewer",
    "What",
    "may",
    "refused_together",
    "sees",
    "shares",
    "standing",
]
