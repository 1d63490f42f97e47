"""What may be asked about who somebody is: joining and leaving, roles, ties and lending."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import AgencyId, Day, Instant, PersonId
from solidground.core.roster.roles import Role


@dataclass(frozen=True, slots=True)
class JoinPerson:
    """Somebody belongs to the agency from a day on; ``zone`` is where his days begin."""

    at: Instant
    by: PersonId
    person: PersonId
    joined_on: Day
    zone: str


@dataclass(frozen=True, slots=True)
class SeparatePerson:
    """Somebody leaves the agency; his care does not end with it."""

    at: Instant
    by: PersonId
    separated_on: Day


@dataclass(frozen=True, slots=True)
class RecordDeath:
    """Somebody died."""

    at: Instant
    by: PersonId
    died_on: Day


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """Keep nothing of him but his id."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class GrantRole:
    """Give a role for a time. Takes two people."""

    at: Instant
    by: PersonId
    seconded_by: PersonId
    role: Role
    from_on: Day
    until_on: Day | None = None


@dataclass(frozen=True, slots=True)
class EndRole:
    """Take a role back now. One person is enough to know less."""

    at: Instant
    by: PersonId
    role: Role


@dataclass(frozen=True, slots=True)
class SetSupervisor:
    """Say to whom he reports from a day on; whoever it was before ends there."""

    at: Instant
    by: PersonId
    supervisor: PersonId
    from_on: Day
    until_on: Day | None = None


@dataclass(frozen=True, slots=True)
class DeclareKin:
    """Say who is family; holds both ways and is never asked why."""

    at: Instant
    by: PersonId
    kin: PersonId


@dataclass(frozen=True, slots=True)
class WithdrawKin:
    """Take back what was declared by mistake."""

    at: Instant
    by: PersonId
    kin: PersonId


@dataclass(frozen=True, slots=True)
class AgreeLending:
    """Lend him to another agency under an agreement of the two."""

    at: Instant
    by: PersonId
    agency: AgencyId
    agreement: str
    from_on: Day
    until_on: Day | None = None


@dataclass(frozen=True, slots=True)
class EndLending:
    """End what was lent to an agency now."""

    at: Instant
    by: PersonId
    agency: AgencyId


Command: TypeAlias = (
    JoinPerson
    | SeparatePerson
    | RecordDeath
    | ForgetPerson
    | GrantRole
    | EndRole
    | SetSupervisor
    | DeclareKin
    | WithdrawKin
    | AgreeLending
    | EndLending
)
