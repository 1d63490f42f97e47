"""What happened to what the member shares."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.care.share.things import SharedAs, Thing
from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class ShareGiven:
    """The member lets a person see some things, in place of what that person saw before."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    person: PersonId
    seen_as: SharedAs
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class ShareRenewed:
    """The member lets a person go on seeing it: the time of the share begins again."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    person: PersonId


@dataclass(frozen=True, slots=True)
class ShareEnded:
    """The member shares nothing with this person any more. Nobody is told."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    person: PersonId


Event: TypeAlias = ShareGiven | ShareRenewed | ShareEnded
