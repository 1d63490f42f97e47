"""What may be asked around the offer."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class MakeOffer:
    """A person offers care and gives the limits notice."""

    at: Instant
    by: PersonId
    held_at: Instant
    way: str | None
    role: str


@dataclass(frozen=True, slots=True)
class AcceptOffer:
    """The member takes it. ``notice`` is the version of the limits notice that stood above his answer, if any did."""

    at: Instant
    by: PersonId
    notice: str = ""


@dataclass(frozen=True, slots=True)
class DeclineOffer:
    """The member does not. ``notice`` as above."""

    at: Instant
    by: PersonId
    notice: str = ""


Command: TypeAlias = MakeOffer | AcceptOffer | DeclineOffer
