"""What a member chose in his case and may change, for the member alone.

What must never happen here: a reason why. None was asked.
"""

from collections.abc import Sequence
from typing import NamedTuple

from solidground.core.care.companion.decider import COMPANION
from solidground.core.care.decider import Event
from solidground.core.care.news.decider import named_by
from solidground.core.care.offer.events import NoticeGiven, OfferMade
from solidground.core.care.state import Carrier, Case, NewsChoice, Offer, Status, item_of
from solidground.core.kernel import Instant, PersonId
from solidground.core.protocol.plan import Spot, Way


class Given(NamedTuple):
    """A limits notice, by its version, and when it was given."""

    version: str
    at: Instant


class Mine(NamedTuple):
    """How the member's case stands and what he chose. ``notice`` is the version of the notice of his plan."""

    status: Status
    offer: Offer
    notice: str
    given: Given | None
    way: Way | None
    spot: Spot | None
    anniversary: bool | None
    companion_asked: bool
    """Whether he is asked now who should be beside him."""
    offered_to: PersonId | None
    """Who was asked to take over from his companion, and has not said yes."""
    slowed: bool
    """Whether he slowed what is ahead, and may let it run as planned again."""
    news: NewsChoice
    named: tuple[tuple[Carrier, PersonId], ...]
    """Whom he may name to bring him news, and as what."""


def mine_of(case: Case, events: Sequence[Event]) -> Mine:
    """Return what the member of a case chose."""
    choices = case.choices
    asked = item_of(case, COMPANION)
    return Mine(
        case.status,
        case.offer,
        case.plan.notice,
        _given(events),
        choices.way,
        choices.spot,
        choices.anniversary,
        case.companion.person is None and asked is not None and asked.stage != "ahead",
        case.companion.offered_to,
        bool(case.life.planned),
        choices.news,
        _named(case),
    )


def _named(case: Case) -> tuple[tuple[Carrier, PersonId], ...]:
    """Return whom he may name: who is beside him, those with whom he shares something, and whom he named before."""
    now = case.choices.news
    kinds: tuple[Carrier, ...] = ("companion", "family", "clinician")
    found = [(kind, person) for kind in kinds for person in named_by(case, kind)]
    before = [(now.carrier, now.person)] if now.person is not None else []
    return tuple(dict.fromkeys([*found, *before]))


def _given(events: Sequence[Event]) -> Given | None:
    for event in reversed(events):
        if isinstance(event, OfferMade | NoticeGiven):
            return Given(event.notice, event.held_at if isinstance(event, OfferMade) else event.at)
    return None
