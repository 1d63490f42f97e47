"""What the machine asked the member, and what he answered with one tap."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class AskSent:
    """The member was asked."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    member: PersonId
    key: str
    occurrence: int
    owed_at: Instant
    way: str | None
    send_at: Instant


@dataclass(frozen=True, slots=True)
class AskAnswered:
    """One tap. An answer is an answer, never a contact."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int
    answer: Literal["ok", "call_me", "not_now", "yes", "no"]


@dataclass(frozen=True, slots=True)
class AskLapsed:
    """No tap came. Silence is silence, neither a risk nor "fine"."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int
    owed_at: Instant


Event: TypeAlias = AskSent | AskAnswered | AskLapsed
