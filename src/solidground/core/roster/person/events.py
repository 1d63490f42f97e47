"""What happened to who somebody is."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.kernel import AgencyId, Day, Instant, PersonId
from solidground.core.roster.intervals import Term
from solidground.core.roster.roles import Role


@dataclass(frozen=True, slots=True)
class PersonJoined:
    """Somebody belongs to the agency, for the first time or again."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    person: PersonId
    joined_on: Day
    zone: str


@dataclass(frozen=True, slots=True)
class PersonSeparated:
    """Somebody left the agency: roles and designation end, care and ties go on."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    separated_on: Day
    separated_at: Instant


@dataclass(frozen=True, slots=True)
class PersonDied:
    """Somebody died: nothing is sent to him and nothing asked of him any more."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    died_on: Day


@dataclass(frozen=True, slots=True)
class PersonForgotten:
    """The registry kept nothing of him; every rung he stood on is empty."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class RoleGranted:
    """Two people gave a role."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    seconded_by: PersonId
    role: Role
    term: Term


@dataclass(frozen=True, slots=True)
class RoleEnded:
    """A role ended."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    role: Role


@dataclass(frozen=True, slots=True)
class SupervisorSet:
    """He reports to this person for a time, and to no other in it."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    supervisor: PersonId
    term: Term


@dataclass(frozen=True, slots=True)
class KinDeclared:
    """The two are family."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    kin: PersonId


@dataclass(frozen=True, slots=True)
class KinWithdrawn:
    """The two are not family; it had been declared by mistake."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    kin: PersonId


@dataclass(frozen=True, slots=True)
class LendingAgreed:
    """He helps in another agency for a time."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    agency: AgencyId
    agreement: str
    term: Term


@dataclass(frozen=True, slots=True)
class LendingEnded:
    """He helps in that agency no more."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    agency: AgencyId


Event: TypeAlias = (
    PersonJoined
    | PersonSeparated
    | PersonDied
    | PersonForgotten
    | RoleGranted
    | RoleEnded
    | SupervisorSet
    | KinDeclared
    | KinWithdrawn
    | LendingAgreed
    | LendingEnded
)
