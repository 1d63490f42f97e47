"""What became known of the inquiries after an incident. Never what they found."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Day, Instant, PersonId

Stands: TypeAlias = Literal["open", "decided", "closed"]
"""What a word of an agency's list means, wherever it is read: still going on, decided, or at its end."""


@dataclass(frozen=True, slots=True)
class StatusRecorded:
    """An inquiry stands so since the day ``on``. ``status`` is a word of the agency's list, ``stands`` what it means.

    ``next_on`` is the day by which more is heard, None where the inquiry has ended.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    incident: str
    inquiry: str
    status: str
    stands: Stands
    on: Day
    next_on: Day | None


Event: TypeAlias = StatusRecorded
