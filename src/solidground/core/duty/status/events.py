"""What was written down of a member's duty status. Never why he is unwell, a name or a text somebody wrote."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Day, Instant, PersonId

Status: TypeAlias = Literal["full", "modified", "administrative_leave", "medical_leave", "leave_of_absence"]

Pay: TypeAlias = Literal["as_before", "part", "none"]

Calls: TypeAlias = Literal["usual", "dates_only", "one_weekly", "as_wished"]
"""Who of command is in touch meanwhile: as with everybody; nobody but for dates; one supervisor who is named, once a
week; or as the member wishes it."""

Short: TypeAlias = Literal["member_asked", "nobody_else", "agreement", "other_leave"]
"""Why a leave is shorter than the agency's own least: the member asked for it, nobody else can stand in, a law or an
agreement says so, or it was another kind of leave."""


@dataclass(frozen=True, slots=True)
class DutyStatusRecorded:
    """A member is so from the day ``on`` until ``until_on``, which is None where no last day is known.

    He hears more by ``next_on``, and ``ask_at`` is when whoever tells him is asked to; both are None on full duty.
    ``assured`` says that he has it in writing: this is standard after such a day, it is not discipline.
    ``caller`` is the one supervisor who calls, else None. ``short`` is why a leave is shorter than ``least_days`` of
    the agency's list; None where it is not. ``corrects`` are the numbers of what this stands in place of.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    member: PersonId
    status: Status
    on: Day
    until_on: Day | None
    next_on: Day | None
    pay: Pay
    calls: Calls
    caller: PersonId | None
    assured: bool
    short: Short | None
    least_days: int
    corrects: tuple[int, ...]
    zone: str
    ask_at: Instant | None


@dataclass(frozen=True, slots=True)
class AssuranceGiven:
    """The member has it in writing that this is standard after such a day, and is not discipline."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class MemberTold:
    """The member was told on the day ``on`` how it stands, even where nothing is new, and hears more by ``next_on``."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    on: Day
    next_on: Day
    ask_at: Instant


@dataclass(frozen=True, slots=True)
class TellingAsked:
    """Somebody of command was asked to tell the member. ``keeper`` is None where nobody could be asked."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    keeper: PersonId | None
    way: str | None
    repeat: int
    owed_at: Instant
    ask_at: Instant


Event: TypeAlias = DutyStatusRecorded | AssuranceGiven | MemberTold | TellingAsked
