"""What happened to a concern: opened by anyone, handled outside the unit, ended after thirty days."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class ConcernRaised:
    """Somebody worries about a member. The source is shown to the handler only if he agrees."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    about: PersonId
    source: PersonId | None
    source_agrees: bool
    danger: bool
    handler: PersonId | None
    way: str | None
    send_at: Instant
    due_at: Instant
    ends_at: Instant


@dataclass(frozen=True, slots=True)
class ConcernHandlerAsked:
    """The next person outside the unit was asked to read it."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    handler: PersonId | None
    way: str | None
    repeat: int
    owed_at: Instant
    send_at: Instant
    due_at: Instant
    danger: bool


@dataclass(frozen=True, slots=True)
class ConcernAcknowledged:
    """A person read it, and says when the source hears more."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    next_at: Instant


@dataclass(frozen=True, slots=True)
class ConcernFollowedUp:
    """Somebody looked after it."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    act: Literal["spoke", "case_offered", "resources", "nothing_needed", "danger_acted_on"]


@dataclass(frozen=True, slots=True)
class ConcernEnded:
    """It ended: followed up, taken back, thirty days old, or whom it was about has died."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    why: Literal["followed_up", "taken_back", "aged", "died"]


Event: TypeAlias = ConcernRaised | ConcernHandlerAsked | ConcernAcknowledged | ConcernFollowedUp | ConcernEnded
