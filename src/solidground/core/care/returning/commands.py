"""What may be asked of a member's way back to work."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.care.returning.events import GoesAs
from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class PlanReturnStep:
    """The member plans a step, or changes what he planned of it.

    ``steps`` is the agency's list of today. ``on`` and ``person`` are None while he has not chosen them.
    """

    at: Instant
    by: PersonId
    step: str
    steps: tuple[str, ...]
    on: Day | None
    person: PersonId | None
    goes_as: GoesAs


@dataclass(frozen=True, slots=True)
class PutOffReturnStep:
    """Not now: the step stays, without a day. Nothing asks for it again."""

    at: Instant
    by: PersonId
    step: str


@dataclass(frozen=True, slots=True)
class TakeBackReturnStep:
    """The member takes a step back."""

    at: Instant
    by: PersonId
    step: str


@dataclass(frozen=True, slots=True)
class AgreeReturnStep:
    """Whoever was picked goes along."""

    at: Instant
    by: PersonId
    step: str


@dataclass(frozen=True, slots=True)
class LeaveReturnStep:
    """Whoever was picked cannot go along."""

    at: Instant
    by: PersonId
    step: str


@dataclass(frozen=True, slots=True)
class ConfirmReturnStep:
    """One of the two says that the step was done on a day. Said with another day by the member, it is a correction.

    ``followed``: by the agency's list of today it is a return to duty, after which somebody is in touch.
    """

    at: Instant
    by: PersonId
    step: str
    on: Day
    followed: bool = False


Command: TypeAlias = (
    PlanReturnStep | PutOffReturnStep | TakeBackReturnStep | AgreeReturnStep | LeaveReturnStep | ConfirmReturnStep
)
