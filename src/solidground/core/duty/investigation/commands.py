"""What may be asked of the inquiries after an incident."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class RecordStatus:
    """An inquiry stands so since the day ``on``; more is heard by ``next_on``, which is None where it has ended."""

    at: Instant
    by: PersonId
    incident: str
    inquiry: str
    status: str
    on: Day
    next_on: Day | None


Command: TypeAlias = RecordStatus
