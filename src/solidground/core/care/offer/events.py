"""What happened to the offer of care."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class OfferMade:
    """A person offered care and gave the limits notice of that version."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int
    notice: str
    held_at: Instant
    way: str | None
    step: str
    role: str


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """The member answered the offer with the limits notice of that version before his eyes."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    notice: str


@dataclass(frozen=True, slots=True)
class OfferAccepted:
    """The member took the offer."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class OfferDeclined:
    """The member said no. It is an answer, and the offer stays open."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


Event: TypeAlias = OfferMade | NoticeGiven | OfferAccepted | OfferDeclined
