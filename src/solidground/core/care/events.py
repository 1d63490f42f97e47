"""What happened in the life of a case.

The catalogue of every event is docs/events.md; a type is for ever, a changed one gets a new schema number and a reader.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import CaseId, Day, Instant, PersonId
from solidground.core.protocol.plan import Plan, Step


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A member's care began, with the plan he is owed. ``began_at`` is when the incident happened."""

    schema: ClassVar[int] = 1
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


@dataclass(frozen=True, slots=True)
class PlanRescheduled:
    """The steps ahead moved: at the member's pace, to the plan's own again, or because a zone changed its rules."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    why: Literal["pace", "planned", "zone"]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PlanMoved:
    """The case went over to a newer protocol, after the difference was shown."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    plan: Plan
    cursor: int


@dataclass(frozen=True, slots=True)
class CaseMadeStanding:
    """Contact on a schedule ended; dates and an open offer remain, for ever."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    why: Literal["declined", "plan_ended", "stopped"]


@dataclass(frozen=True, slots=True)
class CaseReopened:
    """The member came back, or something brought him back: a plan begins again."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    plan: Plan


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """The case ended. Retention runs from here."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    why: Literal["member", "coordinator", "died", "mistake"]


@dataclass(frozen=True, slots=True)
class HoldPlaced:
    """A person recorded a grave injury or an arrest: messages of the machine to the member wait."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    why: Literal["grave_injury", "arrest"]


@dataclass(frozen=True, slots=True)
class HoldLifted:
    """The hold ended."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class MemberDied:
    """A person recorded the member's death: every message stops, the family's own track opens."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    family: PersonId | None


@dataclass(frozen=True, slots=True)
class MemberSeparated:
    """The member left the agency. Nothing else changes."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    on: Day


@dataclass(frozen=True, slots=True)
class LegalHoldPlaced:
    """The details of this case must be kept until the hold is lifted."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class LegalHoldLifted:
    """The details may be purged again when retention has passed."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class InvolvedPersonAdded:
    """Somebody else turned out to have been part of the same incident: he cannot be this member's peer."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    person: PersonId


@dataclass(frozen=True, slots=True)
class DetailsPurged:
    """Retention passed: every earlier event of this case keeps step, day and role alone."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class Purged:
    """What is left of an event whose details were purged."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: str | None
    role: str | None


Event: TypeAlias = (
    CaseOpened
    | PlanRescheduled
    | PlanMoved
    | CaseMadeStanding
    | CaseReopened
    | CaseClosed
    | HoldPlaced
    | HoldLifted
    | MemberDied
    | MemberSeparated
    | LegalHoldPlaced
    | LegalHoldLifted
    | InvolvedPersonAdded
    | DetailsPurged
    | Purged
)
