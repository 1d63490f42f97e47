"""What happened to a concern: opened by anyone, handled outside the unit, ended after thirty days."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Instant, PersonId

Sign: TypeAlias = Literal["danger", "not_himself", "something_happened", "other"]
"""What a source may say of it: one of these, and no more."""


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
class ConcernDescribed:
    """What the source said of it, out of a few words to choose from."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    sign: Sign


@dataclass(frozen=True, slots=True)
class ConcernMatched:
    """Its handler found who is meant. Where he is tied to that person, somebody else was asked to read it."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    about: PersonId
    handler: PersonId | None
    way: str | None
    repeat: int
    send_at: Instant
    due_at: Instant
    danger: bool


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


Event: TypeAlias = (
    ConcernRaised
    | ConcernDescribed
    | ConcernMatched
    | ConcernHandlerAsked
    | ConcernAcknowledged
    | ConcernFollowedUp
    | ConcernEnded
)
