"""The coordinator's board: who needs somebody first, then by time.

What must never happen here: a rank of members by how they are. What comes first is what nobody has taken on.
"""

from typing import NamedTuple

from solidground.app.asking.bonds import towards
from solidground.app.asking.concerns import concern_bond
from solidground.app.asking.questions import BOARD_PAGE, NOT_HERE, Board, BoardLines
from solidground.app.asking.reading import Reading
from solidground.app.grounding import ground_of
from solidground.app.rosters import Roster
from solidground.core.care.concern.decider import State as Concern
from solidground.core.care.needs import Needs
from solidground.core.care.state import Case
from solidground.core.ground import Ground
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal
from solidground.core.subject import CaseRow
from solidground.core.wall import Bond, Viewer, What, sees
from solidground.core.words import Words, phrased

WORDS = {
    Needs.UNHELD: phrased("Nobody holds it"),
    Needs.HANDOVER: phrased("Hand-over not confirmed"),
    Needs.SILENT: phrased("Silent to two people: decide what a person does next"),
    Needs.CONCERN: phrased("A concern was raised"),
    Needs.NOTHING: phrased("Somebody has it"),
    Needs.ANSWER: phrased("An answer came after the end"),
}


class BoardRow(NamedTuple):
    """One case on the board. ``next_at`` is when something is next owed, ``version`` how often anything happened."""

    case: CaseId
    member: PersonId
    part: str
    needs: Needs
    words: Words
    next_at: Instant | None
    began_at: Instant
    version: int


class LateRow(NamedTuple):
    """A case whose answers came after the end, and since when they wait for somebody who reads them."""

    case: CaseId
    member: PersonId
    since_at: Instant


class BoardSeen(NamedTuple):
    """One page of the board, how many cases need somebody now, and how many are open.

    ``late`` are cases that were closed before somebody answered, the longest waiting first; on the first page alone.
    """

    rows: tuple[BoardRow, ...]
    needing: int
    open: int
    pages: int
    late: tuple[LateRow, ...] = ()


def board(reading: Reading, viewer: Viewer, question: Board) -> BoardSeen | Refusal:
    """Return one page of active cases to a coordinator or deputy, without his own and his people's."""
    if not sees(What.CIRCLE, viewer, Bond()) or question.page < 0:
        return NOT_HERE
    roster = reading.roster()
    hidden, worried = shut_from(viewer, roster), _worried(reading, viewer, roster)
    with reading.store.moment() as unit:
        found = unit.board(reading.agency, hidden, worried, question.page * BOARD_PAGE, BOARD_PAGE)
    rows = tuple([_row(case, row, version) for case, row, version in found.rows])
    # After the end nobody else hears an answer.
    hears = sees(What.ANSWER, viewer, Bond(nobody_answered=True))
    late = _late(reading, hidden) if hears and question.page == 0 else ()
    return BoardSeen(rows, found.needing, found.total, -(-found.total // BOARD_PAGE), late)


def _late(reading: Reading, hidden: frozenset[PersonId]) -> tuple[LateRow, ...]:
    with reading.store.moment() as unit:
        waiting = unit.answered_late(reading.agency, hidden, BOARD_PAGE)
        cases: list[Case] = [loaded.state for loaded in unit.load(reading.streams(waiting))]
    rows = [LateRow(name, case.head.member, case.life.late[0].at) for name, case in zip(waiting, cases, strict=True)]
    return tuple(sorted(rows, key=lambda row: (row.since_at, row.case)))


def board_lines(reading: Reading, viewer: Viewer, question: BoardLines) -> dict[CaseId, Ground]:
    """Return the ground lines of those of some cases whose outcomes this coordinator sees."""
    asked = list(question.cases[:BOARD_PAGE]) if sees(What.CIRCLE, viewer, Bond()) else []
    hidden = shut_from(viewer, reading.roster())
    members = [case.head.member for case in reading.cases(asked)]
    seen = [case for case, member in zip(asked, members, strict=True) if member and member not in hidden]
    told = reading.events_of(seen)
    return {case: ground_of(events, reading.now) for case, events in zip(seen, told, strict=True)}


def shut_from(viewer: Viewer, roster: Roster) -> frozenset[PersonId]:
    """Return the members whose cases a coordinator does not look at: himself, and whom he supervises.

    Every other fact of a bond opens something more, and none shuts what the coordinator sees.
    """
    me = roster.people.get(viewer.person)
    near = {viewer.person, *(me.supervises if me is not None else ())}
    bonds = {member: towards(viewer, member, roster) for member in near}
    return frozenset(m for m, bond in bonds.items() if bond.is_member or not sees(What.OWED_AND_CONTACTS, viewer, bond))


def _worried(reading: Reading, viewer: Viewer, roster: Roster) -> frozenset[PersonId]:
    states: list[Concern] = reading.states(reading.store.streams(reading.agency, "concern"))
    return frozenset(
        state.about
        for state in states
        if not state.ended
        and sees(What.CONCERN, viewer, concern_bond(towards(viewer, state.about, roster), viewer, state))
    )


def _row(case: CaseId, row: CaseRow, version: int) -> BoardRow:
    needs = Needs(row.needs if row.needs is not None else Needs.NOTHING)
    return BoardRow(case, row.member, row.part, needs, WORDS[needs], row.next_due_at, row.began_at, version)
