"""What goes in and out of a store: the values that the use cases and every store share.

What must never happen here: knowing a database. These are words, not tables.
"""

from typing import Any, NamedTuple

from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Side, Span, Stream
from solidground.core.subject import CaseRow, Notice


class ConflictError(Exception):
    """Somebody else wrote this stream, or took this person's last place, first: do the whole transaction again."""


class Dial(NamedTuple):
    """What a machine's clocks show at one moment: the time, and how long it has been on since the start ``boot``."""

    at: Instant
    boot: str
    up_for: Span


class Seated(NamedTuple):
    """One place where somebody is signed in. ``place`` names it and lets nobody in; ``device`` is what it seems."""

    place: str
    device: str
    begun_at: Instant
    seen_at: Instant


class Second(NamedTuple):
    """Something that takes two people, asked by the first: ``what`` is a role, or a way and an address."""

    number: int
    kind: str
    person: PersonId
    what: str
    asked_by: PersonId
    asked_at: Instant


class Loaded(NamedTuple):
    """A state as the store last knew it. ``version`` counts the stream's events; 0 is one that is not there yet."""

    state: Any
    version: int


class Place(NamedTuple):
    """How much of somebody is taken: locked with every change that takes more."""

    load: int
    last_asked_at: Instant
    own_cases: int


class Said(NamedTuple):
    """What was said with a concern, and is no matter of the log: who is meant, where nobody was found, and by whom."""

    meant: str = ""
    named: str = ""


class Change(NamedTuple):
    """What one decision writes, all of it or nothing.

    ``version`` is the stream's version before; ``before`` and ``state`` are the states before and after;
    ``row`` is the case's read row after (None where the subject has none).
    """

    stream: Stream
    version: int
    events: tuple[Any, ...]
    before: Any
    state: Any
    row: CaseRow | None = None
    notices: tuple[Notice, ...] = ()


class Taken(NamedTuple):
    """A change of what somebody carries. Refused by ConflictError when a place is taken twice.

    ``capacity`` None takes the place whatever the load; ``free`` demands that the person has no active case of his own.
    """

    agency: AgencyId
    person: PersonId
    load_change: int
    asked_at: Instant | None
    capacity: int | None
    free: bool = False


class InboxRow(NamedTuple):
    """A command that the command side's event asks of care; taken once, in care's own transaction."""

    agency: AgencyId
    key: str
    stream: str
    command: Any
    at: Instant


class Left(NamedTuple):
    """An inbox row that was not taken: set apart after ``tries`` failures, or waiting. ``why`` is one word, or none."""

    agency: AgencyId
    stream: str
    at: Instant
    tries: int
    why: str | None


class OutboxRow(NamedTuple):
    """A notification in the outbox. ``tries`` are deliveries of this one row under one key.

    ``unknown`` says that one of them may have arrived, as a message under the key ``sent_as``; ``next_try_at`` is 0 for
    one that has ended.
    """

    agency: AgencyId
    number: int
    key: str
    notice: Notice
    case: str
    tries: int
    next_try_at: Instant
    unknown: bool = False
    sent_as: str = ""


class Walked(NamedTuple):
    """One stream as a walk over all of them met it, at one moment.

    ``state`` is what its events give; ``why`` says, as a sentence's end, how what is kept of it differs.
    """

    stream: Stream
    version: int
    state: Any
    events: list[Any]
    row: CaseRow | None
    why: str


class Tally(NamedTuple):
    """How many cases and notifications of one agency stand how: counts, and never who.

    ``overdue`` are active cases whose next step is past its due time; ``apart`` are those whose rules failed, and
    ``unopened`` those that a defect kept from being opened: both are tried again. ``next_at`` is when the clock has
    something to do, or had.
    """

    agency: AgencyId
    active: int = 0
    standing: int = 0
    closed: int = 0
    unheld: int = 0
    overdue: int = 0
    next_due_at: Instant | None = None
    unopened: int = 0
    apart: int = 0
    next_at: Instant | None = None
    waiting: int = 0
    unknown: int = 0
    refused: int = 0
    unsealed: int = 0


class Looked(NamedTuple):
    """That somebody else saw something of a member's, or did something about him: ``what`` is one word."""

    agency: AgencyId
    member: PersonId
    by: PersonId
    what: str
    at: Instant


class Boarded(NamedTuple):
    """A page of the board: its cases with what each needs first and its version, how many need somebody, and of all."""

    rows: list[tuple[CaseId, CaseRow, int]]
    needing: int
    total: int


class Route(NamedTuple):
    """Where somebody is reached: an address of the registry, never of the log."""

    agency: AgencyId
    person: PersonId
    route: str
    way: str
    address: str
    working: bool


class Device(NamedTuple):
    """A phone that keeps the night page: it writes taps in somebody's place, and reads nothing."""

    device: str
    """The hash of its token."""
    person: PersonId
    kept_at: Instant
    until_at: Instant
    rang_at: Instant | None = None
    """When it last asked for a call."""


class Recorded(NamedTuple):
    """One event as the log holds it: the digest's columns, in the digest's order, after the position."""

    position: int
    agency: str
    side: Side
    stream: str
    version: int
    type: str
    schema: int
    at: Instant
    by: str
    body: str


class Marked(NamedTuple):
    """A signed checkpoint of one log: how many events it covers, and when it was signed. ``root`` is in hex."""

    size: int
    at: Instant
    root: str


class Tail(NamedTuple):
    """The end of one log, held against its checkpoint just now.

    ``first_bad`` is the position of the first event that is not as it was written; ``checked`` is how many were looked
    at, and ``whole`` says that they were all there are after ``since``.
    """

    size: int
    since: int
    checked: int
    whole: bool
    first_bad: int | None
