"""The members who chose a clinician or a chaplain: what is owed by him, his sessions, and what they share with him.

What must never happen here: a member who chose another, or a word of what was said.
"""

from typing import NamedTuple

from solidground.app.asking.bonds import bond_of
from solidground.app.asking.decisions import DraftSeen, draft_of
from solidground.app.asking.duties import Duty, duties_in
from solidground.app.asking.one_case import Contact, Owing, contacts_in, newest_answers, owed_in
from solidground.app.asking.questions import MyMembers
from solidground.app.asking.reading import Reading
from solidground.app.asking.storage import storage_of
from solidground.core.care.contact.events import ContactRecorded, TaskDone
from solidground.core.care.decider import Event
from solidground.core.care.share.decider import ends_at, share_with
from solidground.core.care.state import Case
from solidground.core.care.storage import Stored
from solidground.core.kernel import LATEST, CaseId, Instant, PersonId
from solidground.core.protocol.plan import Way
from solidground.core.wall import Bond, Viewer, What, sees

CONTACTS_MOST = 8
"""How many of the newest contacts are shown."""


class Shared(NamedTuple):
    """What a member shares with the viewer now. None is what he does not."""

    incident: tuple[str, Instant] | None
    """Its kind, and when it was."""
    follows: bool
    owed: tuple[Owing, ...] | None
    """By others, soonest first: what is owed by the viewer himself stands by itself."""
    contacts: tuple[Contact, ...] | None
    """Newest first."""
    answers: tuple[tuple[Instant, str], ...] | None
    """Newest first."""
    stored: tuple[Stored, ...] | None
    """Where he keeps something of his own."""
    draft: DraftSeen | None
    """What he thinks over about the job."""
    ends_at: Instant


class ChosenBy(NamedTuple):
    """A member who chose the viewer. ``sessions`` are those the viewer held, by their day."""

    case: CaseId
    member: PersonId
    zone: str
    way: Way | None
    duties: tuple[Duty, ...]
    sessions: tuple[Instant, ...]
    shared: Shared | None


def my_members(reading: Reading, viewer: Viewer, question: MyMembers) -> tuple[ChosenBy, ...]:
    """Return the members who chose this viewer, whoever is owed something soonest first."""
    assert isinstance(question, MyMembers)
    if viewer.serves_command:
        return ()
    share = reading.shared_with(viewer.person, "clinician")
    with reading.store.moment() as unit:
        kept = list(dict.fromkeys([*unit.kept_by(reading.agency, viewer.person), *share]))
    roster = reading.roster()
    found: list[ChosenBy] = []
    for case_id, case in zip(kept, reading.cases(kept), strict=True):
        bond = bond_of(viewer, case, roster, reading.now)
        duties = duties_in(case_id, case, viewer, bond)
        if bond.is_chosen_clinician:
            events = reading.events(case_id)
            held, shared = _sessions(events, viewer, bond), _shared(reading, events, case, viewer, bond)
            found.append(ChosenBy(case_id, case.head.member, case.plan.zone, case.choices.way, duties, held, shared))
    return tuple(sorted(found, key=lambda one: (one.duties[0].due_at if one.duties else LATEST, one.case)))


def _sessions(events: list[Event], viewer: Viewer, bond: Bond) -> tuple[Instant, ...]:
    return tuple(
        event.held_at
        for event in events
        if isinstance(event, TaskDone | ContactRecorded)
        and (isinstance(event, TaskDone) or event.outcome == "made")
        and sees(What.SESSION_ATTENDED, viewer, bond._replace(is_own=event.by == viewer.person))
    )


def _shared(reading: Reading, events: list[Event], case: Case, viewer: Viewer, bond: Bond) -> Shared | None:
    share = share_with(case, viewer.person)
    if share is None or not bond.shared:
        return None
    contacts = sees(What.OWED_AND_CONTACTS, viewer, bond)
    owed = [one for one in owed_in(case, viewer, bond, reading.now) if one.keeper != viewer.person]
    return Shared(
        (case.head.kind, case.head.began_at) if sees(What.INCIDENT, viewer, bond) else None,
        sees(What.CASE_FOLLOWS, viewer, bond),
        tuple(owed) if contacts else None,
        tuple(reversed(contacts_in(events, viewer, bond)[-CONTACTS_MOST:])) if contacts else None,
        newest_answers(events, case.head.member) if sees(What.ANSWER, viewer, bond) else None,
        storage_of(reading, viewer, case.head.member, bond),
        draft_of(reading, viewer, case.head.member, bond),
        ends_at(share),
    )
