"""What may be asked of an agency's protocol."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class AdoptProtocol:
    """Let a protocol count for new cases; ``over`` is the edition that counted when it was looked at."""

    at: Instant
    by: PersonId
    digest: str
    over: int


Command: TypeAlias = AdoptProtocol
