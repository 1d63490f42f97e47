"""What a member may ask of his own decision, and what somebody beside him may."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.duty.delivered.events import Option
from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class BeginDraft:
    """The member begins."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class ChooseOption:
    """It would be this, from that day on; either may stay open."""

    at: Instant
    by: PersonId
    option: Option | None
    last_on: Day | None


@dataclass(frozen=True, slots=True)
class DropDraft:
    """The member throws it away."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class AskBeside:
    """The member wants somebody beside him."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class JoinBeside:
    """Whoever asks stands beside the member, who gave him the code with this number."""

    at: Instant
    by: PersonId
    number: int


@dataclass(frozen=True, slots=True)
class LeaveBeside:
    """Whoever asks stands beside him no more."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class SignDecision:
    """The member signs."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class TakeBackSignature:
    """The member takes his signature back."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class SendDecision:
    """The member sends it: the paper is called ``delivered`` from then on."""

    at: Instant
    by: PersonId
    delivered: str


@dataclass(frozen=True, slots=True)
class PurgeDraft:
    """What was thrown away need not be kept."""

    at: Instant
    by: PersonId


Command: TypeAlias = (
    BeginDraft
    | ChooseOption
    | DropDraft
    | AskBeside
    | JoinBeside
    | LeaveBeside
    | SignDecision
    | TakeBackSignature
    | SendDecision
    | PurgeDraft
)
