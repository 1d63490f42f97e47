"""How an inquiry stands, in words: for the member, for those who care for him, and for whoever is to bring it.

What must never happen here: a word of what an inquiry found, or one that sounds like guilt.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.news import Heading, NewsSeen
from solidground.app.asking.questions import MyNews, NewsOf
from solidground.core.kernel import CaseId
from solidground.web.gate import Seat, answered
from solidground.web.named import inquiry_words
from solidground.web.property_words import Pair, day_words

SPOTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "": gettext_noop("Anywhere but the precinct"),
        "coffee": gettext_noop("Over a coffee, away from work"),
        "home": gettext_noop("At my home"),
        "walk": gettext_noop("On a walk"),
        "phone": gettext_noop("By phone"),
        "work": gettext_noop("At work"),
    }
)
"""Where a member wants to be told: as he chooses it."""

WHERE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "": gettext_noop("They named no place: not the precinct."),
        "coffee": gettext_noop("They want to hear it over a coffee, away from work."),
        "home": gettext_noop("They want to hear it at their home."),
        "walk": gettext_noop("They want to hear it on a walk."),
        "phone": gettext_noop("They want to hear it by phone."),
        "work": gettext_noop("They want to hear it at work."),
    }
)
"""The same, for whoever is to tell him."""


class Carried(NamedTuple):
    """What somebody is to bring, and where."""

    pairs: tuple[Pair, ...]
    where: str


def my_news(seat: Seat) -> tuple[Pair, ...]:
    """Return a line for each inquiry of which whoever asks was told, or that his limit lets show."""
    found: NewsSeen = answered(seat, MyNews())
    return tuple([_pair(seat, one, mine=True) for one in found.known])


def news_of(seat: Seat, case: CaseId) -> tuple[Pair, ...]:
    """Return the same of the member of a case, to who may know of it."""
    found: NewsSeen = answered(seat, NewsOf(case))
    return pairs(seat, found.known)


def pairs(seat: Seat, known: tuple[Heading, ...]) -> tuple[Pair, ...]:
    """Return a line for each inquiry of somebody else."""
    return tuple([_pair(seat, one, mine=False) for one in known])


def carried(seat: Seat, case: CaseId) -> Carried | None:
    """Return what whoever asks is to bring the member of a case; None where it is nothing."""
    found: NewsSeen = answered(seat, NewsOf(case))
    if not found.carried:
        return None
    lines = [Pair(inquiry_words(one.inquiry), _stands(seat, one)) for one in found.carried]
    return Carried(tuple(lines), gettext(WHERE[found.spot or ""]))


def _pair(seat: Seat, one: Heading, *, mine: bool) -> Pair:
    return Pair(inquiry_words(one.inquiry), f"{_stands(seat, one)} {_told(one, mine=mine)}")


def _stands(seat: Seat, one: Heading) -> str:
    """Return how an inquiry stands, with its days, and how it stood before."""
    heard = one.heard
    said = [_since(seat, one.inquiry, heard.status, heard.on)]
    if heard.next_on is not None:
        said.append(gettext("More is heard by %(day)s.") % {"day": day_words(heard.next_on)})
    for before in one.before:
        stood = _since(seat, one.inquiry, before.status, before.on)
        said.append(gettext("Before that: %(stood)s") % {"stood": stood})
    return " ".join(said)


def _since(seat: Seat, inquiry: str, status: str, on: int) -> str:
    says = gettext(seat.house.statuses.said(inquiry, status))
    return gettext("%(says)s, since %(day)s.") % {"says": says, "day": day_words(on)}


def _told(one: Heading, *, mine: bool) -> str:
    if one.told_on is None and mine:
        return gettext("Nobody has said that they told you. The days you set are over.")
    if one.told_on is None:
        return gettext("Nobody has said that they were told. Their page shows it by now.")
    said = gettext("You were told on %(day)s.") if mine else gettext("They were told on %(day)s.")
    return said % {"day": day_words(one.told_on)}
