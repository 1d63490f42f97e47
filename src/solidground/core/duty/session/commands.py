"""What may be passed on of a required session."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class DiscloseAttendance:
    """A member attended a required session on the day ``on``."""

    at: Instant
    by: PersonId
    member: PersonId
    on: Day


@dataclass(frozen=True, slots=True)
class TakeBackAttendance:
    """It was not on that day."""

    at: Instant
    by: PersonId
    on: Day


Command: TypeAlias = DiscloseAttendance | TakeBackAttendance
