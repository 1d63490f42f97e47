"""What may be asked about what command owes one person after an incident."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.duty.owed.events import Duty, Role, WhyNot
from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """Somebody took part in an incident: each thing of ``due`` is owed to him by its instant."""

    at: Instant
    by: PersonId
    incident: str
    member: PersonId
    part: str
    occurred_at: Instant
    zone: str
    due: tuple[tuple[str, Instant], ...]


@dataclass(frozen=True, slots=True)
class RecordDuty:
    """Whoever asks did it, on the day ``on``."""

    at: Instant
    by: PersonId
    duty: Duty
    on: Day
    role: Role


@dataclass(frozen=True, slots=True)
class ExcuseDuty:
    """It was not done, and why."""

    at: Instant
    by: PersonId
    duty: Duty
    why: WhyNot
    role: Role


@dataclass(frozen=True, slots=True)
class TickDuty:
    """Time has passed."""

    at: Instant
    by: PersonId


Command: TypeAlias = OpenDuty | RecordDuty | ExcuseDuty | TickDuty
"""What may be done about it, and when somebody is reminded."""
