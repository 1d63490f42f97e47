"""What may be asked of a rota."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import Instant, PersonId
from solidground.core.roster.intervals import Interval
from solidground.core.roster.roles import Role
from solidground.core.roster.rota.state import Layer


@dataclass(frozen=True, slots=True)
class SetRota:
    """Say who takes turns, in which order, and when one hands over to the next; replaces what was said before."""

    at: Instant
    by: PersonId
    rota: str
    role: Role
    zone: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class EndRota:
    """Nobody is on call by this rota any more."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class SetOverride:
    """Put somebody on call for a time, whoever's turn it is."""

    at: Instant
    by: PersonId
    person: PersonId
    from_at: Instant
    to_at: Instant


@dataclass(frozen=True, slots=True)
class RemoveOverride:
    """Let the turns count again in this time."""

    at: Instant
    by: PersonId
    from_at: Instant
    to_at: Instant


@dataclass(frozen=True, slots=True)
class AskSwap:
    """Ask somebody to take one's own turns in ``given``, for taking his in ``taken``."""

    at: Instant
    by: PersonId
    swap: str
    other: PersonId
    given: Interval
    taken: Interval


@dataclass(frozen=True, slots=True)
class AgreeSwap:
    """Agree to what one was asked."""

    at: Instant
    by: PersonId
    swap: str


@dataclass(frozen=True, slots=True)
class DeclineSwap:
    """Decline what one was asked, or take back what one asked."""

    at: Instant
    by: PersonId
    swap: str


Command: TypeAlias = SetRota | EndRota | SetOverride | RemoveOverride | AskSwap | AgreeSwap | DeclineSwap
