"""What a member chooses beforehand about news of an inquiry: who tells him, where, and when his page shows it anyway.

What must never happen here: a choice that is asked for a reason, or the name of somebody who is not his to choose.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, get_args

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.mine import Mine
from solidground.app.asking.one_case import CaseSeen
from solidground.core.care.news.commands import ChooseNews
from solidground.core.care.news.decider import DAYS, NO_CARRIER, NO_DAYS
from solidground.core.care.state import Carrier
from solidground.core.kernel import PersonId, Refusal
from solidground.core.protocol.plan import NewsSpot
from solidground.core.roster.roles import Role
from solidground.web.gate import Seat
from solidground.web.news_words import SPOTS

PLACES: Final[tuple[NewsSpot, ...]] = get_args(NewsSpot)

ROLES: Final[Mapping[Carrier, str]] = MappingProxyType(
    {
        "peer": gettext_noop("My peer"),
        "coordinator": gettext_noop("The coordinator"),
        "clinician": gettext_noop("A clinician"),
        "chaplain": gettext_noop("A chaplain"),
    }
)
"""Whom somebody may choose without naming anybody."""

HELD: Final[Mapping[Carrier, Role]] = MappingProxyType({"clinician": "clinician", "chaplain": "chaplain"})
"""Roles that not every agency has somebody for."""

DAY_WORDS: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: gettext_noop("At once"),
        1: gettext_noop("After a day"),
        2: gettext_noop("After two days"),
        3: gettext_noop("After three days"),
        5: gettext_noop("After five days"),
        7: gettext_noop("After a week"),
    }
)


class Option(NamedTuple):
    """One thing to choose: what it is sent as, what it says, and whether it is chosen."""

    value: str
    says: str
    chosen: bool


def news_chosen(request: HttpRequest, seat: Seat, seen: CaseSeen) -> ChooseNews | Refusal:
    """Return what a member chose, or why it is nothing."""
    assert seen.mine is not None, "a member sees his own choices"
    form = request.POST
    carrier = next((one for one in _carriers(seat, seen.mine) if one == form.get("carrier", "")), None)
    days = next((one for one in DAYS if str(one) == form.get("days", "")), None)
    if carrier is None or days is None:
        return NO_CARRIER if carrier is None else NO_DAYS
    spot = next((one for one in PLACES if one == form.get("news_spot")), None)
    role, _, person = carrier.partition(":")
    kind = next(one for one in get_args(Carrier) if one == role)
    return ChooseNews(seat.now, seat.viewer.person, kind, PersonId(person) if person else None, spot, days)


def news_shown(form: QueryDict, seat: Seat, mine: Mine) -> dict[str, Any]:
    """Return what the page shows of this choice: as it stands, or as it was sent."""
    now = mine.news
    held = now.carrier if now.person is None else f"{now.carrier}:{now.person}"
    sent = form.get("choice") == "news"
    picked = form.get("carrier", "") if sent else held
    spot = form.get("news_spot", "") if sent else now.spot or ""
    days = form.get("days", "") if sent else str(now.days)
    return {
        "carriers": [Option(one, says, one == picked) for one, says in _carriers(seat, mine).items()],
        "places": [Option(one, gettext(SPOTS[one]), one == spot) for one in ("", *PLACES)],
        "limits": [Option(str(one), gettext(DAY_WORDS[one]), str(one) == days) for one in DAYS],
    }


def _carriers(seat: Seat, mine: Mine) -> dict[str, str]:
    """Return whom somebody may choose: the roles there are here, then those he named himself."""
    roster = seat.reading.people()
    there = [role for role in ROLES if role not in HELD or roster.holders(HELD[role])]
    found: dict[str, str] = {role: gettext(ROLES[role]) for role in there}
    return found | {f"{role}:{person}": person for role, person in mine.named}
