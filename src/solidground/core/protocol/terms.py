"""The words a protocol may use: kinds of incident, parts in one, and what is written for them.

Must never hold an interval: those are the agency's, in its file.
"""

from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from solidground.core.kernel import Span
from solidground.core.protocol.duration import Duration
from solidground.core.protocol.plan import Keeping, Kind, Ladder, Limits, Way
from solidground.core.words import Words

ANY: Final = "any"
"""A track or a notice for everything that has none of its own."""

INCIDENT_KINDS: Final = (
    "officer_involved_shooting",
    "deadly_assault_on_officer",
    "child_death",
    "line_of_duty_death",
    "suicide_of_colleague",
    "mass_casualty",
    "vehicle_crash",
    "other",
    "no_incident",
)
"""``no_incident`` is care that began without one: a concern, or a member who asked."""

KINDS_ENTERED: Final = tuple(kind for kind in INCIDENT_KINDS if kind != "no_incident")
"""What somebody can enter, by hand or in a file."""

PARTS: Final = (
    "discharged_weapon",
    "assaulted",
    "present",
    "partner",
    "witness",
    "dispatcher",
    "supervisor",
    "family",
    "asked",
)
"""How somebody was involved. ``asked`` is a member who came by himself."""

STEP_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
KEEPINGS: Final[tuple[Keeping, ...]] = tuple(who for who in get_args(Keeping) if who != "carrier")
WAYS: Final[tuple[Way, ...]] = get_args(Way)
NEEDED_LADDERS: Final = ("helper", "offer", "handover", "urgent", "member")
"""Ladders the rules of care call by name."""

ROLES: Final[tuple[Keeping, ...]] = (
    "peer",
    "coordinator",
    "deputy",
    "clinician",
    "chaplain",
    "liaison_family",
    "companion",
)
"""Roles an agency declares. ``on_call`` and ``next_peer`` are peers; ``line`` is declared by its own table."""

Certainty: TypeAlias = Literal["read", "memory", "ours"]
CERTAINTIES: Final[tuple[Certainty, ...]] = get_args(Certainty)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a protocol, on which line, and what would mend it. A warning refuses nothing.

    ``key`` names what of its table is wrong, where it is one thing.
    """

    line: int
    what: Words
    remedy: Words
    warns: bool = False
    key: str = field(default="", compare=False)


Faults: TypeAlias = tuple[Fault, ...]


class Moment(NamedTuple):
    """When something happens: a duration from the incident and, for days and longer, the local time of day."""

    after: Duration
    clock: Span | None = None


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """One step as the file has it, with where its interval comes from."""

    key: str
    kind: Kind
    who: Keeping
    opens: Moment
    due: Moment
    lapses: Moment
    ladder: str
    ways: tuple[Way, ...]
    source: str
    certainty: Certainty
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class WrittenLadder:
    """A ladder and the lines it stands on."""

    ladder: Ladder
    line: int = field(compare=False)
    rung_lines: tuple[int, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Role:
    """How many people can fill a role: the agency's own, and those lent by an agreement."""

    who: Keeping
    people: int
    lent: int
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class StaffedLine:
    """A line outside the agency where a person always answers, and the day somebody last made sure of it."""

    name: str
    number: str
    checked_on: str
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said before the first contact, in one jurisdiction."""

    jurisdiction: str
    version: str
    law: str
    says: tuple[str, ...]
    line: int = field(compare=False)
    checked_on: str = ""
    """The day somebody last held these words against their source."""


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """The steps for some kinds of incident and some parts in them. Equal to itself alone: days are remembered by it."""

    name: str
    kinds: tuple[str, ...]
    parts: tuple[str, ...]
    steps: tuple[WrittenStep, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Protocol:
    """An agency's protocol. ``chosen`` holds the track of each (kind, part), the nearest one first found."""

    name: str
    version: str
    about: str
    limits: Limits
    staffed: StaffedLine | None
    roles: tuple[Role, ...]
    ladders: tuple[WrittenLadder, ...]
    steps: tuple[WrittenStep, ...]
    tracks: tuple[Track, ...]
    notices: tuple[Notice, ...]
    chosen: dict[tuple[str, str], Track] = field(compare=False, repr=False)
    limits_line: int = field(compare=False, default=1)
