"""What may be asked of one thing that was taken from a member."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.duty.property.events import Decides, Kind, Place, PutOff, Step, Why
from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class TakeProperty:
    """A thing was taken by ``taker`` on the day ``on``; the member hears more by ``next_on``.

    ``incident`` is empty where none was entered yet.
    """

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


@dataclass(frozen=True, slots=True)
class BeginHandover:
    """Whoever asks gives the member a replacement, or the thing back."""

    at: Instant
    by: PersonId
    step: Step
    on: Day


@dataclass(frozen=True, slots=True)
class ConfirmHandover:
    """Whoever asks says that a hand-over was so."""

    at: Instant
    by: PersonId
    step: Step


@dataclass(frozen=True, slots=True)
class TakeBackConfirmation:
    """Whoever asks takes back what he confirmed, before the other one has."""

    at: Instant
    by: PersonId
    step: Step


@dataclass(frozen=True, slots=True)
class CorrectProperty:
    """What was taken, why, or when was written down wrong."""

    at: Instant
    by: PersonId
    kind: Kind
    why: Why
    on: Day


@dataclass(frozen=True, slots=True)
class LinkIncident:
    """The incident it was taken after is looked for again: ``incident`` is the one that was found, empty for none."""

    at: Instant
    by: PersonId
    incident: str


@dataclass(frozen=True, slots=True)
class MoveProperty:
    """It is in another place now."""

    at: Instant
    by: PersonId
    place: Place


@dataclass(frozen=True, slots=True)
class OfferReplacement:
    """Another one is offered."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class PutOffReplacement:
    """None is offered now: why, who decides, and by which day."""

    at: Instant
    by: PersonId
    why: PutOff
    decides: Decides
    decides_on: Day


@dataclass(frozen=True, slots=True)
class RecordQualification:
    """He qualified with the replacement on a day."""

    at: Instant
    by: PersonId
    on: Day


@dataclass(frozen=True, slots=True)
class TellMember:
    """He was told on the day ``on``, and hears more by ``next_on``."""

    at: Instant
    by: PersonId
    on: Day
    next_on: Day


@dataclass(frozen=True, slots=True)
class TickProperty:
    """Time has passed."""

    at: Instant
    by: PersonId


Command: TypeAlias = (
    TakeProperty
    | BeginHandover
    | ConfirmHandover
    | TakeBackConfirmation
    | CorrectProperty
    | LinkIncident
    | MoveProperty
    | OfferReplacement
    | PutOffReplacement
    | RecordQualification
    | TellMember
    | TickProperty
)
