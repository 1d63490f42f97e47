"""Walking every stream, some at a time, each batch as it was at one moment: what its events give, and what is kept.

What must never happen here: mending, a writer that waits, or events and rows of two moments held against each other.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from solidground.core.kernel import AgencyId, CaseId, Stream, fold
from solidground.core.record import Walked
from solidground.core.subject import CaseRow
from solidground.store.codec import Codec
from solidground.store.desk import CASE_FIELDS, case_row
from solidground.store.proof import PURGED
from solidground.store.session import Row, Session
from solidground.store.unit import BufferedUnit

if TYPE_CHECKING:
    from solidground.store.base import SqlStore

TOGETHER = 100
"""Streams looked at together: their events are held at once, and more of them are not read any faster."""

LAST = chr(0x10FFFF)
"""No stream's name comes after it."""

SNAPSHOTS = (
    "SELECT stream, version, schema, state FROM snapshot WHERE agency = ? AND stream > ? AND stream < ?"
    " ORDER BY stream LIMIT ?"
)
EVENTS = (
    "SELECT side, stream, version, type, schema, body FROM event WHERE agency = ? AND stream > ? AND stream <= ?"
    " ORDER BY stream, version"
)
PLANS = "SELECT stream, body FROM plan WHERE agency = ? AND stream > ? AND stream <= ?"
ROWS = f"SELECT {CASE_FIELDS} FROM case_row WHERE agency = ? AND case_id > ? AND case_id <= ?"  # noqa: S608 our names
FOREIGN = (
    "SELECT k.agency, k.case_id FROM keeping k LEFT JOIN case_row c ON c.agency = k.agency AND c.case_id = k.case_id"
    """ WHERE c.keepers IS NULL OR replace(c.keepers, '"' || k.keeper || '"', '') = c.keepers"""
)
FEW = (
    "SELECT c.agency, c.case_id FROM case_row c"
    " LEFT JOIN (SELECT agency, case_id, count(*) AS there FROM keeping GROUP BY agency, case_id) k"
    " ON k.agency = c.agency AND k.case_id = c.case_id WHERE coalesce(k.there, 0) <>"
    """ (length(c.keepers) - length(replace(c.keepers, '"', ''))) / 2"""
)
"""Every keeper of a row stands between two quotation marks."""


def walk(store: "SqlStore", subject: str = "") -> Iterator[tuple[BufferedUnit, list[Walked]]]:
    """Walk the streams of one subject, or of all; each batch comes with a unit that reads the same moment."""
    for agency in store.agencies():
        after, most = (f"{subject}/", f"{subject}0") if subject else ("", LAST)
        while after < most:
            with store.reading() as session:
                found = session.run(SNAPSHOTS, (agency, after, most, TOGETHER))
                last = str(found[-1][0]) if len(found) == TOGETHER else most
                yield store.unit(session), list(_batch(session, store.codec, agency, (after, last), found))
            after = last


def misheld(store: "SqlStore") -> list[Stream]:
    """Return the cases of which the way from a roster event to them is not what their rows say."""
    found = {
        Stream(AgencyId(row[0]), "care", f"case/{row[1]}") for each in (FOREIGN, FEW) for row in store.stream_rows(each)
    }
    return sorted(found)


def _batch(
    session: Session, codec: Codec, agency: AgencyId, between: tuple[str, str], snapshots: list[Row]
) -> Iterator[Walked]:
    kept = {row[0]: row[1:] for row in snapshots}
    plans: dict[str, bytes] = dict(session.run(PLANS, (agency, *between)))
    rows = _rows(session, agency, between)
    written = groupby(session.run(EVENTS, (agency, *between)), key=lambda row: (row[0], row[1]))
    for (side, name), each in written:
        stream, lines = Stream(agency, side, name), list(each)
        case = CaseId(name.partition("/")[2])
        events = [codec.decode(name, *line[3:]) for line in lines if line[3] != PURGED]
        subject = codec.subject(name)
        state = fold(subject.evolve, subject.initial, events)
        row = rows.get(case) if subject.row else None
        walked = Walked(stream, len(lines), state, events, row, "")
        snapshot = kept.pop(name, None)
        why = _misnumbered(lines) or _misplaced(stream, subject.side)
        why = why or _unlike(codec, walked, snapshot, plans.get(name))
        if not why and subject.row and not _shows(subject.row(state), row):
            why = "has a case row its events do not give"
        yield walked._replace(why=why)
    for name in kept:
        yield Walked(Stream(agency, codec.subject(name).side, name), 0, None, [], None, "has a snapshot and no events")


def _rows(session: Session, agency: AgencyId, between: tuple[str, str]) -> dict[CaseId, CaseRow]:
    """Return the case rows of the streams between two names."""
    after, last = between
    first = after.removeprefix("case/") if after.startswith("case/") else "" if after < "case/" else LAST
    until = last.removeprefix("case/") if last.startswith("case/") else "" if last < "case/" else LAST
    return dict(map(case_row, session.run(ROWS, (agency, first, until)))) if first < until else {}


def _misnumbered(lines: list[Row]) -> str:
    follow = all(line[2] == number for number, line in enumerate(lines, start=1))
    return "" if follow else "has versions that do not follow one another"


def _misplaced(stream: Stream, side: str) -> str:
    return "" if stream.side == side else f"is on the side {stream.side}, not {side}"


def _unlike(codec: Codec, walked: Walked, kept: Row | None, plan: bytes | None) -> str:
    """Say how the kept state differs from what the events give; the same bytes are the same state."""
    if kept is None or kept[0] != walked.version:
        return "has a snapshot of another version"
    name, state = walked.stream.name, walked.state
    alike = kept[1] == codec.number(name) and codec.pack(name, state) == kept[2]
    if alike and (not codec.subject(name).rarely or codec.pack_rarely(name, state) == plan):
        return ""
    unpacked = codec.unpack(name, kept[1], kept[2], plan)
    return "has a snapshot its events do not give" if unpacked is not None and unpacked != state else ""


def _shows(expected: CaseRow | None, row: CaseRow | None) -> bool:
    """Tell whether a row shows what it should. A case set apart shows as unheld although its rules never said so.

    What an older version wrote does not say what it needs.
    """
    if expected is not None and row is not None and row.needs is None:
        expected = expected._replace(needs=None)
    if expected is None or row is None or row.unheld_at is None:
        return expected == row
    earlier = expected.unheld_at is None or row.unheld_at <= expected.unheld_at
    return earlier and expected._replace(unheld_at=row.unheld_at) == row
