"""What the machine asked the member, and what he answered with one tap."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from solidground.core.kernel import Instant, PersonId

LateAnswer: TypeAlias = Literal["ok", "not_now", "yes", "no", "accept", "decline", "made", "no_answer", "hand_over"]
"""What may be answered after the end: by the member, or by who was asked to be in touch with him. Never a call."""


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
class AnswerTakenBack:
    """The tap was a mistake: the question is open as it was, and nobody is asked anew."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class AskLapsed:
    """No tap came. Silence is silence, neither a risk nor "fine"."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    key: str
    occurrence: int
    owed_at: Instant


@dataclass(frozen=True, slots=True)
class AnswerKept:
    """An answer came after the case was closed. It opens nothing, and waits for a person who reads it."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    answer: LateAnswer


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """A person has read the answers that came after the end."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId


Event: TypeAlias = AskSent | AskAnswered | AnswerTakenBack | AskLapsed | AnswerKept | AnswerSeen
