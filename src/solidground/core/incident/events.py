"""What happened, when, and who was involved, and how. Never an account of it."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class IncidentReported:
    """A critical incident was entered. ``occurred_at`` stands with its wall clock and zone."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    incident: str
    kind: str
    occurred_at: Instant
    local: str
    zone: str
    time_known: bool
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class PersonInvolved:
    """Somebody took part, in this way."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    person: PersonId
    part: str


Event: TypeAlias = IncidentReported | PersonInvolved
