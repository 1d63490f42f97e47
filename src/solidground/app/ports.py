"""What the use cases need of the outside world, as protocols. Adapters are named only in ``wiring``."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from solidground.app.beside_log import BesideLog
from solidground.app.outside import Accounts, Channel, Clock, Ids, Lasting, Ping, Signing, Witness
from solidground.core.counting import Figure, Frozen
from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Side, Span, Stream
from solidground.core.record import (
    Boarded,
    Change,
    ConflictError,
    Device,
    Dial,
    InboxRow,
    Left,
    Loaded,
    Looked,
    Marked,
    OutboxRow,
    Place,
    Recorded,
    Route,
    Said,
    Seated,
    Second,
    Tail,
    Taken,
    Tally,
    Walked,
)
from solidground.core.subject import CaseRow, Notice

__all__ = [
    "BATCH",
    "RETRY_FOR",
    "Accounts",
    "Boarded",
    "Change",
    "Channel",
    "Clock",
    "ConflictError",
    "Device",
    "Dial",
    "Ids",
    "InboxRow",
    "Lasting",
    "Left",
    "Loaded",
    "Looked",
    "Marked",
    "OutboxRow",
    "Ping",
    "Place",
    "Recorded",
    "Route",
    "Said",
    "Seated",
    "Second",
    "Store",
    "Tail",
    "Taken",
    "Tally",
    "Unit",
    "Walked",
    "Witness",
]


class Unit(BesideLog, Signing, Protocol):
    """One transaction. Nothing it wrote is seen by anybody before it ends well."""

    def claim(self, now: Instant, most: int) -> Sequence[tuple[AgencyId, CaseId]]:
        """Take due cases for this transaction alone: urgent ones first, then by ``wake_at``."""

    def next_wake(self) -> Instant | None:
        """Return the earliest ``wake_at`` of all cases, this transaction's own included."""

    def put_off(self, agency: AgencyId, case: CaseId, until: Instant) -> None:
        """Claim this case no earlier than ``until``, whatever its row says: a case that a bug stopped."""

    def load(self, streams: Sequence[Stream]) -> list[Loaded]:
        """Return the states of streams, in order. An unknown stream is its subject's initial state at version 0."""

    def let_go(self, streams: Sequence[Stream]) -> None:
        """Hold no states of streams that were only read: they are read again where they are wanted."""

    def versions(self, agency: AgencyId, subject: str) -> dict[str, int]:
        """Return how many events each stream of one subject has, by name, this transaction's own included."""

    def streams(self, agency: AgencyId, subject: str) -> list[Stream]:
        """Return the streams of one subject, in order of name, this transaction's own included."""

    def append(self, changes: Sequence[Change]) -> None:
        """Write events, snapshots, read rows and outbox rows. A change without events writes its row and notices only.

        Raises ConflictError when a version has moved; where that shows later, the end of the transaction does.
        """

    def take(self, places: Iterable[Taken]) -> None:
        """Change what people carry, each row locked. Raises ConflictError when somebody has no place left."""

    def places(self, agency: AgencyId, people: Collection[PersonId] | None = None) -> dict[PersonId, Place]:
        """Return what people carry, by default everybody; who is not in it carries nothing."""

    def wake_keeper(self, agency: AgencyId, keeper: PersonId, at: Instant) -> int:
        """Bring forward the waking of all open cases this person keeps; return how many.

        It holds until the case has been claimed, whatever is appended to it meanwhile.
        """

    def wake_unheld(self, agency: AgencyId, at: Instant) -> int:
        """Bring forward the waking of all active cases that nobody holds, or that have no peer; return how many."""

    def cases_of(
        self, agency: AgencyId, *, member: PersonId | None = None, incident: str | None = None
    ) -> list[tuple[CaseId, CaseRow]]:
        """Return the case rows of one member or of one incident, in order of opening."""

    def board(
        self, agency: AgencyId, hidden: Collection[PersonId], worried: Collection[PersonId], skip: int, most: int
    ) -> Boarded:
        """Return a page of open cases: what nobody holds first, then by what they need and by time.

        ``worried`` are members about whom there is a concern; cases of whom is ``hidden`` are left out.
        """

    def answered_late(self, agency: AgencyId, hidden: Collection[PersonId], most: int) -> list[CaseId]:
        """Return cases with an answer that came after the end and that nobody has read; nobody's who is hidden."""

    def kept_by(self, agency: AgencyId, keeper: PersonId) -> list[CaseId]:
        """Return the cases of which somebody keeps something, in order."""

    def put_inbox(self, rows: Sequence[InboxRow]) -> None:
        """Add rows; one that is there already stays as it is."""

    def take_inbox(self, now: Instant, most: int) -> list[InboxRow]:
        """Return and remove the oldest rows whose time has come; one that cannot be read is set apart."""

    def inbox_next(self, now: Instant) -> tuple[AgencyId, str] | None:
        """Return agency and key of the row that is taken next, held for this transaction."""

    def inbox_apart(self, agency: AgencyId, key: str, why: str, now: Instant) -> None:
        """Set a row apart that failed: it stays, lets the others pass, and is taken again ever later."""

    def inbox_left(self, until: Instant) -> list[Left]:
        """Return the rows that were set apart, and those that have waited since ``until`` or longer."""

    def outbox_due(self, now: Instant, most: int, *, urgent: bool = False) -> list[OutboxRow]:
        """Lend out rows whose time has come, urgent first or alone: nobody else gets them until the loan ends.

        A sender that dies leaves its rows to the next one, under the same key; ``tries`` counts the loans before.
        """

    def outbox_holds(self, rows: Sequence[OutboxRow]) -> bool:
        """Tell whether rows are still lent to who borrowed them: after the loan somebody else may have."""

    def outbox_sent_as(self, rows: Sequence[OutboxRow], key: str) -> None:
        """Note under which key rows are about to leave: a sender that dies leaves it to the next one.

        It stays until the delivery has ended ``again``, which says for certain that nothing left.
        """

    def outbox_take_back(self, now: Instant) -> int:
        """End every loan of rows that may have left; return how many. For who knows that no other sender lives."""

    def outbox_ended(
        self, agency: AgencyId, number: int, outcome: str, at: Instant, next_try_at: Instant | None
    ) -> None:
        """Note how a delivery ended: ``handed_over``, ``refused``, ``withdrawn``, ``again``, ``unknown``."""

    def outbox_hand_over(self, now: Instant) -> int:
        """Note everything whose time has come as handed over: a replay sends nothing. Return how many rows."""

    def outbox_case(self, agency: AgencyId, obligation: str) -> str | None:
        """Return the case an obligation belongs to, by any notification there was of it."""

    def outbox_asked(self, agency: AgencyId, obligation: str) -> list[PersonId]:
        """Return everybody who was ever notified of an obligation."""

    def outbox_sent(self, agency: AgencyId, reference: str) -> OutboxRow | None:
        """Return what was sent under a key, or under the one key that begins so."""

    def outbox_missing(self, agency: AgencyId, notices: Sequence[Notice]) -> list[Notice]:
        """Return the notices that have no row."""

    def outbox_doubled(self) -> list[tuple[AgencyId, str]]:
        """Return the keys that stand in the outbox more than once."""

    def outbox_waiting(self, until: Instant, *, urgent: bool = False) -> dict[AgencyId, int]:
        """Return how many notifications of each agency, or urgent ones alone, wait whose time came by then.

        None of them has ended.
        """

    def outbox_withdraw(
        self, agency: AgencyId, at: Instant, *, case: str | None = None, obligation: str | None = None
    ) -> int:
        """Withdraw what waits for a case (a death), or for one obligation (a concern has ended); return how many."""

    def log_size(self, agency: AgencyId, side: Side) -> int:
        """Return how many events of one side were written before this transaction's own."""

    def roster_version(self, agency: AgencyId) -> int:
        """Return a number that grows with every event of a person or a rota."""

    def remembered(self, agency: AgencyId, token: str) -> str | None:
        """Return what a one-tap token did, None where it was never used."""

    def remember(self, agency: AgencyId, token: str, did: str, at: Instant) -> str | None:
        """Note what a one-tap token did; return what it did the first time when it was used before."""

    def put_person(self, agency: AgencyId, person: PersonId, name: str) -> None:
        """Write somebody's name into the registry."""

    def person_names(self, agency: AgencyId) -> dict[PersonId, str]:
        """Return the names of everybody in the registry."""

    def put_route(self, route: Route) -> None:
        """Write where somebody is reached."""

    def absent_from(self, agency: AgencyId, person: PersonId, at: Instant) -> None:
        """Note when somebody will be gone: his cases are woken then."""

    def absent_now(self, now: Instant) -> list[tuple[AgencyId, PersonId]]:
        """Return, once, who is gone from now on."""

    def lend(self, borrower: AgencyId, lender: AgencyId, person: PersonId) -> None:
        """Note that somebody may be asked by another agency."""

    def lent(self, borrower: AgencyId) -> list[tuple[AgencyId, PersonId]]:
        """Return who may be asked by an agency though he belongs to another, in order."""

    def routes(self, agency: AgencyId, person: PersonId) -> list[Route]:
        """Return where somebody is reached, working or not."""

    def put_figure(self, agency: AgencyId, frozen: Frozen, at: Instant) -> None:
        """Freeze a figure: what leaves, and apart from it what it was counted from."""

    def figures(self, agency: AgencyId) -> list[Figure]:
        """Return the figures that were released, oldest first."""

    def counted(self, agency: AgencyId) -> list[Frozen]:
        """Return what the released figures were counted from, oldest first."""

    def put_protocol(self, agency: AgencyId, name: str, text: str, at: Instant) -> int:
        """Keep a copy of a protocol; the same text keeps its edition. Return the edition."""

    def protocol(self, agency: AgencyId, name: str, edition: int) -> str | None:
        """Return the text of a protocol's edition."""

    def put_draft(self, agency: AgencyId, over: int, number: int, text: str, at: Instant) -> None:
        """Keep a version of the draft of the next edition, begun over one. Of two with one number the second fails."""

    def draft(self, agency: AgencyId) -> tuple[int, int, str] | None:
        """Return the edition the draft was begun over, its version and its text; None where there is none."""

    def draft_at(self, agency: AgencyId, over: int, number: int) -> str | None:
        """Return a version of the draft, where it is still kept."""

    def drop_draft(self, agency: AgencyId, number: int) -> None:
        """Throw the draft away up to a version of it: one that was kept meanwhile stays."""

    def forget_person(self, agency: AgencyId, person: PersonId) -> None:
        """Delete somebody's names, addresses and phones. The log keeps the id, which then means nobody."""


class Store(Protocol):
    """A database, or memory in its place."""

    def transaction(self) -> AbstractContextManager[Unit]:
        """Begin a writing transaction; it commits when the block ends well."""

    def moment(self) -> AbstractContextManager[Unit]:
        """Read one moment, without waiting for whoever writes. Nothing is written through such a unit."""

    def next_wake(self) -> Instant | None:
        """Return the earliest ``wake_at`` of all cases."""

    def is_urgent(self, now: Instant) -> bool:
        """Tell whether anything urgent is due: a case, or a notification. Asked often, so it costs next to nothing."""

    def streams(self, agency: AgencyId, subject: str) -> list[Stream]:
        """Return the streams of one subject, in order of name."""

    def events(self, stream: Stream) -> list[Any]:
        """Return the events of one stream, decoded, in order."""

    def history(self, stream: Stream) -> list[Recorded]:
        """Return the events of one stream as the log holds them, in order; of purged ones what is left."""

    def events_of(self, streams: Sequence[Stream]) -> dict[Stream, list[Any]]:
        """Return the events of several streams of one agency, in one statement."""

    def log(self, agency: AgencyId | None = None, side: Side | None = None, after: int = 0) -> Iterator[Recorded]:
        """Stream the log: agencies in order, command before care, by position."""

    def rows(self, agency: AgencyId, status: str | None = None) -> Iterator[tuple[CaseId, CaseRow]]:
        """Stream the case rows."""

    def agencies(self) -> list[AgencyId]:
        """Return all agencies, in order."""

    def walk(self, subject: str = "") -> Iterator[tuple[Unit, list[Walked]]]:
        """Walk the streams of one subject, or of all; each batch comes with a unit that reads the same moment."""

    def misheld(self) -> list[Stream]:
        """Return the cases of which the way from a roster event to them is not what their rows say."""

    def tallies(self, now: Instant) -> list[Tally]:
        """Return how many cases and notifications of each agency stand how, by agency; no writer waits for it."""

    def seal(self, at: Instant) -> bool:
        """Sign a checkpoint of every log that has grown since its last; return whether everything is covered now."""

    def noted_time(self, boot: str = "") -> Dial | None:
        """Return when a machine's time was last noted as right: since its start ``boot``, else by any machine."""

    def note_time(self, dial: Dial) -> None:
        """Note that a machine's time is right."""

    def note_late(self, *, late: bool) -> None:
        """Note whether the clock is behind with what is due: all of its work that anybody outside of care may know."""

    def noted_late(self) -> bool:
        """Return whether the clock was behind when it last said so."""

    def last_at(self) -> Instant | None:
        """Return when the last events of the logs were; None where there are none."""

    def close(self) -> None:
        """Let go of the database."""


BATCH: int = 500
"""Cases claimed in one transaction."""

RETRY_FOR: Span = 60_000_000
"""How long an outbox row waits after "try again", doubled each time up to an hour."""
