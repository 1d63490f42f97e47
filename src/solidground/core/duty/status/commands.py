"""What may be asked of a member's duty status."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.duty.status.events import Calls, Pay, Short, Status
from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class RecordDutyStatus:
    """A member is so from the day ``on``.

    ``next_on`` may be left out where ``until_on`` is known: then he hears more by that day. ``corrects`` says that what
    stands now was never so, whatever its days.
    """

    at: Instant
    by: PersonId
    member: PersonId
    status: Status
    on: Day
    until_on: Day | None = None
    next_on: Day | None = None
    pay: Pay = "as_before"
    calls: Calls = "usual"
    caller: PersonId | None = None
    assured: bool = False
    short: Short | None = None
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class GiveAssurance:
    """He has it in writing."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class TellMember:
    """He was told on the day ``on``, and hears more by ``next_on``."""

    at: Instant
    by: PersonId
    on: Day
    next_on: Day


@dataclass(frozen=True, slots=True)
class TickDutyStatus:
    """Time has passed."""

    at: Instant
    by: PersonId


Command: TypeAlias = RecordDutyStatus | GiveAssurance | TellMember | TickDutyStatus
