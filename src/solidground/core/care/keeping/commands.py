"""What may be asked of those who hold a case."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """The member says: I have it."""

    at: Instant
    by: PersonId
    ladder: str
    role: str


@dataclass(frozen=True, slots=True)
class DeclineRung:
    """Somebody who was asked says: I cannot. The next person is asked at once."""

    at: Instant
    by: PersonId
    ladder: str


@dataclass(frozen=True, slots=True)
class AssignPeer:
    """The coordinator puts a person at the member's side."""

    at: Instant
    by: PersonId
    peer: PersonId


@dataclass(frozen=True, slots=True)
class ChangePeer:
    """The member wants somebody else."""

    at: Instant
    by: PersonId


Command: TypeAlias = Acknowledge | DeclineRung | AssignPeer | ChangePeer
