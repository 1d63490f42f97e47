"""What may be asked of a consult."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from solidground.core.kernel import CaseId, Instant, PersonId

Soon: TypeAlias = Literal["today", "week"]
"""How soon a peer wants to talk: today, or this week."""


@dataclass(frozen=True, slots=True)
class AskConsult:
    """A peer would like to talk about his own work in a case."""

    at: Instant
    by: PersonId
    case: CaseId
    soon: Soon


@dataclass(frozen=True, slots=True)
class TakeConsult:
    """Somebody who was asked says: I have it."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class EndConsult:
    """The two have talked."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class TakeBackConsult:
    """Who asked needs it no more."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class TickConsult:
    """Time has passed."""

    at: Instant
    by: PersonId


Command: TypeAlias = AskConsult | TakeConsult | EndConsult | TakeBackConsult | TickConsult
