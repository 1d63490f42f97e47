"""What a tap may say."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

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


Command: TypeAlias = AnswerAsk
