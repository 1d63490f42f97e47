"""What the use cases need of the outside world, as protocols. Adapters are named only in ``wiring``."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Side, Span, Stream
from solidground.core.record import Change, ConflictError, InboxRow, Loaded, OutboxRow, Place, Recorded, Route, Taken
from solidground.core.subject import CaseRow

__all__ = [
    "BATCH",
    "RETRY_FOR",
    "Change",
    "Channel",
    "Clock",
    "ConflictError",
    "Ids",
    "InboxRow",
    "Loaded",
    "OutboxRow",
    "Place",
    "Recorded",
    "Route",
    "Store",
    "Taken",
    "Unit",
]


class Unit(Protocol):
    """One transaction. Nothing it wrote is seen by anybody before it ends well."""

    def claim(self, now: Instant, most: int) -> Sequence[tuple[AgencyId, CaseId]]:
        """Take due cases for this transaction alone: urgent ones first, then by ``wake_at``."""

    def next_wake(self) -> Instant | None:
        """Return the earliest ``wake_at`` of all cases, this transaction's own included."""

    def put_off(self, agency: AgencyId, case: CaseId, until: Instant) -> None:
        """Claim this case no earlier than ``until``, whatever its row says: a case that a bug stopped."""

    def load(self, streams: Sequence[Stream]) -> list[Loaded]:
        """Return the states of streams, in order. An unknown stream is its subject's initial state at version 0."""

    def streams(self, agency: AgencyId, subject: str) -> list[Stream]:
        """Return the streams of one subject, in order of name, this transaction's own included."""

    def append(self, changes: Sequence[Change]) -> None:
        """Write events, snapshots, read rows and outbox rows. A change without events writes its row and notices only.

        Raises ConflictError when a version has moved; where that shows later, the end of the transaction does.
        """

    def take(self, places: Iterable[Taken]) -> None:
        """Change what people carry, each row locked. Raises ConflictError when somebody has no place left."""

    def places(self, agency: AgencyId) -> dict[PersonId, Place]:
        """Return what every person with a place row carries."""

    def wake_keeper(self, agency: AgencyId, keeper: PersonId, at: Instant) -> int:
        """Bring forward the waking of all open cases this person keeps; return how many.

        It holds until the case has been claimed, whatever is appended to it meanwhile.
        """

    def cases_of(
        self, agency: AgencyId, *, member: PersonId | None = None, incident: str | None = None
    ) -> list[tuple[CaseId, CaseRow]]:
        """Return the case rows of one member or of one incident, in order of opening."""

    def put_inbox(self, rows: Sequence[InboxRow]) -> None:
        """Add rows; one that is there already stays as it is."""

    def take_inbox(self, most: int) -> list[InboxRow]:
        """Return and remove the oldest rows."""

    def outbox_due(self, now: Instant, most: int) -> list[OutboxRow]:
        """Lend out rows whose time has come, urgent first: nobody else gets them until the loan ends.

        A sender that dies leaves its rows to the next one, under the same key; ``tries`` counts the loans before.
        """

    def outbox_ended(
        self, agency: AgencyId, number: int, outcome: str, at: Instant, next_try_at: Instant | None
    ) -> None:
        """Note how a delivery ended: ``handed_over``, ``refused``, ``again``, ``unknown``."""

    def outbox_hand_over(self, now: Instant) -> int:
        """Note everything whose time has come as handed over: a replay sends nothing. Return how many rows."""

    def outbox_withdraw(self, agency: AgencyId, case: str, at: Instant) -> int:
        """Withdraw what waits for a case (a death, a stop); return how many."""

    def roster_version(self, agency: AgencyId) -> int:
        """Return a number that grows with every event of a person or a rota."""

    def remember(self, agency: AgencyId, token: str, did: str, at: Instant) -> str | None:
        """Note what a one-tap token did; return what it did the first time when it was used before."""


class Store(Protocol):
    """A database, or memory in its place."""

    def transaction(self) -> AbstractContextManager[Unit]:
        """Begin a writing transaction; it commits when the block ends well."""

    def next_wake(self) -> Instant | None:
        """Return the earliest ``wake_at`` of all cases."""

    def streams(self, agency: AgencyId, subject: str) -> list[Stream]:
        """Return the streams of one subject, in order of name."""

    def events(self, stream: Stream) -> list[Any]:
        """Return the events of one stream, decoded, in order."""

    def log(self, agency: AgencyId | None = None, side: Side | None = None, after: int = 0) -> Iterator[Recorded]:
        """Stream the log: agencies in order, command before care, by position."""

    def rows(self, agency: AgencyId, status: str | None = None) -> Iterator[tuple[CaseId, CaseRow]]:
        """Stream the case rows."""

    def agencies(self) -> list[AgencyId]:
        """Return all agencies, in order."""

    def seal(self, at: Instant) -> None:
        """Sign a checkpoint of every log that has grown since its last."""

    def close(self) -> None:
        """Let go of the database."""


class Channel(Protocol):
    """A way out of the building."""

    def send(self, message: Any) -> Any:
        """Hand one message over; return one of the four outcomes."""


class Clock(Protocol):
    """Where instants come from."""

    def now(self) -> Instant:
        """Return the present instant."""


class Ids(Protocol):
    """Where ids come from: random in service, derived in replay."""

    def new(self, parent: str, key: str) -> str:
        """Return an id. In replay it follows from (seed, parent, key) alone."""


BATCH: int = 500
"""Cases claimed in one transaction."""

RETRY_FOR: Span = 60_000_000
"""How long an outbox row waits after "try again", doubled each time up to an hour."""
