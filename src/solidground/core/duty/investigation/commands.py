"""What may be asked of the inquiries after an incident."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.duty.investigation.events import Teller, WhyEarly
from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class RecordStatus:
    """An inquiry stands so since the day ``on``; more is heard by ``next_on``, which is None where it has ended."""

    at: Instant
    by: PersonId
    incident: str
    inquiry: str
    status: str
    on: Day
    next_on: Day | None


@dataclass(frozen=True, slots=True)
class RecordTold:
    """Care says, because a person did so: this member was told how an inquiry stands, as written at ``said_at``."""

    at: Instant
    by: PersonId
    incident: str
    member: PersonId
    inquiry: str
    said_at: Instant
    on: Day
    role: Teller


@dataclass(frozen=True, slots=True)
class PlanInterview:
    """Somebody who took part is to be interviewed. ``why`` says why it cannot wait until he has slept."""

    at: Instant
    by: PersonId
    incident: str
    member: PersonId
    on: Day
    minute: int
    why: WhyEarly | None


@dataclass(frozen=True, slots=True)
class CallOffInterview:
    """An interview that lies ahead does not take place."""

    at: Instant
    by: PersonId
    incident: str
    member: PersonId


Command: TypeAlias = RecordStatus | RecordTold | PlanInterview | CallOffInterview
