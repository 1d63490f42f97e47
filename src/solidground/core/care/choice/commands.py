"""What the member may decide."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import Instant, PersonId
from solidground.core.protocol.plan import Spot, Way


@dataclass(frozen=True, slots=True)
class ChooseNotNow:
    """Not now, until a day."""

    at: Instant
    by: PersonId
    until_at: Instant


@dataclass(frozen=True, slots=True)
class TakeBackNotNow:
    """The tap "not now" was a mistake."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class RuleOut:
    """This person is not to contact him."""

    at: Instant
    by: PersonId
    person: PersonId


@dataclass(frozen=True, slots=True)
class LetBackIn:
    """A person ruled out before may."""

    at: Instant
    by: PersonId
    person: PersonId


@dataclass(frozen=True, slots=True)
class AdviseNoContact:
    """The member says: My lawyer says no contact."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class ResumeContact:
    """Contact may go on."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class StopContact:
    """No more contact on a schedule."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class ChooseWay:
    """How he wants to be reached."""

    at: Instant
    by: PersonId
    way: Way


@dataclass(frozen=True, slots=True)
class ChooseSpot:
    """Where he wants to meet."""

    at: Instant
    by: PersonId
    spot: Spot


@dataclass(frozen=True, slots=True)
class ChooseAnniversary:
    """Whether anyone should be in touch near the day."""

    at: Instant
    by: PersonId
    wanted: bool


@dataclass(frozen=True, slots=True)
class CallMe:
    """Ring whoever is on call, now."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class UndoCall:
    """The tap was a mistake."""

    at: Instant
    by: PersonId


Command: TypeAlias = (
    ChooseNotNow
    | TakeBackNotNow
    | RuleOut
    | LetBackIn
    | AdviseNoContact
    | ResumeContact
    | StopContact
    | ChooseWay
    | ChooseSpot
    | ChooseAnniversary
    | CallMe
    | UndoCall
)
