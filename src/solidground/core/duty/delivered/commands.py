"""What may be asked of a decision that is delivered."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.duty.delivered.events import Option
from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class DeliverDecision:
    """The member who asks delivers what he signed on the day ``signed_on``, with ``beside`` beside him."""

    at: Instant
    by: PersonId
    option: Option
    last_on: Day
    signed_on: Day
    beside: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class TakeBackDelivery:
    """The member takes it back."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class AcknowledgeReceipt:
    """Whoever asks says that the agency has it."""

    at: Instant
    by: PersonId


Command: TypeAlias = DeliverDecision | TakeBackDelivery | AcknowledgeReceipt
