"""What happened to words of the member's own. The words themselves are never in the log."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class WordWritten:
    """The member wrote a few words of his own. They are kept until an instant, and then gone."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    number: int
    until_at: Instant


@dataclass(frozen=True, slots=True)
class WordAddressed:
    """They are for this person, who is told that there is something to read; without a way to him he is not."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    number: int
    to: PersonId
    way: str | None
    send_at: Instant


@dataclass(frozen=True, slots=True)
class WordTakenBack:
    """The member took them back: whoever was not told yet is not, and nobody can read them any more."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    number: int


Event: TypeAlias = WordWritten | WordAddressed | WordTakenBack
