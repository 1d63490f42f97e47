"""What was written down of a fitness-for-duty exam: a word of five and its day. Never what it found, or who asked."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Day, Instant, PersonId

Finding: TypeAlias = Literal["referred", "fit", "fit_with_limits", "not_fit_now", "withdrawn"]


@dataclass(frozen=True, slots=True)
class FitnessRecorded:
    """A member was referred on a day, or an exam ended so then. ``corrects`` numbers what was wrong, 0 for nothing."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    member: PersonId
    finding: Finding
    on: Day
    corrects: int


Event: TypeAlias = FitnessRecorded
