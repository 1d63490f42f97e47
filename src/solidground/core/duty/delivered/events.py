"""What became of a decision that its member delivered. Never a reason, a name, or a word of what was before it."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Day, Instant, PersonId

Option: TypeAlias = Literal[
    "stay", "modified_duty", "leave_of_absence", "medical_leave", "transfer", "retire", "resign"
]
"""What a member can decide about the job. To stay is one of them, and needs no paper."""


@dataclass(frozen=True, slots=True)
class DecisionDelivered:
    """``member`` delivered a decision that he signed on the day ``signed_on``; ``beside`` are who stood beside him.

    ``last_on`` is the last day of the work as it is. Until ``until_at`` he may take it back.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    member: PersonId
    option: Option
    last_on: Day
    signed_on: Day
    beside: tuple[PersonId, ...]
    zone: str
    until_at: Instant


@dataclass(frozen=True, slots=True)
class DeliveryTakenBack:
    """The member took it back: it counts for nothing."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class ReceiptAcknowledged:
    """Somebody of HR said that the agency has it, on the day ``on``. It ends nothing that the member may do."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    on: Day


@dataclass(frozen=True, slots=True)
class ReadersTold:
    """Those who read such papers are told that something waits for them, each by his way, and never what.

    ``taken_back`` says that it is the paper's end, and else its coming.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    readers: tuple[tuple[PersonId, str], ...]
    taken_back: bool


Event: TypeAlias = DecisionDelivered | DeliveryTakenBack | ReceiptAcknowledged | ReadersTold
