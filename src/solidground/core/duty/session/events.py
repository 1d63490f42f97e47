"""What was passed on of a required session: its day. Never what was said, how long it took, or that one was missed."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class AttendanceDisclosed:
    """Somebody who cares for a member passed on that he attended a required session on the day ``on``."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    member: PersonId
    on: Day


@dataclass(frozen=True, slots=True)
class AttendanceTakenBack:
    """It was not so: whoever passed it on says that it was not on that day."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    on: Day


Event: TypeAlias = AttendanceDisclosed | AttendanceTakenBack
