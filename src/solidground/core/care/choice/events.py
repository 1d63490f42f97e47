"""What the member decided. Every one is an answer."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.kernel import Instant, PersonId
from solidground.core.protocol.plan import Spot, Way


@dataclass(frozen=True, slots=True)
class NotNowChosen:
    """Not now, until a day. Nothing escalates; somebody asks again then."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    until_at: Instant


@dataclass(frozen=True, slots=True)
class NotNowTakenBack:
    """The tap was a mistake: what it ended goes on. ``until_at`` is the rest there was before, if there was one."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    until_at: Instant | None


@dataclass(frozen=True, slots=True)
class PersonRuledOut:
    """This person is not to contact him. No reason is asked, and nobody is told."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    person: PersonId


@dataclass(frozen=True, slots=True)
class PersonLetBackIn:
    """A person ruled out before may contact him again."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    person: PersonId


@dataclass(frozen=True, slots=True)
class NoContactAdvised:
    """The member says: My lawyer says no contact."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    until_at: Instant


@dataclass(frozen=True, slots=True)
class ContactResumed:
    """Contact may go on."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class ContactStopped:
    """The member stopped all contact on a schedule. The offer stays open."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class WayChosen:
    """How, or where, he wants to be reached."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    way: Way


@dataclass(frozen=True, slots=True)
class SpotChosen:
    """Where he wants to meet: coffee, not the precinct. Whoever comes to him is told."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    spot: Spot


@dataclass(frozen=True, slots=True)
class AnniversaryChosen:
    """Asked at month 11: whether anyone should be in touch near the day."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    wanted: bool


@dataclass(frozen=True, slots=True)
class CallAsked:
    """The member wants to be called: whoever is on call is rung at once, through quiet hours."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    occurrence: int


@dataclass(frozen=True, slots=True)
class CallUndone:
    """The tap was a mistake. Whoever was rung is told."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    occurrence: int
    told: PersonId | None
    way: str | None


Event: TypeAlias = (
    NotNowChosen
    | NotNowTakenBack
    | PersonRuledOut
    | PersonLetBackIn
    | NoContactAdvised
    | ContactResumed
    | ContactStopped
    | WayChosen
    | SpotChosen
    | AnniversaryChosen
    | CallAsked
    | CallUndone
)
