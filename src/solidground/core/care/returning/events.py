"""What happened on a member's way back to work. Command knows none of it; what it learns is an event of its own."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Day, Instant, PersonId

GoesAs: TypeAlias = Literal["partner", "peer", "trainer"]
"""As whom somebody goes along: the member says so."""


@dataclass(frozen=True, slots=True)
class ReturnStepPlanned:
    """The member planned a step, or changed it. ``on`` and ``person`` are None while he has not chosen them.

    Whoever goes along is asked anew: it is another plan.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: str
    on: Day | None
    person: PersonId | None
    goes_as: GoesAs


@dataclass(frozen=True, slots=True)
class ReturnStepAsked:
    """Whoever was picked is asked whether he goes along; without a way to him he is not, and the member sees that.

    ``number`` counts how often somebody was asked for this step.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: str
    number: int
    to: PersonId
    way: str | None
    send_at: Instant


@dataclass(frozen=True, slots=True)
class ReturnStepPutOff:
    """Not now: it stays planned, without a day."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: str


@dataclass(frozen=True, slots=True)
class ReturnStepTakenBack:
    """The member took a step back."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: str


@dataclass(frozen=True, slots=True)
class ReturnStepAgreed:
    """Whoever was picked goes along."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: str


@dataclass(frozen=True, slots=True)
class ReturnStepLeft:
    """Whoever was picked cannot go along; the step is the member's alone again."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: str


@dataclass(frozen=True, slots=True)
class ReturnStepConfirmed:
    """One of the two says that a step was done on the day ``on``. It is done once both say the same."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: str
    on: Day


Event: TypeAlias = (
    ReturnStepPlanned
    | ReturnStepAsked
    | ReturnStepPutOff
    | ReturnStepTakenBack
    | ReturnStepAgreed
    | ReturnStepLeft
    | ReturnStepConfirmed
)
