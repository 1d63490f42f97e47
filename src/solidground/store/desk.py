"""The quieter half of a unit: cases by member, inbox, outbox, tokens and the registry. The same on every database.

What must never happen here: an outbox row that is dropped, or counted as sent when nobody knows.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from solidground.core.counting import Figure, Frozen, Shown
from solidground.core.kernel import HOUR, MINUTE, AgencyId, CaseId, Instant, PersonId, Span
from solidground.core.record import Change, InboxRow, Left, OutboxRow, Route
from solidground.core.subject import CaseRow, Notice, Subject
from solidground.store.codec import Codec
from solidground.store.door import Door
from solidground.store.fault import RESTORE, StoreError
from solidground.store.looks import Looks
from solidground.store.session import OUTBOX_FIELDS, Row, Session
from solidground.store.shelf import Shelf

LOAN_FOR: Span = 10 * MINUTE
"""How long outbox rows are lent to a sender. One that dies leaves them to the next after this.

Who knows that no other sender lives takes them back at once.
"""

APART_FOR: Span = MINUTE
"""How long an inbox row that failed waits, doubled each time."""

APART_FOR_MOST: Span = HOUR
"""The longest such wait: somebody has no case yet."""

APART_DOUBLED_MOST = 6
"""Doubled so often, it is longer than the longest."""

CASE_FIELDS = (
    "case_id, status, member, incident, part, began_at, wake_at, urgent, peer, unheld_at,"
    " next_step, next_due_at, closed_at, keepers, needs"
)
ASKED_TOGETHER = 200
"""Obligations whose notifications are asked for in one statement."""

THERE = (
    "SELECT obligation, repeat, rung, recipient, way FROM outbox"  # noqa: S608 our names
    f" WHERE agency = ? AND obligation IN ({', '.join('?' * ASKED_TOGETHER)})"
)
STATUS = {
    "handed_over": "handed_over",
    "refused": "refused",
    "withdrawn": "withdrawn",
    "again": "waiting",
    "unknown": "unknown",
}

_keepers = msgspec.json.Decoder(tuple[PersonId, ...]).decode


def case_row(row: Row) -> tuple[CaseId, CaseRow]:
    """Return a case and its row from the columns of ``CASE_FIELDS``."""
    try:
        keepers = _keepers(row[13])
    except (msgspec.MsgspecError, TypeError) as error:
        sentence = f'The case {row[0]} has a damaged row in the table "case_row": its keepers cannot be read. {RESTORE}'
        raise StoreError(sentence) from error
    return CaseId(row[0]), CaseRow._make((*row[1:7], bool(row[7]), *row[8:13], keepers, row[14]))


def notice_key(agency: str, notice: Notice) -> str:
    """Return the idempotency key of a notification: the same six things give the same key for ever."""
    parts = (agency, *notice[:5])
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:32]


class Desk(Shelf, Door, Looks):
    """What a unit does besides states and events."""

    def __init__(self, session: Session, codec: Codec) -> None:
        """Work in a session's transaction."""
        self._session = session
        self._codec = codec
        self._notices: list[Row] = []

    def _write_rows(self) -> None:
        """Write the case rows that wait."""
        raise NotImplementedError

    def take_notices(self, change: Change, subject: Subject) -> None:
        """Take in the notifications of a change."""
        agency = change.stream.agency
        case = change.stream.name.partition("/")[2] if subject.row else ""
        for notice in change.notices:
            row = (agency, notice_key(agency, notice), case, *notice[:7], int(notice.urgent))
            self._notices.append(row)

    def write_notices(self) -> None:
        """Write the notifications that wait."""
        if self._notices:
            self._session.put_notices(self._notices)
            self._notices.clear()

    def cases_of(
        self, agency: AgencyId, *, member: PersonId | None = None, incident: str | None = None
    ) -> list[tuple[CaseId, CaseRow]]:
        """Return the case rows of one member or of one incident, in order of opening."""
        assert (member is None) != (incident is None), "one of the two"
        self._write_rows()
        by = "member" if incident is None else "incident"
        rows = self._session.run(
            f"SELECT {CASE_FIELDS} FROM case_row WHERE agency = ? AND {by} = ? ORDER BY began_at, case_id",  # noqa: S608 our names
            (agency, member if incident is None else incident),
        )
        return [case_row(row) for row in rows]

    def put_inbox(self, rows: Sequence[InboxRow]) -> None:
        """Add rows; one that is there already stays as it is."""
        encoded = [(row.agency, row.key, row.stream, *self._codec.encode_command(row.command), row.at) for row in rows]
        self._session.many(
            "INSERT INTO inbox (agency, key, stream, type, body, at, tries, try_at) VALUES (?, ?, ?, ?, ?, ?, 0, 0)"
            " ON CONFLICT DO NOTHING",
            encoded,
        )

    def take_inbox(self, now: Instant, most: int) -> list[InboxRow]:
        """Return and remove the oldest rows whose time has come; one that cannot be read is set apart."""
        taken: list[InboxRow] = []
        numbers = []
        for number, agency, key, stream, kind, body, at in self._session.inbox(now, most):
            try:
                command = self._codec.decode_command(stream, kind, body)
            except (StoreError, msgspec.MsgspecError, UnicodeError):
                self.inbox_apart(AgencyId(agency), key, "unread", now)
                continue
            taken.append(InboxRow(AgencyId(agency), key, stream, command, at))
            numbers.append((number,))
        self._session.many("DELETE FROM inbox WHERE number = ?", numbers)
        return taken

    def inbox_next(self, now: Instant) -> tuple[AgencyId, str] | None:
        """Return agency and key of the row that is taken next, locked until the transaction ends."""
        rows = self._session.inbox(now, 1)
        return (AgencyId(rows[0][1]), rows[0][2]) if rows else None

    def inbox_apart(self, agency: AgencyId, key: str, why: str, now: Instant) -> None:
        """Set a row apart that failed: it stays, lets the others pass, and is taken again ever later."""
        for (tries,) in self._session.run("SELECT tries FROM inbox WHERE agency = ? AND key = ?", (agency, key)):
            try_at = now + min(APART_FOR << min(tries, APART_DOUBLED_MOST), APART_FOR_MOST)
            self._session.change(
                "UPDATE inbox SET tries = ?, try_at = ?, why = ? WHERE agency = ? AND key = ?",
                (tries + 1, try_at, why, agency, key),
            )

    def inbox_left(self, until: Instant) -> list[Left]:
        """Return the rows that were set apart, and those that have waited since ``until`` or longer."""
        rows = self._session.run(
            "SELECT agency, stream, at, tries, why FROM inbox WHERE tries > 0 OR at <= ? ORDER BY number", (until,)
        )
        return [Left(AgencyId(row[0]), *row[1:]) for row in rows]

    def outbox_due(self, now: Instant, most: int, *, urgent: bool = False) -> list[OutboxRow]:
        """Lend out rows whose time has come, urgent first or alone."""
        self.write_notices()
        rows = self._session.outbox_due(now, most, urgent=urgent)
        self._session.many(
            "UPDATE outbox SET tries = tries + 1, next_try_at = ?, first_at = coalesce(first_at, ?) WHERE number = ?",
            [(now + LOAN_FOR, now, row[1]) for row in rows],
        )
        return [_outbox_row(row) for row in rows]

    def outbox_holds(self, rows: Sequence[OutboxRow]) -> bool:
        """Tell whether rows are still lent to who borrowed them."""
        held = "SELECT 1 FROM outbox WHERE number = ? AND tries = ? AND next_try_at IS NOT NULL"
        return all(self._session.run(held, (row.number, row.tries + 1)) for row in rows)

    def outbox_sent_as(self, rows: Sequence[OutboxRow], key: str) -> None:
        """Note under which key rows are about to leave."""
        self._session.many("UPDATE outbox SET sent_as = ? WHERE number = ?", [(key, row.number) for row in rows])

    def outbox_take_back(self, now: Instant) -> int:
        """End every loan of rows that may have left; they keep the key under which they may have.

        What was lent after ``now`` is in the hands of somebody who has begun since.
        """
        # What was unknown before waits for its time: nobody can tell it from what is lent.
        return self._session.change(
            "UPDATE outbox SET next_try_at = ?"
            " WHERE status = 'waiting' AND sent_as IS NOT NULL AND next_try_at > ? AND next_try_at <= ?",
            (now, now, now + LOAN_FOR),
        )

    def outbox_ended(
        self, agency: AgencyId, number: int, outcome: str, at: Instant, next_try_at: Instant | None
    ) -> None:
        """Note how a delivery ended. A row that has ended stays so, except that what was handed over was."""
        assert (outcome in {"again", "unknown"}) == (next_try_at is not None), "tried again at a time, or never"
        self._session.change(
            "UPDATE outbox SET status = ?, next_try_at = ?, ended_at = ?,"
            " sent_as = CASE WHEN ? = 'again' THEN NULL ELSE sent_as END"
            " WHERE agency = ? AND number = ? AND (next_try_at IS NOT NULL OR ? = 'handed_over')",
            (STATUS[outcome], next_try_at, at if next_try_at is None else None, outcome, agency, number, outcome),
        )

    def outbox_hand_over(self, now: Instant) -> int:
        """Note everything whose time has come as handed over: a replay sends nothing. Return how many rows."""
        self.write_notices()
        return self._session.change(
            "UPDATE outbox SET status = 'handed_over', tries = tries + 1, first_at = coalesce(first_at, ?),"
            " next_try_at = NULL, ended_at = ? WHERE next_try_at <= ?",
            (now, now, now),
        )

    def outbox_withdraw(
        self, agency: AgencyId, at: Instant, *, case: str | None = None, obligation: str | None = None
    ) -> int:
        """Withdraw what waits for a case, or for one obligation; return how many."""
        assert (case is None) != (obligation is None), "one of the two"
        self.write_notices()
        by = "case_id" if obligation is None else "obligation"
        return self._session.change(
            "UPDATE outbox SET status = 'withdrawn', next_try_at = NULL, ended_at = ?"  # noqa: S608 our names
            f" WHERE agency = ? AND {by} = ? AND next_try_at IS NOT NULL",
            (at, agency, case if obligation is None else obligation),
        )

    def outbox_case(self, agency: AgencyId, obligation: str) -> str | None:
        """Return the case an obligation belongs to, by any notification there was of it."""
        self.write_notices()
        rows = self._session.run(
            "SELECT case_id FROM outbox WHERE agency = ? AND obligation = ? LIMIT 1", (agency, obligation)
        )
        return rows[0][0] if rows else None

    def outbox_asked(self, agency: AgencyId, obligation: str) -> list[PersonId]:
        """Return everybody who was ever notified of an obligation."""
        self.write_notices()
        rows = self._session.run(
            "SELECT DISTINCT recipient FROM outbox WHERE agency = ? AND obligation = ? ORDER BY recipient",
            (agency, obligation),
        )
        return [PersonId(recipient) for (recipient,) in rows]

    def outbox_sent(self, agency: AgencyId, reference: str) -> OutboxRow | None:
        """Return what was sent under a key, or under the one key that begins so."""
        rows = self._session.run(
            f"SELECT {OUTBOX_FIELDS} FROM outbox WHERE agency = ? AND key >= ? AND key < ?"  # noqa: S608 our names
            " AND status IN ('handed_over', 'unknown') LIMIT 2",
            (agency, reference, reference + "g"),
        )
        return _outbox_row(rows[0]) if len(rows) == 1 else None

    def outbox_missing(self, agency: AgencyId, notices: Sequence[Notice]) -> list[Notice]:
        """Return the notices that have no row."""
        self.write_notices()
        wanted = list(dict.fromkeys(notice.obligation for notice in notices))
        found: set[Row] = set()
        for first in range(0, len(wanted), ASKED_TOGETHER):
            asked = wanted[first : first + ASKED_TOGETHER]
            # Always as many marks: the database prepares one statement.
            asked += asked[-1:] * (ASKED_TOGETHER - len(asked))
            found.update(self._session.run(THERE, (agency, *asked)))
        return [notice for notice in notices if tuple(notice[:5]) not in found]

    def outbox_doubled(self) -> list[tuple[AgencyId, str]]:
        """Return the keys that stand in the outbox more than once."""
        self.write_notices()
        rows = self._session.run("SELECT agency, key FROM outbox GROUP BY agency, key HAVING count(*) > 1")
        return [(AgencyId(agency), key) for agency, key in rows]

    def outbox_waiting(self, until: Instant, *, urgent: bool = False) -> dict[AgencyId, int]:
        """Return how many notifications of each agency, or urgent ones alone, wait whose time came by then."""
        self.write_notices()
        rows = self._session.run(
            "SELECT agency, count(*) FROM outbox WHERE next_try_at IS NOT NULL AND send_at <= ? AND urgent >= ?"
            " GROUP BY agency ORDER BY agency",
            (until, int(urgent)),
        )
        return {AgencyId(agency): count for agency, count in rows}

    def remembered(self, agency: AgencyId, token: str) -> str | None:
        """Return what a one-tap token did, None where it was never used."""
        key = (agency, hashlib.sha256(token.encode()).hexdigest())
        rows = self._session.run("SELECT did FROM token WHERE agency = ? AND token = ?", key)
        return rows[0][0] if rows else None

    def remember(self, agency: AgencyId, token: str, did: str, at: Instant) -> str | None:
        """Note what a one-tap token did; return what it did the first time when it was used before."""
        key = (agency, hashlib.sha256(token.encode()).hexdigest())
        added = self._session.change("INSERT INTO token VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", (*key, did, at))
        if added:
            return None
        first: str = self._session.run("SELECT did FROM token WHERE agency = ? AND token = ?", key)[0][0]
        return first

    def put_person(self, agency: AgencyId, person: PersonId, name: str) -> None:
        """Write somebody's name into the registry."""
        self._session.change(
            "INSERT INTO person VALUES (?, ?, ?) ON CONFLICT (agency, person) DO UPDATE SET name = excluded.name",
            (agency, person, name),
        )

    def person_names(self, agency: AgencyId) -> dict[PersonId, str]:
        """Return the names of everybody in the registry."""
        rows = self._session.run("SELECT person, name FROM person WHERE agency = ? ORDER BY person", (agency,))
        return {PersonId(person): name for person, name in rows}

    def put_route(self, route: Route) -> None:
        """Write where somebody is reached."""
        self._session.change(
            "INSERT INTO route VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (agency, person, route)"
            " DO UPDATE SET way = excluded.way, address = excluded.address, working = excluded.working",
            (*route[:5], int(route.working)),
        )

    def routes(self, agency: AgencyId, person: PersonId) -> list[Route]:
        """Return where somebody is reached, working or not."""
        rows = self._session.run(
            "SELECT agency, person, route, way, address, working FROM route"
            " WHERE agency = ? AND person = ? ORDER BY route",
            (agency, person),
        )
        return [Route._make((*row[:5], bool(row[5]))) for row in rows]

    def absent_from(self, agency: AgencyId, person: PersonId, at: Instant) -> None:
        """Note when somebody will be gone: his cases are woken then."""
        self._session.change("INSERT INTO absence VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (agency, person, at))

    def absent_now(self, now: Instant) -> list[tuple[AgencyId, PersonId]]:
        """Return, once, who is gone from now on."""
        rows = self._session.run(
            "SELECT agency, person, at FROM absence WHERE at <= ? ORDER BY at, agency, person", (now,)
        )
        self._session.many("DELETE FROM absence WHERE agency = ? AND person = ? AND at = ?", rows)
        return [(AgencyId(agency), PersonId(person)) for agency, person, _ in rows]

    def lend(self, borrower: AgencyId, lender: AgencyId, person: PersonId) -> None:
        """Note that somebody may be asked by another agency."""
        self._session.change("INSERT INTO lending VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (borrower, lender, person))

    def lent(self, borrower: AgencyId) -> list[tuple[AgencyId, PersonId]]:
        """Return who may be asked by an agency though he belongs to another, in order."""
        rows = self._session.run(
            "SELECT lender, person FROM lending WHERE agency = ? ORDER BY lender, person", (borrower,)
        )
        return [(AgencyId(lender), PersonId(person)) for lender, person in rows]

    def forget_person(self, agency: AgencyId, person: PersonId) -> None:
        """Delete somebody's name, addresses and phones. The log keeps the id, which then means nobody."""
        self._session.change("DELETE FROM route WHERE agency = ? AND person = ?", (agency, person))
        self._session.change("DELETE FROM person WHERE agency = ? AND person = ?", (agency, person))
        self._session.change("DELETE FROM device WHERE agency = ? AND person = ?", (agency, person))
        self._session.change("DELETE FROM elsewhere WHERE agency = ? AND person = ?", (agency, person))
        self._session.change("DELETE FROM signed WHERE agency = ? AND person = ?", (agency, person))
        self._session.change("DELETE FROM serial WHERE agency = ? AND person = ?", (agency, person))
        self._session.change("DELETE FROM looked WHERE agency = ? AND member = ?", (agency, person))

    def put_figure(self, agency: AgencyId, frozen: Frozen, at: Instant) -> None:
        """Freeze a figure: what leaves, and apart from it what it was counted from."""
        table = frozen.table
        shown = msgspec.json.encode(frozen.shown).decode()
        row = (agency, table.name, table.from_on, table.until_on, shown, at)
        self._session.change("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?)", row)
        counted = (agency, table.name, table.until_on, msgspec.json.encode(frozen).decode())
        self._session.change("INSERT INTO counted VALUES (?, ?, ?, ?)", counted)

    def figures(self, agency: AgencyId) -> list[Figure]:
        """Return the figures that were released, oldest first."""
        rows = self._session.run(
            "SELECT called, from_on, until_on, shown FROM figure WHERE agency = ? ORDER BY until_on, called", (agency,)
        )
        return [Figure(row[0], row[1], row[2], msgspec.json.decode(row[3], type=Shown)) for row in rows]

    def counted(self, agency: AgencyId) -> list[Frozen]:
        """Return what the released figures were counted from, oldest first."""
        rows = self._session.run("SELECT frozen FROM counted WHERE agency = ? ORDER BY until_on, called", (agency,))
        return [msgspec.json.decode(row[0], type=Frozen) for row in rows]


def _outbox_row(row: Row) -> OutboxRow:
    agency, number, key, case, tries, due, status, sent_as, *notice = row
    # What waits and has such a key was in the hands of a sender that died.
    unknown = status == "unknown" or (status == "waiting" and sent_as is not None)
    return OutboxRow(AgencyId(agency), number, key, _notice(notice), case, tries, due or 0, unknown, sent_as or "")


def _notice(fields: list[Any]) -> Notice:
    return Notice._make((*fields[:7], bool(fields[7])))
