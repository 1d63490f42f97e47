"""What the member may ask about what he shares."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.care.share.things import SharedAs, Thing
from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class GiveShare:
    """This person may see these things, and no others."""

    at: Instant
    by: PersonId
    person: PersonId
    seen_as: SharedAs
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class RenewShare:
    """This person may see for another while what he saw."""

    at: Instant
    by: PersonId
    person: PersonId


@dataclass(frozen=True, slots=True)
class EndShare:
    """This person sees nothing any more."""

    at: Instant
    by: PersonId
    person: PersonId


Command: TypeAlias = GiveShare | RenewShare | EndShare
