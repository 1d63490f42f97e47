"""What happened to a rota. Stream ``rota/<name>``, on care's side."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.kernel import Instant, PersonId
from solidground.core.roster.intervals import Interval
from solidground.core.roster.roles import Role
from solidground.core.roster.rota.state import Layer


@dataclass(frozen=True, slots=True)
class RotaSet:
    """The turns are these from now on."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    rota: str
    role: Role
    zone: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class RotaEnded:
    """The rota is no longer used."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class OverrideSet:
    """This person is on call in this time, whoever's turn it is."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    person: PersonId
    from_at: Instant
    to_at: Instant


@dataclass(frozen=True, slots=True)
class OverrideRemoved:
    """The turns count again in this time."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    from_at: Instant
    to_at: Instant


@dataclass(frozen=True, slots=True)
class SwapAsked:
    """One of two asked the other to swap; nothing has changed yet."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    swap: str
    other: PersonId
    given: Interval
    taken: Interval


@dataclass(frozen=True, slots=True)
class SwapAgreed:
    """Both agreed: each takes the other's turns."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    swap: str


@dataclass(frozen=True, slots=True)
class SwapDeclined:
    """One of the two would not; nothing changes."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    swap: str


Event: TypeAlias = RotaSet | RotaEnded | OverrideSet | OverrideRemoved | SwapAsked | SwapAgreed | SwapDeclined
