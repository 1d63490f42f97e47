"""What may be asked of a fitness-for-duty exam."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.duty.fitness.events import Finding
from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class RecordFitness:
    """A member was referred on the day ``on``, or an exam ended so on that day."""

    at: Instant
    by: PersonId
    member: PersonId
    finding: Finding
    on: Day


Command: TypeAlias = RecordFitness
