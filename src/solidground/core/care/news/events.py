"""What became of news of an inquiry on its way to a member."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from solidground.core.care.state import Carrier
from solidground.core.duty.investigation.events import Stands
from solidground.core.kernel import Day, Instant, PersonId
from solidground.core.protocol.plan import NewsSpot


@dataclass(frozen=True, slots=True)
class NewsReceived:
    """An inquiry stands so, as command wrote down at ``said_at``. The member has not been told."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    inquiry: str
    status: str
    stands: Stands
    on: Day
    next_on: Day | None
    said_at: Instant


@dataclass(frozen=True, slots=True)
class NewsTold:
    """A person told the member, on the day ``on``, all that waited: each inquiry, with when command wrote it down."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    on: Day
    told: tuple[tuple[str, Instant], ...]
    step: str
    role: str


@dataclass(frozen=True, slots=True)
class NewsChosen:
    """The member chose who tells him such news, where, and after how many days his page shows it all the same."""

    schema: ClassVar[int] = 1
    at: Instant
    by: PersonId
    carrier: Carrier
    person: PersonId | None
    spot: NewsSpot | None
    days: int


Event: TypeAlias = NewsReceived | NewsTold | NewsChosen
