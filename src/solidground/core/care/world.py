"""What the rules of a case may look at outside it: a frozen view of the roster on one day.

Whatever a decision takes from here is written into its events, so that no fold ever needs it again.
"""

from typing import NamedTuple, Protocol

from solidground.core.hours import Quiet
from solidground.core.kernel import Instant, PersonId
from solidground.core.protocol.plan import Keeping, Way


class Somebody(NamedTuple):
    """A person who can be asked now. ``until_at`` is the next absence known ahead."""

    person: PersonId
    ways: tuple[Way, ...]
    quiet: Quiet
    until_at: Instant | None


class Asking(NamedTuple):
    """For whom somebody is sought, and who may not be it. ``tried`` were asked before in this search."""

    member: PersonId
    involved: frozenset[PersonId]
    ruled_out: frozenset[PersonId]
    tried: frozenset[PersonId]
    experience: str
    at: Instant


class Found(NamedTuple):
    """The best peer, and how many better-placed ones were passed over, by reason."""

    somebody: Somebody | None
    passed_over: tuple[tuple[str, int], ...]


class World(Protocol):
    """A frozen view; asking twice gives the same answer."""

    def peer(self, asking: Asking) -> Found:
        """Return the right peer to ask next."""

    def role(self, who: Keeping, asking: Asking) -> Somebody | None:
        """Return who holds a role now and may be asked: on call, coordinator, deputy, clinician, line, and so on."""

    def keeper(self, person: PersonId, asking: Asking) -> Somebody | None:
        """Return a person already chosen, unless unavailable or in conflict now."""

    def may_keep(self, person: PersonId, asking: Asking) -> bool:
        """Tell whether somebody already chosen is available, and in no conflict, now."""

    def as_peer(self, person: PersonId, asking: Asking) -> Somebody | None:
        """Return a person named by the coordinator, if he may be this member's peer today."""

    def away_until(self, person: PersonId, at: Instant) -> Instant | None:
        """Return when an absent person is back, if that is known."""

    def serves_command(self, person: PersonId, asking: Asking) -> bool:
        """Tell whether somebody holds a role of command now, or is this member's supervisor."""

    def member(self, person: PersonId) -> Somebody:
        """Return how the member can be asked."""
