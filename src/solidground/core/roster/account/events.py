"""What happened to somebody's account."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.kernel import Instant, PersonId
from solidground.core.protocol.plan import Way


@dataclass(frozen=True, slots=True)
class PersonInvited:
    """He was asked in; ``way`` is None for a letter. The invitation before ends with it."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    seconded_by: PersonId | None
    number: int
    way: Way | None
    send_at: Instant


@dataclass(frozen=True, slots=True)
class AccountOpened:
    """He came in by an invitation; what he signed in with before counts no more."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    number: int


@dataclass(frozen=True, slots=True)
class AccountEnded:
    """He has no account any more."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


Event: TypeAlias = PersonInvited | AccountOpened | AccountEnded
