"""What may be asked of what command knows of a member's way back."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.duty.returned.events import Beside
from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class CompleteReturn:
    """The member lets command know that a step was done on the day ``on``, and who confirmed it beside him.

    ``was`` is the day that he had said before, None where it is new.
    """

    at: Instant
    by: PersonId
    member: PersonId
    step: str
    on: Day
    beside: Beside
    was: Day | None


Command: TypeAlias = CompleteReturn
"""The union of what may be asked: one command, the disclosure."""
