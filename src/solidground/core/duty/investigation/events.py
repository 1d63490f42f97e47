"""What became known of the inquiries after an incident, and who was told of it. Never what they found."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Day, Instant, PersonId

Stands: TypeAlias = Literal["open", "decided", "closed"]
"""What a word of an agency's list means, wherever it is read: still going on, decided, or at its end."""

Teller: TypeAlias = Literal["care"]
"""Whose role it was to tell the member, as far as command may know it: which of his own people it was is his."""

WhyEarly: TypeAlias = Literal["member_asked", "law_sets_day", "public_safety"]
"""Why an interview is sooner than he has slept: he wants it so, a law names the day, or somebody else is in danger."""


@dataclass(frozen=True, slots=True)
class StatusRecorded:
    """An inquiry stands so since the day ``on``. ``status`` is a word of the agency's list, ``stands`` what it means.

    ``next_on`` is the day by which more is heard, None where the inquiry has ended.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    incident: str
    inquiry: str
    status: str
    stands: Stands
    on: Day
    next_on: Day | None


@dataclass(frozen=True, slots=True)
class StatusTold:
    """A person told a member how an inquiry stands, on the day ``on``: a disclosure care made on purpose.

    ``said_at`` is when that status was written down. Who told him is not here.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    incident: str
    member: PersonId
    inquiry: str
    said_at: Instant
    on: Day
    role: Teller


@dataclass(frozen=True, slots=True)
class InterviewPlanned:
    """Somebody who took part is interviewed at ``starts_at``, on the day ``on``.

    ``rested_at`` is from when on he had slept; ``why`` says why it could not wait until then, None where it does.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    incident: str
    member: PersonId
    starts_at: Instant
    on: Day
    zone: str
    rested_at: Instant
    why: WhyEarly | None


@dataclass(frozen=True, slots=True)
class InterviewCalledOff:
    """The interview that was planned last for a member does not take place. What was planned stays in the log."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    incident: str
    member: PersonId


Event: TypeAlias = StatusRecorded | StatusTold | InterviewPlanned | InterviewCalledOff
