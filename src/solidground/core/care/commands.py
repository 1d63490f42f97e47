"""What may be asked of a case."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from solidground.core.kernel import CaseId, Day, Instant, PersonId, Span
from solidground.core.protocol.plan import Plan, Step


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Begin a member's care with the plan resolved for his part."""

    at: Instant
    by: PersonId
    case: CaseId
    member: PersonId
    incident: str | None
    part: str
    kind: str
    involved: tuple[PersonId, ...]
    began_at: Instant
    jurisdiction: str
    plan: Plan
    ruled_out: tuple[PersonId, ...] = ()
    """Whom he has ruled out in a case of his before: nobody of them is asked in this one either."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed: do what is due now, at most one rung."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class ReschedulePlan:
    """Put the steps ahead at new instants because a zone changed its rules."""

    at: Instant
    by: PersonId
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class SlowDown:
    """The member wants more room: what is ahead is spread twice as wide, within the longest silence."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class ResumePace:
    """The member wants the plan's own pace again: what is ahead goes back to where it was before he slowed it."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class MovePlan:
    """Take the case over to a newer protocol, after its difference was shown."""

    at: Instant
    by: PersonId
    plan: Plan


@dataclass(frozen=True, slots=True)
class ReopenCase:
    """Begin a plan again in a case that is standing or closed."""

    at: Instant
    by: PersonId
    plan: Plan


@dataclass(frozen=True, slots=True)
class CloseCase:
    """End the case."""

    at: Instant
    by: PersonId
    why: Literal["member", "coordinator", "mistake"]


@dataclass(frozen=True, slots=True)
class RecordHold:
    """A person enters a grave injury or an arrest."""

    at: Instant
    by: PersonId
    why: Literal["grave_injury", "arrest"]


@dataclass(frozen=True, slots=True)
class LiftHold:
    """A person ends the hold."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class RecordDeath:
    """A person enters the member's death and the family contact whose own track opens."""

    at: Instant
    by: PersonId
    family: PersonId | None


@dataclass(frozen=True, slots=True)
class RecordSeparation:
    """The member has left the agency."""

    at: Instant
    by: PersonId
    on: Day


@dataclass(frozen=True, slots=True)
class PlaceLegalHold:
    """Keep the details, whatever retention says."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class LiftLegalHold:
    """Let retention run again."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class AddInvolvedPerson:
    """Somebody else was part of the same incident."""

    at: Instant
    by: PersonId
    person: PersonId


@dataclass(frozen=True, slots=True)
class PurgeDetails:
    """Retention has passed: keep step, day and role alone."""

    at: Instant
    by: PersonId
    retention_for: Span


Command: TypeAlias = (
    OpenCase
    | Tick
    | ReschedulePlan
    | SlowDown
    | ResumePace
    | MovePlan
    | ReopenCase
    | CloseCase
    | RecordHold
    | LiftHold
    | RecordDeath
    | RecordSeparation
    | PlaceLegalHold
    | LiftLegalHold
    | AddInvolvedPerson
    | PurgeDetails
)
