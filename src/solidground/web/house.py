"""What every page works with: the store, who is there, the keys of links, the time.

It comes with each request from the server that took it, so no page reaches for anything global. What must never happen
here: a rule.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, cast

from django.http import HttpRequest

from solidground.app.administration import Office
from solidground.app.duty_terms import shipped_terms
from solidground.app.editions import protocol_in_force
from solidground.app.entering import Hall
from solidground.app.opening import Opening
from solidground.app.options import Options
from solidground.app.outside import Prints
from solidground.app.ports import Clock, Store, Witness
from solidground.app.right_time import runs
from solidground.app.rosters import Rosters
from solidground.app.statuses import Statuses
from solidground.core.duty.terms import Terms
from solidground.core.ground import Ground
from solidground.core.kernel import AgencyId, Instant, PersonId, Span
from solidground.core.notice.token import SigningKey
from solidground.core.protocol.terms import Notice, Protocol, StaffedLine
from solidground.core.words import Tell

Draw: TypeAlias = Callable[[Ground, str, int, Tell], str]
"""Draws a ground line with a title, so many pixels wide, in some language."""

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
    opening: Opening | None = None
    """What opening care needs that no incident began."""
    tls: bool = False
    """Whether the agency's address is one that nobody on the way can read."""
    guests: Mapping[str, PersonId] = MappingProxyType({})
    """In the demo alone: whom each role signs in as, without being asked who he is."""
    proxies: int = 0
    """Through how many servers of the agency's own every request comes; 0 where callers come to us directly."""
    move: Callable[[Span], None] | None = None
    """In the demo alone: lets so much time pass."""
    written: str = ""
    """The text of the protocol that the settings name, until somebody puts another in force; empty for the shipped."""
    protocol: Protocol | None = None
    """The protocol that the settings name, until somebody puts another in force."""
    statuses: Statuses = Statuses()
    """The agency's own words for how an inquiry stands."""
    duty: Terms = shipped_terms()
    """What the agency's command owes after an incident, and by when."""
    options: Options = Options()
    """What each way of a decision means here, and how long may be waited."""
    witness: Witness | None = None
    """What proves the logs; None where nothing signs them."""
    office: Office | None = None
    """What an administrator looks after; None where there is no data directory, and no stand-in for one."""
    link: str = ""
    """Where the agency's pages begin; empty where nobody has said, and they are reached on their own machine alone."""
    printing: Prints | None = None
    """What draws papers; None where there are none."""


def rings(house: House, now: Instant) -> bool:
    """Tell whether whoever is asked to ring is told so: a clock runs, and there is a way out of the building."""
    return house.sends and runs(house.store, now)


def protocol_now(house: House) -> Protocol | None:
    """Return the protocol in force for new cases; until somebody puts one in force, that of the settings."""
    with house.store.moment() as unit:
        return protocol_in_force(unit, house.agency) or house.protocol


def line_of(house: House) -> StaffedLine | None:
    """Return the staffed line of the protocol in force."""
    with house.store.moment() as unit:
        found = protocol_in_force(unit, house.agency)
    return house.line if found is None else found.staffed


def notices_of(house: House) -> tuple[Notice, ...]:
    """Return the limits notices of the protocol in force, and those of the settings' own: older cases name these."""
    return tuple(notice for one in (protocol_now(house), house.protocol) if one is not None for notice in one.notices)


def house_of(request: HttpRequest) -> House:
    """Return what a request brought along."""
    return cast("House", request.META[PLACE])
