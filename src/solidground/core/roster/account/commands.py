"""What may be asked about somebody's account."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import Instant, PersonId
from solidground.core.protocol.plan import Way


@dataclass(frozen=True, slots=True)
class InvitePerson:
    """Ask somebody in, by a way of his own or by a letter. What can be misused takes two people."""

    at: Instant
    by: PersonId
    way: Way | None
    seconded_by: PersonId | None = None


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """He comes in by the invitation of that number."""

    at: Instant
    by: PersonId
    number: int


@dataclass(frozen=True, slots=True)
class EndAccount:
    """He has no account any more. He is cared for as before."""

    at: Instant
    by: PersonId


Command: TypeAlias = InvitePerson | OpenAccount | EndAccount
