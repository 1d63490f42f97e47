"""Where each role begins, and what somebody who is signed in can go to.

What must never happen here: a way to a page that does not exist for him. A page decides by itself whom it answers.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from solidground.app.asking.family import is_family
from solidground.app.asking.reading import Reading
from solidground.core.wall import Role, Viewer

BEGINS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "member": "/me",
        "peer": "/list",
        "coordinator": "/board",
        "clinician": "/clinician",
        "family": "/family",
        "supervisor": "/supervisor",
        "liaison": "/liaison",
        "hr": "/hr",
        "property": "/property",
        "chief": "/work",
        "administrator": "/administration",
        "cosigner": "/checkpoints",
    }
)
"""Where each role of the story begins."""


class Way(NamedTuple):
    """One page to go to. What is not ``daily`` is behind "More"."""

    address: str
    words: str
    daily: bool = False


ACCOUNTS: Final = "/accounts"

ACCOUNT: Final = Way("/account", "Account")
"""Shown last, to whoever has one."""

_Opens: TypeAlias = Callable[[Viewer, Reading], bool]


def _always(_viewer: Viewer, _reading: Reading) -> bool:
    return True


def _others(viewer: Viewer, _reading: Reading) -> bool:
    return not viewer.roles & {Role.CHIEF, Role.FAMILY_CONTACT, Role.PROPERTY_OFFICER}


def _any(*roles: Role) -> _Opens:
    return lambda viewer, _reading: bool(viewer.roles & set(roles))


def _helps(viewer: Viewer, reading: Reading) -> bool:
    me = reading.people().people.get(viewer.person)
    return (me is not None and bool(me.designated)) or bool(viewer.roles & {Role.COORDINATOR, Role.DEPUTY})


def attends(viewer: Viewer, reading: Reading) -> bool:
    """Tell whether somebody may be chosen as a clinician or chaplain."""
    roster = reading.people()
    return viewer.person in roster.holders("clinician") | roster.holders("chaplain")


def _is_family(viewer: Viewer, reading: Reading) -> bool:
    return is_family(reading, viewer)


def _supervises(viewer: Viewer, reading: Reading) -> bool:
    me = reading.people().people.get(viewer.person)
    return me is not None and bool(me.supervises)


def _told_of_property(viewer: Viewer, reading: Reading) -> bool:
    roles = {Role.CHIEF, Role.LIAISON, Role.COORDINATOR, Role.DEPUTY}
    keeps = Role.PROPERTY_OFFICER in viewer.roles
    return not keeps and (bool(viewer.roles & roles) or _supervises(viewer, reading))


def _told_of_duty(viewer: Viewer, reading: Reading) -> bool:
    return Role.HR not in viewer.roles and (Role.CHIEF in viewer.roles or _supervises(viewer, reading))


WAYS: Final[tuple[tuple[Way, _Opens], ...]] = (
    (Way("/work", "The work", daily=True), _any(Role.CHIEF)),
    (Way("/year", "The last year", daily=True), _any(Role.CHIEF)),
    (Way("/audit", "The audit", daily=True), _any(Role.CHIEF)),
    (Way("/checkpoints", "Checkpoints", daily=True), _any(Role.COSIGNER)),
    (Way("/administration", "This installation", daily=True), _any(Role.ADMINISTRATOR)),
    (Way("/hr", "Decisions and leave", daily=True), _any(Role.HR)),
    (Way("/liaison", "Inquiries", daily=True), _any(Role.LIAISON)),
    (Way("/property", "What was taken", daily=True), _any(Role.PROPERTY_OFFICER)),
    (Way("/supervisor", "My people", daily=True), _supervises),
    (Way("/board", "Board", daily=True), _any(Role.COORDINATOR, Role.DEPUTY)),
    (Way("/clinician", "My sessions", daily=True), attends),
    (Way("/list", "My list", daily=True), _helps),
    (Way("/family", "Family", daily=True), _is_family),
    (Way("/incident/new", "New incident", daily=True), _any(Role.COORDINATOR, Role.DEPUTY, Role.LIAISON)),
    (Way("/concerns", "Concerns", daily=True), _helps),
    (Way("/me", "My ground", daily=True), _always),
    (Way("/cover", "Cover"), _any(Role.COORDINATOR, Role.DEPUTY)),
    (Way("/property", "What was taken"), _told_of_property),
    (Way("/hr", "Duty and leave"), _told_of_duty),
    (Way(ACCOUNTS, "Accounts"), _any(Role.COORDINATOR, Role.DEPUTY, Role.ADMINISTRATOR)),
    (Way("/protocol", "Protocol"), _always),
    (Way("/about", "Who sees what"), _always),
    (Way("/worried", "Worried about someone"), _always),
    (Way("/work", "The work"), _others),
)
"""Every page that is in the way of somebody: what he is here for, what is his own, then what is everybody's."""

DAILY_MOST: Final = 4
"""So many are in sight, and "More" beside them: two lines on a phone."""


class Shown(NamedTuple):
    """Where somebody can go, as it is shown: in sight, and behind "More". ``at`` is the one that he is at."""

    first: tuple[Way, ...]
    more: tuple[Way, ...]
    at: str


NOWHERE: Final = Shown((), (), "")
"""What is shown to whoever is not signed in."""


def shown(found: Sequence[Way], here: str) -> Shown:
    """Divide what somebody can go to. The page that he is at is always in sight."""
    at = next((way.address for way in found if here == way.address or here.startswith(f"{way.address}/")), "")
    daily = [way for way in found if way.daily][:DAILY_MOST]
    first = tuple(way for way in found if way in daily or way.address == at)
    return Shown(first, tuple(way for way in found if way not in first), at)


def ways(viewer: Viewer, reading: Reading) -> tuple[Way, ...]:
    """Return where a viewer can go."""
    return tuple(way for way, opens in WAYS if opens(viewer, reading))


def without_accounts(found: Sequence[Way]) -> tuple[Way, ...]:
    """Leave out the page of accounts."""
    return tuple(way for way in found if way.address != ACCOUNTS)


def first(found: Sequence[Way]) -> str:
    """Return where somebody begins who can go to these: what he is here for, before what is his own."""
    return found[0].address
