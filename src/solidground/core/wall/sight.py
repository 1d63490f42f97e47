"""What a viewer sees: the cells of the table resolved from plain facts. The only access rule in the system.

Everything not said is shut. What must never happen here: reading a case, a roster or a clock. The facts are worked
out by whoever asks, and a fact left out counts as not so.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from solidground.core.kernel import DAY, Instant, PersonId, Span
from solidground.core.wall.grants import CARE_ROLES, COMMAND_ROLES
from solidground.core.wall.table import may
from solidground.core.wall.words import Piece, Role, Rule, What

SHARE_ENDS_FOR: Final[Span] = 90 * DAY
"""How long a share lasts where the table says that it ends after 90 days."""

ABOUT_NO_CASE: Final = frozenset(
    {What.FIGURES, What.ACCOUNTS, What.COMMAND_CHECKPOINTS, What.CARE_CHECKPOINTS, What.HEALTH},
)
"""Rows that concern nobody's case: here the roles of the viewer decide, and no bond is asked for."""


TOWARDS_ONE: Final = frozenset(
    {
        *(Role.MEMBER, Role.PEER, Role.COMPANION, Role.CLINICIAN, Role.CHAPLAIN, Role.FAMILY_CONTACT),
        *(Role.SUPERVISOR, Role.CARRIER),
    },
)
"""Roles that nobody holds in general: before a case they come from the bond alone, whatever was granted."""


CHOSEN: Final = frozenset({Role.CLINICIAN, Role.CHAPLAIN, Role.FAMILY_CONTACT, Role.CARRIER})
"""Roles that come from what a member chose: with whom he shares, and who brings him news."""


class Viewer(NamedTuple):
    """Who asks now, with the roles granted in this agency (and on call, while the roster says so)."""

    person: PersonId
    roles: frozenset[Role] = frozenset()

    @property
    def serves_command(self) -> bool:
        """Whether any of his roles is command's: then nothing of care is his, in whatever other role he is."""
        return bool(self.roles & COMMAND_ROLES)


class Bond(NamedTuple):
    """How a viewer stands to one case, and to the one thing looked at. Each fact is false until somebody knows it."""

    is_member: bool = False
    is_assigned_peer: bool = False
    is_companion_now: bool = False
    """Companion, and still within the first hours."""
    is_chosen_clinician: bool = False
    """Clinician or chaplain whom the member chose."""
    is_family_contact: bool = False
    is_supervisor: bool = False
    is_carrier: bool = False
    """Asked now to tell the member how an inquiry stands."""

    is_called: bool = False
    """On call, and called to this case."""
    nobody_answered: bool = False
    """The member asked to be called, and the ladder before the coordinator ended without an answer."""
    shared: frozenset[What] = frozenset()
    """What the member shares with this viewer, for as long as he does."""
    lapsed: frozenset[What] = frozenset()
    """The part of ``shared`` that is older than ``SHARE_ENDS_FOR``."""
    told: bool = False
    """The member has been told of the investigation's status."""

    is_own: bool = False
    """The one thing looked at is the viewer's: own act, duty, session, membership, concern, contact or account."""
    is_recipient: bool = False
    is_handler: bool = False
    source_agrees: bool = False
    is_involved: bool = False
    is_beside: bool = False
    is_enforcing: bool = False
    """Choosing a person for this case, and so having to know who is ruled out."""
    law_gives_access: bool = False
    law_forbids: bool = False


def shares(given_at: Mapping[What, Instant], now_at: Instant) -> tuple[frozenset[What], frozenset[What]]:
    """Return ``Bond.shared`` and ``Bond.lapsed`` from the instants at which the member shared each thing."""
    old = frozenset(what for what, at in given_at.items() if now_at - at >= SHARE_ENDS_FOR)
    return frozenset(given_at), old


_Ask = Callable[[What, Bond, Piece], bool]

_ASKS: Final[Mapping[Rule, _Ask]] = MappingProxyType(
    {
        Rule.YES: lambda _what, _bond, _piece: True,
        Rule.NO: lambda _what, _bond, _piece: False,
        Rule.NEVER: lambda _what, _bond, _piece: False,
        Rule.OWN: lambda _what, bond, _piece: bond.is_member or bond.is_own,
        Rule.OWN_UNLESS_LAW_FORBIDS: lambda _what, bond, _piece: bond.is_member and not bond.law_forbids,
        Rule.NO_UNLESS_LAW: lambda _what, bond, _piece: bond.law_gives_access,
        Rule.OWN_AND_SUMMARY: lambda _what, bond, piece: bond.is_own or piece is Piece.SUMMARY,
        Rule.OWN_DUTIES: lambda _what, bond, _piece: bond.is_own,
        Rule.OWN_SESSIONS: lambda _what, bond, _piece: bond.is_own,
        Rule.OWN_MEMBERSHIP: lambda _what, bond, _piece: bond.is_own,
        Rule.OWN_ACT: lambda _what, bond, _piece: bond.is_own,
        Rule.OWN_ONLY: lambda _what, bond, _piece: bond.is_own,
        # Kept in the member's browser: there is nothing here that anybody could be shown.
        Rule.OWN_BROWSER: lambda _what, _bond, _piece: False,
        Rule.WHEN_CALLED: lambda _what, bond, _piece: bond.is_called,
        Rule.IF_SHARED: lambda what, bond, _piece: what in bond.shared,
        Rule.IF_SHARED_90_DAYS: lambda what, bond, _piece: what in bond.shared - bond.lapsed,
        Rule.IF_SHARED_AFTER_TOLD: lambda what, bond, _piece: what in bond.shared and bond.told,
        Rule.AFTER_TOLD: lambda _what, bond, _piece: bond.told,
        Rule.IF_NOBODY_ANSWERS: lambda _what, bond, _piece: bond.nobody_answered,
        Rule.HANDLER: lambda _what, bond, _piece: bond.is_handler,
        Rule.IF_SOURCE_AGREES: lambda _what, bond, _piece: bond.is_handler and bond.source_agrees,
        Rule.RECIPIENT: lambda _what, bond, _piece: bond.is_recipient,
        Rule.TO_ENFORCE: lambda _what, bond, _piece: bond.is_enforcing,
        Rule.IF_INVOLVED: lambda _what, bond, _piece: bond.is_involved,
        Rule.IF_BESIDE: lambda _what, bond, _piece: bond.is_beside,
        Rule.ITEM_ONLY: lambda _what, _bond, piece: piece is Piece.ITEM,
        Rule.COUNTS_ONLY: lambda _what, _bond, piece: piece is Piece.COUNTS,
    },
)
"""What each rule asks of the facts."""


def sees(what: What, viewer: Viewer, bond: Bond, piece: Piece = Piece.WHOLE) -> bool:
    """Return whether this viewer may know this (piece of a) thing: whether any of his roles here opens it."""
    return any(_ASKS[may(what, role)](what, bond, piece) for role in standing(what, viewer, bond))


def standing(what: What, viewer: Viewer, bond: Bond) -> frozenset[Role]:
    """Return the roles in which a viewer stands before one thing.

    A member stands before his own case as the member alone, whatever else he is: a coordinator learns nothing more
    of concerns about himself. Roles of care, and those that a member's choice gives, fall away beside a role of
    command, and before one's own subordinate, even where somebody has both: the wall does not depend on the grant, or
    the choice, having been refused.
    """
    if what in ABOUT_NO_CASE:
        return viewer.roles & COMMAND_ROLES or viewer.roles
    if bond.is_member:
        return frozenset({Role.MEMBER})
    here = (viewer.roles - TOWARDS_ONE) | _towards(bond)
    if bond.is_supervisor or here & COMMAND_ROLES:
        return here - CARE_ROLES - CHOSEN
    return here


def _towards(bond: Bond) -> frozenset[Role]:
    """Return the roles that this bond gives towards this member."""
    facts = (
        (Role.PEER, bond.is_assigned_peer),
        (Role.COMPANION, bond.is_companion_now),
        (Role.CLINICIAN, bond.is_chosen_clinician),
        (Role.FAMILY_CONTACT, bond.is_family_contact),
        (Role.SUPERVISOR, bond.is_supervisor),
        (Role.CARRIER, bond.is_carrier),
    )
    return frozenset(role for role, so in facts if so)
