"""Who holds a case, and who was asked when nobody did."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Instant, PersonId

Why: TypeAlias = Literal["matched", "cover", "back", "member_asked", "ruled_out", "chosen"]


@dataclass(frozen=True, slots=True)
class PeerAssigned:
    """The case has a keeper. ``relook_at`` is when an absence known ahead begins or ends."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    peer: PersonId
    why: Why
    instead_of: PersonId | None
    relook_at: Instant | None
    passed_over: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PeerReleased:
    """The case has no peer: who was it cannot be, and nobody else was found. One is sought again at ``relook_at``."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    peer: PersonId | None
    why: Why
    relook_at: Instant


@dataclass(frozen=True, slots=True)
class EscalationRaised:
    """Somebody else has to hear of it."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    ladder: str
    occurrence: int
    owed_at: Instant
    next_at: Instant


@dataclass(frozen=True, slots=True)
class RungAsked:
    """Somebody on the ladder was asked. ``skipped`` are the rungs before that resolved to nobody."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    ladder: str
    occurrence: int
    rung: int
    repeat: int
    owed_at: Instant
    asked: PersonId | None
    way: str | None
    send_at: Instant
    next_at: Instant
    skipped: tuple[int, ...]
    role: str


@dataclass(frozen=True, slots=True)
class EscalationJoined:
    """Everybody on another ladder is asked about this case already: this one is gathered into it."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    ladder: str
    into: str
    next_at: Instant


@dataclass(frozen=True, slots=True)
class EscalationAcknowledged:
    """Somebody has it now, and said so."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    ladder: str
    next_at: Instant
    role: str


@dataclass(frozen=True, slots=True)
class EscalationStoodDown:
    """Nothing is left to ask for on this ladder."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    ladder: str


@dataclass(frozen=True, slots=True)
class CaseUnheld:
    """Nobody holds the case. It shows so until a person takes it."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    owed_at: Instant


@dataclass(frozen=True, slots=True)
class CaseTaken:
    """A person holds the case again."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    holder: PersonId


Event: TypeAlias = (
    PeerAssigned
    | PeerReleased
    | EscalationRaised
    | RungAsked
    | EscalationJoined
    | EscalationAcknowledged
    | EscalationStoodDown
    | CaseUnheld
    | CaseTaken
)
