"""What may be asked in the first hours."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class NameCompanion:
    """The member chooses who is beside him."""

    at: Instant
    by: PersonId
    companion: PersonId


@dataclass(frozen=True, slots=True)
class DeclineCompanion:
    """The member wants nobody."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class HandOver:
    """Offer the member to the next person."""

    at: Instant
    by: PersonId
    to: PersonId


@dataclass(frozen=True, slots=True)
class ConfirmHandover:
    """The next person has him."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class EndCompanion:
    """The member says: I'm home, with my own people."""

    at: Instant
    by: PersonId


Command: TypeAlias = NameCompanion | DeclineCompanion | HandOver | ConfirmHandover | EndCompanion
