"""What happened to the steps of a case: opened, done, tried, overdue."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Instant, PersonId
from solidground.core.protocol.plan import Step


@dataclass(frozen=True, slots=True)
class StepAdded:
    """An obligation beside the plan: asked again, a date, a call, a decision."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: Step
    occurrence: int
    why: str


@dataclass(frozen=True, slots=True)
class StepOpened:
    """A step came. ``keeper`` is asked at ``send_at``; None where nobody could be found."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int
    owed_at: Instant
    keeper: PersonId | None
    way: str | None
    send_at: Instant
    passed_over: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class KeeperChanged:
    """A step passed to somebody else who is asked at ``send_at``; None where nobody could be found."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int
    turn: int
    keeper: PersonId | None
    way: str | None
    send_at: Instant


@dataclass(frozen=True, slots=True)
class StepReminded:
    """A step fell due and its keeper was reminded."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int
    owed_at: Instant
    keeper: PersonId
    way: str
    send_at: Instant


@dataclass(frozen=True, slots=True)
class StepLapsed:
    """A step was not done in time. The escalation is in the same transaction."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int
    owed_at: Instant
    step: str


@dataclass(frozen=True, slots=True)
class StepCancelled:
    """A step is not owed any more: the member's choice, or overtaken."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int
    why: str


@dataclass(frozen=True, slots=True)
class StepMissed:
    """A step was never done: a later conversation took its place."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class ContactRecorded:
    """A real attempt. ``held_at`` is when it was, to the day when ``precise`` is false."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int
    outcome: Literal["made", "no_answer", "not_now"]
    held_at: Instant
    precise: bool
    way: str | None
    step: str
    role: str


@dataclass(frozen=True, slots=True)
class TaskDone:
    """Somebody did what was owed, and it was no conversation."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int
    held_at: Instant
    step: str
    role: str


@dataclass(frozen=True, slots=True)
class ContactDisputed:
    """The member says that a recorded contact did not happen."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class HandedOn:
    """The keeper passed a step on: somebody else is asked at once."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class NextActDecided:
    """A person decided what a human does next about a member who does not answer."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    act: Literal["visit", "another_person", "wait"]


Event: TypeAlias = (
    StepAdded
    | StepOpened
    | KeeperChanged
    | StepReminded
    | StepLapsed
    | StepCancelled
    | StepMissed
    | ContactRecorded
    | TaskDone
    | ContactDisputed
    | HandedOn
    | NextActDecided
)
