"""What every page works with: the store, who is there, the keys of links, the time.

It comes with each request from the server that took it, so no page reaches for anything global. What must never happen
here: a rule.
"""

from typing import NamedTuple, cast

from django.http import HttpRequest

from solidground.app.ports import Clock, Store
from solidground.app.rosters import Rosters
from solidground.core.notice.token import SigningKey
from solidground.core.protocol.terms import StaffedLine

PLACE = "solidground.house"
"""Where a request carries it."""


class House(NamedTuple):
    """One installation, as its pages see it. ``jurisdiction`` and ``zone`` are the agency's.

    ``line`` is the staffed line of its protocol: who is shown to somebody for whom another is being rung.
    """

    store: Store
    rosters: Rosters
    keys: dict[int, SigningKey]
    clock: Clock
    zone: str
    jurisdiction: str
    line: StaffedLine | None


def house_of(request: HttpRequest) -> House:
    """Return what a request brought along."""
    return cast("House", request.META[PLACE])
