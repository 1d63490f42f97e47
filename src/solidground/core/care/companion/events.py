"""What happened in the first hours, when nobody should be alone unseen."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class CompanionNamed:
    """The member chose who is beside him."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    companion: PersonId


@dataclass(frozen=True, slots=True)
class CompanionDeclined:
    """The member wants nobody beside him."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class HandoverOffered:
    """The companion hands over to somebody, who has yet to confirm."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    to: PersonId


@dataclass(frozen=True, slots=True)
class HandoverConfirmed:
    """The next person has him."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    companion: PersonId


@dataclass(frozen=True, slots=True)
class CompanionEnded:
    """The member says: I'm home, with my own people."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


Event: TypeAlias = CompanionNamed | CompanionDeclined | HandoverOffered | HandoverConfirmed | CompanionEnded
