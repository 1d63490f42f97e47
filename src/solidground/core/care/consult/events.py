"""What happened to a consult: asked by a peer, taken by a clinician, ended when the two have talked."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.care.consult.commands import Soon
from solidground.core.kernel import CaseId, Instant, PersonId


@dataclass(frozen=True, slots=True)
class ConsultAsked:
    """A peer asked for a consult about his own work, and this adviser was asked first."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    case: CaseId
    soon: Soon
    adviser: PersonId | None
    way: str | None
    send_at: Instant
    due_at: Instant
    ends_at: Instant


@dataclass(frozen=True, slots=True)
class ConsultAdviserAsked:
    """Nobody had it, or it was not held: this adviser is asked."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    adviser: PersonId | None
    way: str | None
    repeat: int
    owed_at: Instant
    send_at: Instant
    due_at: Instant


@dataclass(frozen=True, slots=True)
class ConsultTaken:
    """An adviser has it, and talks with the peer by then."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    due_at: Instant


@dataclass(frozen=True, slots=True)
class ConsultEnded:
    """It ended: the two have talked, the peer took it back, or it is thirty days old."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    why: Literal["done", "taken_back", "aged"]


Event: TypeAlias = ConsultAsked | ConsultAdviserAsked | ConsultTaken | ConsultEnded
