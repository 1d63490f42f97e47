"""The members who chose a clinician or a chaplain: what is owed by him, and on which days he held a session.

What must never happen here: a member who chose another, or a word of what was said.
"""

from typing import NamedTuple

from solidground.app.asking.bonds import bond_of
from solidground.app.asking.duties import Duty, duties_in
from solidground.app.asking.questions import MyMembers
from solidground.app.asking.reading import Reading
from solidground.core.care.contact.events import ContactRecorded, TaskDone
from solidground.core.kernel import LATEST, CaseId, Instant, PersonId
from solidground.core.protocol.plan import Way
from solidground.core.wall import Bond, Viewer, What, sees


class ChosenBy(NamedTuple):
    """A member who chose the viewer. ``sessions`` are those the viewer held, by their day."""

    case: CaseId
    member: PersonId
    zone: str
    way: Way | None
    duties: tuple[Duty, ...]
    sessions: tuple[Instant, ...]


def my_members(reading: Reading, viewer: Viewer, question: MyMembers) -> tuple[ChosenBy, ...]:
    """Return the members who chose this viewer, whoever is owed something soonest first."""
    assert isinstance(question, MyMembers)
    if viewer.serves_command:
        return ()
    with reading.store.moment() as unit:
        shared = unit.shared_with(reading.agency, viewer.person, "clinician")
        kept = list(dict.fromkeys([*unit.kept_by(reading.agency, viewer.person), *shared]))
    roster = reading.roster()
    found: list[ChosenBy] = []
    for case_id, case in zip(kept, reading.cases(kept), strict=True):
        bond = bond_of(viewer, case, roster, reading.now)
        duties = duties_in(case_id, case, viewer, bond)
        if bond.is_chosen_clinician:
            sessions = _sessions(reading, case_id, viewer, bond)
            found.append(ChosenBy(case_id, case.head.member, case.plan.zone, case.choices.way, duties, sessions))
    return tuple(sorted(found, key=lambda one: (one.duties[0].due_at if one.duties else LATEST, one.case)))


def _sessions(reading: Reading, case: CaseId, viewer: Viewer, bond: Bond) -> tuple[Instant, ...]:
    return tuple(
        event.held_at
        for event in reading.events(case)
        if isinstance(event, TaskDone | ContactRecorded)
        and (isinstance(event, TaskDone) or event.outcome == "made")
        and sees(What.SESSION_ATTENDED, viewer, bond._replace(is_own=event.by == viewer.person))
    )
