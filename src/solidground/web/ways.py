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
        "chief": "/work",
        "administrator": "/administration",
        "cosigner": "/checkpoints",
    }
)
"""Where each role of the story begins."""


class Way(NamedTuple):
    """One page to go to."""

    address: str
    words: str


ACCOUNT: Final = Way("/account", "Account")
"""Shown last, to whoever has one."""

_Opens: TypeAlias = Callable[[Viewer, Reading], bool]


def _always(_viewer: Viewer, _reading: Reading) -> bool:
    return True


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


WAYS: Final[tuple[tuple[Way, _Opens], ...]] = (
    (Way("/me", "My ground"), _always),
    (Way("/family", "Family"), _is_family),
    (Way("/list", "My list"), _helps),
    (Way("/clinician", "My sessions"), attends),
    (Way("/board", "Board"), _any(Role.COORDINATOR, Role.DEPUTY)),
    (Way("/concerns", "Concerns"), _helps),
    (Way("/accounts", "Accounts"), _any(Role.COORDINATOR, Role.DEPUTY, Role.ADMINISTRATOR)),
    (Way("/protocol", "Protocol"), _always),
    (Way("/worried", "Worried about someone"), _always),
    (Way("/about", "Who sees what"), _always),
    (Way("/cover", "Cover"), _any(Role.COORDINATOR, Role.DEPUTY)),
    (Way("/incident/new", "New incident"), _any(Role.COORDINATOR, Role.DEPUTY, Role.LIAISON)),
    (Way("/supervisor", "My people"), _supervises),
    (Way("/liaison", "Inquiries"), _any(Role.LIAISON)),
    (Way("/hr", "Decisions and leave"), _any(Role.HR)),
    (Way("/year", "The last year"), _any(Role.CHIEF)),
    (Way("/administration", "This installation"), _any(Role.ADMINISTRATOR)),
    (Way("/checkpoints", "Checkpoints"), _any(Role.COSIGNER)),
    (Way("/work", "The work"), _always),
)
"""Every page that is in the way of somebody, in the order in which they are shown."""


def ways(viewer: Viewer, reading: Reading) -> tuple[Way, ...]:
    """Return where a viewer can go."""
    return tuple(way for way, opens in WAYS if opens(viewer, reading))


def first(found: Sequence[Way]) -> str:
    """Return where somebody begins who can go to these: what he is here for, before what is everybody's."""
    if any(way.address == OF_THE_CHIEF for way in found):
        return BEGINS["chief"]
    return next((way.address for way in reversed(found) if way.address in WORK), found[0].address)


OF_THE_CHIEF: Final = "/year"
"""What only the chief is led to: the page of the work, where he begins, is everybody's."""

WORK: Final = frozenset(BEGINS.values()) - {BEGINS["member"], BEGINS["chief"]}
"""What somebody is here for, beside being cared for himself."""
