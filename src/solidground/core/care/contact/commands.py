"""What may be recorded of contact."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class RecordContact:
    """A peer says how it went. ``held_at`` may lie in the past, to the day when not ``precise``."""

    at: Instant
    by: PersonId
    key: str
    occurrence: int | None
    outcome: Literal["made", "no_answer", "not_now"]
    held_at: Instant
    precise: bool
    way: str | None
    until_at: Instant | None
    role: str


@dataclass(frozen=True, slots=True)
class RecordTask:
    """Somebody did what was owed."""

    at: Instant
    by: PersonId
    key: str
    occurrence: int | None
    held_at: Instant
    role: str


@dataclass(frozen=True, slots=True)
class HandOn:
    """The keeper passes a step on to somebody else. ``of`` is whose step it is where a coordinator does it for him."""

    at: Instant
    by: PersonId
    key: str
    occurrence: int | None
    of: PersonId | None = None


@dataclass(frozen=True, slots=True)
class DisputeContact:
    """The member says that it did not happen."""

    at: Instant
    by: PersonId
    key: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class AddDate:
    """A day that matters: a hearing, a verdict, the end of a leave."""

    at: Instant
    by: PersonId
    label: Literal["hearing", "verdict", "leave_ends", "release", "return_to_duty"]
    on_at: Instant
    local: str


@dataclass(frozen=True, slots=True)
class RemoveDate:
    """That day was put off, or entered by mistake."""

    at: Instant
    by: PersonId
    key: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class DecideNextAct:
    """The coordinator decides what a human does next about a member who does not answer."""

    at: Instant
    by: PersonId
    act: Literal["visit", "another_person", "wait"]
    until_at: Instant | None


Command: TypeAlias = RecordContact | RecordTask | HandOn | DisputeContact | AddDate | RemoveDate | DecideNextAct
