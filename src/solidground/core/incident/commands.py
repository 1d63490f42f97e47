"""What may be asked of a critical incident."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class ReportIncident:
    """Something happened. ``occurred_at`` is what the wall clock ``local`` in ``zone`` meant."""

    at: Instant
    by: PersonId
    incident: str
    kind: str
    occurred_at: Instant
    local: str
    zone: str
    time_known: bool
    jurisdiction: str
    involved: tuple[tuple[PersonId, str], ...]


@dataclass(frozen=True, slots=True)
class InvolvePerson:
    """Somebody else took part: a witness, the dispatcher, the partner."""

    at: Instant
    by: PersonId
    person: PersonId
    part: str


Command: TypeAlias = ReportIncident | InvolvePerson
