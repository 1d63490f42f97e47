"""What can be shared, and with whom: read from the wall, in words that stay in the log whatever the wall calls a row.

What must never happen here: a thing that the wall would not show to whom it is shared with.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from solidground.core.wall import Role, Rule, What, may

Thing: TypeAlias = Literal[
    "incident",
    "case_follows",
    "contacts",
    "answers",
    "duty",
    "property",
    "storage",
    "investigation",
    "draft",
    "exposure",
]
THINGS: Final[tuple[Thing, ...]] = get_args(Thing)

WHAT: Final[Mapping[Thing, What]] = MappingProxyType(
    {
        "incident": What.INCIDENT,
        "case_follows": What.CASE_FOLLOWS,
        "contacts": What.OWED_AND_CONTACTS,
        "answers": What.ANSWER,
        "duty": What.DUTY_STATUS,
        "property": What.PROPERTY,
        "storage": What.OUTSIDE_STORAGE,
        "investigation": What.INVESTIGATION,
        "draft": What.DECISION_DRAFT,
        "exposure": What.EXPOSURE,
    }
)
"""The row of the wall behind each thing."""

SharedAs: TypeAlias = Literal["family", "clinician", "peer"]
"""As whom somebody sees what is shared: family, or a friend; a clinician or chaplain; or his peer, while he is that."""

ROLE: Final[Mapping[SharedAs, Role]] = MappingProxyType(
    {"family": Role.FAMILY_CONTACT, "clinician": Role.CLINICIAN, "peer": Role.PEER},
)
ON_A_SHARE: Final = (Rule.IF_SHARED, Rule.IF_SHARED_90_DAYS, Rule.IF_SHARED_AFTER_TOLD)


def shareable(seen_as: SharedAs) -> tuple[Thing, ...]:
    """Return what can be shared with somebody who sees it as that."""
    return tuple([thing for thing in THINGS if may(WHAT[thing], ROLE[seen_as]) in ON_A_SHARE])
