"""What the member may ask about words of his own."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class WriteWord:
    """Tell these people that he has written to them. ``number`` says which of his words it is, from 1."""

    at: Instant
    by: PersonId
    number: int
    to: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class TakeBackWord:
    """Take it back: nobody else is told of it, and it can no longer be read."""

    at: Instant
    by: PersonId
    number: int


Command: TypeAlias = WriteWord | TakeBackWord
