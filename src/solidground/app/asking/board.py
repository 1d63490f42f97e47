"""The coordinator's board: who needs somebody first, then by time.

What must never happen here: a rank of members by how they are. What comes first is what nobody has taken on.
"""

from enum import IntEnum
from typing import NamedTuple

from solidground.app.asking.bonds import bond_of, towards
from solidground.app.asking.concerns import concern_bond
from solidground.app.asking.questions import BOARD_PAGE, NOT_HERE, Board
from solidground.app.asking.reading import Reading
from solidground.app.grounding import ground_of
from solidground.app.rosters import Roster
from solidground.core.care.clock import due
from solidground.core.care.concern.decider import State as Concern
from solidground.core.care.contact.steps import DECIDE, HANDOVER, SILENCE, VISIT
from solidground.core.care.state import Case, raised_on
from solidground.core.ground import Ground
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal
from solidground.core.wall import Bond, Viewer, What, sees


class Needs(IntEnum):
    """What a case needs, the most pressing first."""

    UNHELD = 0
    HANDOVER = 1
    SILENT = 2
    CONCERN = 3
    NOTHING = 4


WORDS = {
    Needs.UNHELD: "Nobody holds it",
    Needs.HANDOVER: "Hand-over not confirmed",
    Needs.SILENT: "Silent to two people: decide what a person does next",
    Needs.CONCERN: "A concern was raised",
    Needs.NOTHING: "On time",
}


class BoardRow(NamedTuple):
    """One case on the board. ``next_at`` is when something is next owed."""

    case: CaseId
    member: PersonId
    part: str
    needs: Needs
    words: str
    next_at: Instant | None
    began_at: Instant
    ground: Ground


class BoardSeen(NamedTuple):
    """One page of the board, and how many cases need somebody now."""

    rows: tuple[BoardRow, ...]
    needing: int
    pages: int


class _Placed(NamedTuple):
    needs: Needs
    next_at: Instant | None
    case: CaseId
    state: Case


def board(reading: Reading, viewer: Viewer, question: Board) -> BoardSeen | Refusal:
    """Return one page of active cases to a coordinator or deputy, without his own and his people's."""
    if not sees(What.CIRCLE, viewer, Bond()) or question.page < 0:
        return NOT_HERE
    roster = reading.roster()
    worried = _worried(reading, viewer, roster)
    placed = sorted(
        [
            _Placed(needs_of(case, worried=case.head.member in worried), _next_at(case), case_id, case)
            for case_id, case in _active(reading)
            if sees(What.OWED_AND_CONTACTS, viewer, bond := bond_of(viewer, case, roster)) and not bond.is_member
        ],
        key=lambda one: (one.needs, one.next_at is None, one.next_at or 0, one.case),
    )
    first = question.page * BOARD_PAGE
    return BoardSeen(
        tuple([_row(reading, one) for one in placed[first : first + BOARD_PAGE]]),
        sum(one.needs is not Needs.NOTHING for one in placed),
        -(-len(placed) // BOARD_PAGE),
    )


def needs_of(case: Case, *, worried: bool) -> Needs:
    """Return what a case needs first."""
    raised = raised_on(case, HANDOVER)
    if case.unheld_at is not None:
        return Needs.UNHELD
    if raised is not None and raised.taken_by is None:
        return Needs.HANDOVER
    if any(item.key in (SILENCE, DECIDE, VISIT) for item in case.items):
        return Needs.SILENT
    return Needs.CONCERN if worried else Needs.NOTHING


def _active(reading: Reading) -> list[tuple[CaseId, Case]]:
    # Who said "stop" has nothing planned, and may have asked to be called.
    standing = reading.store.rows(reading.agency, "standing")
    calling = [case for case, row in standing if row.urgent or row.unheld_at]
    cases = [*(case for case, _ in reading.store.rows(reading.agency, "active")), *calling]
    found = [(case_id, reading.case(case_id)) for case_id in cases]
    return [(case_id, case) for case_id, case in found if case is not None]


def _worried(reading: Reading, viewer: Viewer, roster: Roster) -> frozenset[PersonId]:
    states: list[Concern] = reading.states(reading.store.streams(reading.agency, "concern"))
    return frozenset(
        state.about
        for state in states
        if not state.ended
        and sees(What.CONCERN, viewer, concern_bond(towards(viewer, state.about, roster), viewer, state))
    )


def _next_at(case: Case) -> Instant | None:
    owed = due(case)
    return owed[0].due_at if owed else None


def _row(reading: Reading, one: _Placed) -> BoardRow:
    head = one.state.head
    ground = ground_of(reading.events(one.case), reading.now)
    return BoardRow(one.case, head.member, head.part, one.needs, WORDS[one.needs], one.next_at, head.began_at, ground)
