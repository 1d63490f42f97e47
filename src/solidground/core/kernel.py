"""The few words every rule is written in.

What must never happen here: reading a clock, drawing an id or a random number, touching the outside world.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, NewType, TypeAlias, TypeVar

State = TypeVar("State")
Event = TypeVar("Event")

Instant: TypeAlias = int
"""Microseconds since 1970-01-01T00:00:00Z, UTC. Fields of this type end in ``_at``."""

Span: TypeAlias = int
"""A length of time in microseconds. Fields of this type end in ``_for``."""

Day: TypeAlias = int
"""A local calendar day as a proleptic ordinal (``date.toordinal``). Fields of this type end in ``_on``."""

AgencyId = NewType("AgencyId", str)
PersonId = NewType("PersonId", str)
CaseId = NewType("CaseId", str)
IncidentId = NewType("IncidentId", str)

Side: TypeAlias = Literal["command", "care"]
SIDES: tuple[Side, Side] = ("command", "care")

CLOCK = PersonId("clock")
"""Who an event is by when no person did it."""

SECOND: Span = 1_000_000
MINUTE: Span = 60 * SECOND
HOUR: Span = 60 * MINUTE
DAY: Span = 24 * HOUR

EARLIEST: Instant = 0
LATEST: Instant = 7_258_118_400 * SECOND
"""2200-01-01T00:00:00Z: no instant in the system lies after it."""


class Filled(str):
    """A text that something fills: whole in English, and with what another language makes it from."""

    __slots__ = ("fields", "template")

    template: str
    fields: tuple[tuple[str, str], ...]


def filled(template: str, **fields: str) -> Filled:
    """Return a text with what fills it. Its template stands where this is called: so it is found by who translates."""
    text = Filled(template % fields)
    text.template, text.fields = template, tuple(fields.items())
    return text


class Refusal(NamedTuple):
    """A rule said no. ``reason`` is a word of the glossary, ``text`` what a person reads."""

    reason: str
    text: str


class Obligation(NamedTuple):
    """What is owed to one person, by whom and by when. ``keeper`` is None while nobody holds it."""

    case: CaseId
    step: str
    occurrence: int
    keeper: PersonId | None
    opens_at: Instant
    due_at: Instant
    lapses_at: Instant


class Stream(NamedTuple):
    """The address of one history: ``case/…``, ``incident/…``, ``person/…``."""

    agency: AgencyId
    side: Side
    name: str


def obligation_id(case: CaseId, step: str, occurrence: int) -> str:
    """Return the id of an obligation: 32 hex digits, the same on every machine and day."""
    return hashlib.sha256(f"{case}|{step}|{occurrence}".encode()).hexdigest()[:32]


def fold(evolve: Callable[[State, Event], State], state: State, events: Iterable[Event]) -> State:
    """Apply events in order."""
    for event in events:
        state = evolve(state, event)
    return state
