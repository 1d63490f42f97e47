"""What became of one thing that was taken from a member. Never a serial number, a name or a text somebody wrote."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Day, Instant, PersonId

Kind: TypeAlias = Literal["service_weapon", "badge", "other"]
Why: TypeAlias = Literal["standard", "evidence", "inspection"]
"""Why it was taken: as after every shooting, because it is evidence, or to be looked at. Each is no discipline."""

Place: TypeAlias = Literal["property_room", "supervisor", "laboratory", "prosecutor", "other_agency"]
Step: TypeAlias = Literal["taken", "replacement", "returned"]
"""The three hand-overs: it is taken, another is given in its place, it comes back."""

PutOff: TypeAlias = Literal["none_ready", "on_leave", "not_decided", "none_for_now"]
"""Why no replacement was offered; the last says that it was decided so, until somebody looks at it again."""

Decides: TypeAlias = Literal["supervisor", "property_officer", "chief"]


@dataclass(frozen=True, slots=True)
class PropertyTaken:
    """A thing was taken from ``member`` by ``taker`` on the day ``on``.

    ``incident`` is the one that was known then, empty where none was entered yet.
    He hears more by ``next_on``; ``ask_at`` is when whoever tells him is asked to, in the morning of that day.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    member: PersonId
    incident: str
    kind: Kind
    why: Why
    place: Place
    taker: PersonId
    on: Day
    next_on: Day
    zone: str
    ask_at: Instant


@dataclass(frozen=True, slots=True)
class PropertyHandoverBegun:
    """A replacement, or the thing itself, is given to the member; whoever gives it has confirmed it by that."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: Step
    on: Day


@dataclass(frozen=True, slots=True)
class PropertyHandoverConfirmed:
    """One of the two says that a hand-over was so. It counts once both have."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: Step


@dataclass(frozen=True, slots=True)
class ConfirmationTakenBack:
    """Somebody takes back what he confirmed. ``falls`` says that the hand-over is gone with it."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    step: Step
    falls: bool


@dataclass(frozen=True, slots=True)
class PropertyCorrected:
    """What was taken, why, or on which day was written down wrong. Whoever else confirmed it is asked again."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    kind: Kind
    why: Why
    on: Day


@dataclass(frozen=True, slots=True)
class IncidentLinked:
    """On the day ``on`` the incident it was taken after was looked for again; empty where there is none.

    It stands here whether another one was found or not: whoever asked is told of no incident, nor that there is none.
    """

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    incident: str
    on: Day


@dataclass(frozen=True, slots=True)
class PropertyMoved:
    """The thing is in another place."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    place: Place


@dataclass(frozen=True, slots=True)
class ReplacementOffered:
    """Another one was offered."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class ReplacementPutOff:
    """No other one was offered, and why; who decides about it, and by which day."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    why: PutOff
    decides: Decides
    decides_on: Day


@dataclass(frozen=True, slots=True)
class QualificationRecorded:
    """The day on which the member qualified with the replacement."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    on: Day


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


@dataclass(frozen=True, slots=True)
class DecisionAsked:
    """Whoever decides about a replacement was asked to, or to say why not yet. ``keeper`` is None for nobody."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    keeper: PersonId | None
    way: str | None
    repeat: int
    owed_at: Instant
    ask_at: Instant


Event: TypeAlias = (
    PropertyTaken
    | PropertyHandoverBegun
    | PropertyHandoverConfirmed
    | ConfirmationTakenBack
    | PropertyCorrected
    | IncidentLinked
    | PropertyMoved
    | ReplacementOffered
    | ReplacementPutOff
    | QualificationRecorded
    | MemberTold
    | TellingAsked
    | DecisionAsked
)
