"""What every page works with: the store, who is there, the keys of links, the time.

It comes with each request from the server that took it, so no page reaches for anything global. What must never happen
here: a rule.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, cast

from django.http import HttpRequest

from solidground.app.administration import Office
from solidground.app.entering import Hall
from solidground.app.ports import Clock, Store, Witness
from solidground.app.right_time import runs
from solidground.app.rosters import Rosters
from solidground.app.statuses import Statuses
from solidground.core.ground import Ground
from solidground.core.kernel import AgencyId, Instant, PersonId, Span
from solidground.core.notice.token import SigningKey
from solidground.core.protocol.terms import StaffedLine

Draw: TypeAlias = Callable[[Ground, str, int], str]
"""Draws a ground line with a title, so many pixels wide."""

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
    agency: AgencyId
    draw: Draw
    sends: bool = True
    """Whether anything can leave the building."""
    seats: bytes = b""
    """The key of what says who sits before a browser; empty where nobody can sign in."""
    hall: Hall | None = None
    """What signing in works with; None where nobody can, as in the demo."""
    guests: Mapping[str, PersonId] = MappingProxyType({})
    """In the demo alone: whom each role signs in as, without being asked who he is."""
    move: Callable[[Span], None] | None = None
    """In the demo alone: lets so much time pass."""
    statuses: Statuses = Statuses()
    """The agency's own words for how an inquiry stands."""
    witness: Witness | None = None
    """What proves the logs; None where nothing signs them."""
    office: Office | None = None
    """What an administrator looks after; None where there is no data directory, and no stand-in for one."""


def rings(house: House, now: Instant) -> bool:
    """Tell whether whoever is asked to ring is told so: a clock runs, and there is a way out of the building."""
    return house.sends and runs(house.store, now)


def house_of(request: HttpRequest) -> House:
    """Return what a request brought along."""
    return cast("House", request.META[PLACE])
