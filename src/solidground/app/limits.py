"""How often one caller may do what needs no account, in all processes together.

Counted in the database under a keyed hash: an address is written down nowhere, and a count goes when its time has
passed. What must never happen here: a bound on the help page, or a link that is right and refused all the same.
"""

import hmac
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

from solidground.app.ports import Store
from solidground.core.kernel import HOUR, MINUTE, AgencyId, Instant, Span
from solidground.core.notice.token import SigningKey

Bounded: TypeAlias = Literal["concern", "token", "sign_in", "beside"]
"""What is bounded: raising a concern, opening a link that is none, trying to sign in, trying a code to stand beside."""

IPV6_HOME_BITS = 64
"""So much of such an address is one home's: who changes the rest is the same caller."""

ADDRESS_MOST = 64
"""The longest word that is taken for an address."""

_DOMAIN = b"solidground caller\x00"


class Bound(NamedTuple):
    """So many at most in such a stretch of time."""

    most: int
    within_for: Span


BOUNDS: Final[Mapping[Bounded, Bound]] = MappingProxyType(
    {
        # A whole station may come from one address, and many may worry on one day.
        "concern": Bound(12, HOUR),
        "token": Bound(30, HOUR),
        "sign_in": Bound(10, 15 * MINUTE),
        "beside": Bound(8, HOUR),
    }
)


class Caller(NamedTuple):
    """Who asks, as far as it may be known: a hash that only the installation's key can make."""

    agency: AgencyId
    mark: str


def caller_of(key: SigningKey, agency: AgencyId, address: str) -> Caller:
    """Return who asks from an address, or under a name: the same in every process, and unreadable without the key."""
    return Caller(agency, hmac.digest(key.secret, _DOMAIN + _home(address).encode(), "sha256").hex())


def allowed(store: Store, what: Bounded, caller: Caller, now: Instant) -> bool:
    """Count one more of what is bounded; return whether this caller may do it still."""
    bound = BOUNDS[what]
    until_at = (now // bound.within_for + 1) * bound.within_for
    with store.transaction() as unit:
        return unit.attempted(caller.agency, what, caller.mark, until_at, bound.most)


def plain_address(address: str) -> str:
    """Return an address as one machine has one: without the port that some servers write after it, and IPv4 as such."""
    word = address[:ADDRESS_MOST].strip()
    if word.startswith("["):
        word = word[1:].partition("]")[0]
    elif word.count(":") == 1:
        word = word.partition(":")[0]
    try:
        found = ip_address(word)
    except ValueError:
        return address
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or found)


def _home(address: str) -> str:
    """Return the part of an address that one caller cannot change at will."""
    plain = plain_address(address)
    try:
        network = ip_network((plain, IPV6_HOME_BITS), strict=False)
    except ValueError:
        # Of IPv4 every address is a home's, and whatever else it is stands for itself.
        return plain
    return str(network)
