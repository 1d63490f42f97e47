"""What happened to when and how somebody is reached."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.hours import Quiet
from solidground.core.kernel import Instant, PersonId
from solidground.core.protocol.plan import Way
from solidground.core.roster.intervals import Term


@dataclass(frozen=True, slots=True)
class PeerDesignated:
    """He is a designated peer for a time."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    term: Term


@dataclass(frozen=True, slots=True)
class DesignationEnded:
    """He is no designated peer any more."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class PeerTrained:
    """He was trained; the training counts for a time."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    term: Term


@dataclass(frozen=True, slots=True)
class LeavePlanned:
    """He is away for a time."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    from_at: Instant
    to_at: Instant


@dataclass(frozen=True, slots=True)
class LeaveCancelled:
    """He is there in this time after all."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    from_at: Instant
    to_at: Instant


@dataclass(frozen=True, slots=True)
class CapacitySet:
    """So many cases he can carry at once."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    capacity: int


@dataclass(frozen=True, slots=True)
class RouteAdded:
    """Two people added an address or changed it; a swapped one shows in the commitment."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    seconded_by: PersonId
    route: str
    way: Way
    commitment: str


@dataclass(frozen=True, slots=True)
class RouteFailed:
    """An address failed for good."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    route: str


@dataclass(frozen=True, slots=True)
class RouteRemoved:
    """An address was taken away."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    route: str


@dataclass(frozen=True, slots=True)
class HoursSet:
    """When he is not to be disturbed."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    quiet: Quiet


@dataclass(frozen=True, slots=True)
class ExperienceShared:
    """What he has been through and would be asked about, in order of the alphabet."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    tags: tuple[str, ...]


Event: TypeAlias = (
    PeerDesignated
    | DesignationEnded
    | PeerTrained
    | LeavePlanned
    | LeaveCancelled
    | CapacitySet
    | RouteAdded
    | RouteFailed
    | RouteRemoved
    | HoursSet
    | ExperienceShared
)
