"""What a member did about a decision before anybody else has it. Never a name, a reason, or a word that he wrote."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.duty.delivered.events import Option
from solidground.core.kernel import Day, Instant, PersonId


@dataclass(frozen=True, slots=True)
class DraftBegun:
    """A member began to think it over: it is his alone."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class OptionChosen:
    """He chose what it would be, and from which day on; either may be open still."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    option: Option | None
    last_on: Day | None


@dataclass(frozen=True, slots=True)
class DraftDropped:
    """He threw it away, signed or not."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class BesideAsked:
    """He wants somebody beside him, who may join until ``until_at``."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    until_at: Instant


@dataclass(frozen=True, slots=True)
class BesideJoined:
    """Somebody stands beside him, on a device of his own."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class BesideLeft:
    """Somebody stands beside him no more."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class DecisionSigned:
    """He signed it on the day ``on``. Nobody has it; the agency asks him to wait until ``until_at``."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    on: Day
    until_at: Instant


@dataclass(frozen=True, slots=True)
class SignatureTakenBack:
    """He took his signature back: it is a draft again."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class DecisionSent:
    """He sent it himself. ``delivered`` is what the paper is called from then on."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    delivered: str


@dataclass(frozen=True, slots=True)
class DetailsPurged:
    """He threw it away: of every earlier event the day alone is kept. ``asked`` numbers the codes after it."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    asked: int


Event: TypeAlias = (
    DraftBegun
    | OptionChosen
    | DraftDropped
    | BesideAsked
    | BesideJoined
    | BesideLeft
    | DecisionSigned
    | SignatureTakenBack
    | DecisionSent
    | DetailsPurged
)
