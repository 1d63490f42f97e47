"""What may be asked about news of an inquiry."""

from dataclasses import dataclass
from typing import TypeAlias

from solidground.core.care.state import Carrier
from solidground.core.duty.investigation.events import Stands
from solidground.core.kernel import Day, Instant, PersonId
from solidground.core.protocol.plan import NewsSpot


@dataclass(frozen=True, slots=True)
class ReceiveNews:
    """Command wrote down at ``said_at`` how an inquiry stands."""

    at: Instant
    by: PersonId
    inquiry: str
    status: str
    stands: Stands
    on: Day
    next_on: Day | None
    said_at: Instant


@dataclass(frozen=True, slots=True)
class ChooseNews:
    """Who tells the member such news, where, and after how many days his page shows it all the same."""

    at: Instant
    by: PersonId
    carrier: Carrier
    person: PersonId | None
    spot: NewsSpot | None
    days: int


Command: TypeAlias = ReceiveNews | ChooseNews
