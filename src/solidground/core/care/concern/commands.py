"""What may be asked of a concern."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from solidground.core.care.concern.events import Sign
from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class RaiseConcern:
    """Somebody worries about a member. ``about`` is ``UNMATCHED`` where nobody has the reference that was written."""

    at: Instant
    by: PersonId
    about: PersonId
    source: PersonId | None
    source_agrees: bool
    danger: bool
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class MatchConcern:
    """Its handler says who is meant, where nobody had the reference that was written."""

    at: Instant
    by: PersonId
    about: PersonId


@dataclass(frozen=True, slots=True)
class AcknowledgeConcern:
    """A person outside the unit has read it."""

    at: Instant
    by: PersonId
    next_at: Instant


@dataclass(frozen=True, slots=True)
class FollowUpConcern:
    """Somebody looked after it."""

    at: Instant
    by: PersonId
    act: Literal["spoke", "case_offered", "resources", "nothing_needed", "danger_acted_on"]


@dataclass(frozen=True, slots=True)
class TakeBackConcern:
    """The source takes it back."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class EndConcern:
    """Whom it was about has died, and a person entered it."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class TickConcern:
    """Time has passed."""

    at: Instant
    by: PersonId


Command: TypeAlias = (
    RaiseConcern | MatchConcern | AcknowledgeConcern | FollowUpConcern | TakeBackConcern | EndConcern | TickConcern
)
