"""What a member let command know of his way back: a step, its day, and as whom somebody confirmed it with him."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Day, Instant, PersonId

Beside: TypeAlias = Literal["colleague", "trainer"]
"""As whom somebody confirmed it: that a colleague is a peer is nothing that command learns by this."""


@dataclass(frozen=True, slots=True)
class ReturnCompleted:
    """A step was done on the day ``on``: the member confirmed it, and somebody with him."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    member: PersonId
    step: str
    on: Day
    beside: Beside


@dataclass(frozen=True, slots=True)
class ReturnCorrected:
    """A step was done on the day ``on``, and not on the day ``was``. Both stay to be seen."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    member: PersonId
    step: str
    on: Day
    was: Day
    beside: Beside


Event: TypeAlias = ReturnCompleted | ReturnCorrected
