"""What a tap may say."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from solidground.core.care.ask.events import LateAnswer
from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class AnswerAsk:
    """One tap on what the machine asked."""

    at: Instant
    by: PersonId
    key: str
    occurrence: int
    answer: Literal["ok", "call_me", "not_now", "yes", "no"]
    until_at: Instant | None


@dataclass(frozen=True, slots=True)
class TakeBackAnswer:
    """The tap "I'm OK" was a mistake."""

    at: Instant
    by: PersonId


@dataclass(frozen=True, slots=True)
class KeepAnswer:
    """An answer that came after the case was closed: it is kept for a person to read."""

    at: Instant
    by: PersonId
    answer: LateAnswer


@dataclass(frozen=True, slots=True)
class SeeAnswer:
    """The coordinator or a deputy has read what came after the end."""

    at: Instant
    by: PersonId


Command: TypeAlias = AnswerAsk | TakeBackAnswer | KeepAnswer | SeeAnswer
