"""What may be asked about when and how somebody is reached, and for what he may be asked."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.hours import Quiet
from solidground.core.kernel import Day, Instant, PersonId
from solidground.core.protocol.plan import Way


@dataclass(frozen=True, slots=True)
class DesignatePeer:
    """Make somebody a peer supporter for a time."""

    at: Instant
    by: PersonId
    from_on: Day
    until_on: Day | None = None


@dataclass(frozen=True, slots=True)
class EndDesignation:
    """He is no designated peer from now on."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class RecordTraining:
    """He was trained, and the training counts until a day."""

    at: Instant
    by: PersonId
    from_on: Day
    until_on: Day | None = None


@dataclass(frozen=True, slots=True)
class PlanLeave:
    """He is away and is not to be asked."""

    at: Instant
    by: PersonId
    from_at: Instant
    to_at: Instant


@dataclass(frozen=True, slots=True)
class CancelLeave:
    """He is not away in this time after all."""

    at: Instant
    by: PersonId
    from_at: Instant
    to_at: Instant


@dataclass(frozen=True, slots=True)
class SetCapacity:
    """Say how many cases he can carry at once."""

    at: Instant
    by: PersonId
    capacity: int


@dataclass(frozen=True, slots=True)
class AddRoute:
    """Add a way to reach him, or change its address. Takes two people; the address itself stays in the registry."""

    at: Instant
    by: PersonId
    seconded_by: PersonId
    route: str
    way: Way
    commitment: str


@dataclass(frozen=True, slots=True)
class FailRoute:
    """Say that an address failed for good."""

    at: Instant
    by: PersonId
    route: str


@dataclass(frozen=True, slots=True)
class RemoveRoute:
    """Take an address away."""

    at: Instant
    by: PersonId
    route: str


@dataclass(frozen=True, slots=True)
class SetHours:
    """Say when he is not to be disturbed, by his shifts and holidays."""

    at: Instant
    by: PersonId
    quiet: Quiet


@dataclass(frozen=True, slots=True)
class ShareExperience:
    """Say what he has been through and would be asked about; replaces what he said before."""

    at: Instant
    by: PersonId
    tags: tuple[str, ...]


Command: TypeAlias = (
    DesignatePeer
    | EndDesignation
    | RecordTraining
    | PlanLeave
    | CancelLeave
    | SetCapacity
    | AddRoute
    | FailRoute
    | RemoveRoute
    | SetHours
    | ShareExperience
)
