"""What happened to an agency's protocol. Stream ``protocol/agency``, on command's side: it tells of nobody."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.kernel import Instant, PersonId


@dataclass(frozen=True, slots=True)
class ProtocolAdopted:
    """This edition counts for every case that is opened from now on; ``digest`` is the SHA-256 of its text."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    edition: int
    digest: str


Event: TypeAlias = ProtocolAdopted
