"""One case as somebody sees it who keeps something of it: what he owes there, and how the member wants to be met.

What must never happen here: the case of somebody with whom he is in conflict, or more than the wall gives a helper.
"""

from typing import NamedTuple

from solidground.app.asking.bonds import bond_of
from solidground.app.asking.decisions import DraftSeen, draft_of
from solidground.app.asking.duties import Duty, duties_in
from solidground.app.asking.one_case import CaseSeen, one_case
from solidground.app.asking.questions import NOT_HERE, OneCase, OneKept
from solidground.app.asking.reading import Reading
from solidground.app.asking.storage import storage_of
from solidground.core.care.events import PlanRescheduled
from solidground.core.care.state import Case
from solidground.core.care.storage import Stored
from solidground.core.kernel import Instant, Refusal
from solidground.core.protocol.plan import Way
from solidground.core.wall import Bond, Role, Viewer, What, standing

HELPS = frozenset({Role.PEER, Role.COMPANION, Role.CLINICIAN})
"""In one of these roles somebody keeps something of a case."""


class Wishes(NamedTuple):
    """How the member wants to be met. ``resting_until`` is the day of his "not now", where it lies ahead."""

    way: Way | None
    slower: bool
    resting_until: Instant | None
    counsel: bool


class KeptSeen(NamedTuple):
    """A case as a helper sees it: ``seen`` as the wall gives it to him, and what he owes in it."""

    seen: CaseSeen
    duties: tuple[Duty, ...]
    wishes: Wishes
    is_peer: bool
    is_companion: bool
    stored: tuple[Stored, ...] | None
    """Where the member keeps something of his own, to a peer with whom he shares that."""
    draft: DraftSeen | None
    """What the member thinks over, in the same way."""


def one_kept(reading: Reading, viewer: Viewer, question: OneKept) -> KeptSeen | Refusal:
    """Return a case to who keeps something of it; to everybody else it is not there."""
    case = None if viewer.serves_command else reading.case(question.case)
    if case is None:
        return NOT_HERE
    bond = bond_of(viewer, case, reading.roster(), reading.now)
    if not standing(What.OWED_AND_CONTACTS, viewer, bond) & HELPS:
        return NOT_HERE
    seen = one_case(reading, viewer, OneCase(question.case))
    return seen if isinstance(seen, Refusal) else _kept(reading, viewer, case, bond, seen)


def _kept(reading: Reading, viewer: Viewer, case: Case, bond: Bond, seen: CaseSeen) -> KeptSeen:
    duties = duties_in(seen.case, case, viewer, bond)
    stored = storage_of(reading, viewer, case.head.member, bond)
    draft = draft_of(reading, viewer, case.head.member, bond)
    is_peer = case.peer == viewer.person
    return KeptSeen(seen, duties, _wishes(reading, case), is_peer, bond.is_companion_now, stored, draft)


def _wishes(reading: Reading, case: Case) -> Wishes:
    resting_until, choices = case.choices.resting_until, case.choices
    ahead = resting_until if resting_until is not None and resting_until > reading.now else None
    moved = [event.why for event in reading.events(case.head.case) if isinstance(event, PlanRescheduled)]
    paced = [why for why in moved if why != "zone"]
    return Wishes(choices.way, paced[-1:] == ["pace"], ahead, choices.counsel)
