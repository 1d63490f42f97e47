"""What somebody of the family is shown: who is there for her, her days, and what a member shares with her.

What must never happen here: a look at care for whoever serves command, or a word of a case that was not shared.
"""

from typing import NamedTuple

from solidground.app.asking.bonds import bond_of
from solidground.app.asking.decisions import DraftSeen, draft_of
from solidground.app.asking.duty import status_of
from solidground.app.asking.news import Heading, news_in
from solidground.app.asking.one_case import newest_answers
from solidground.app.asking.property import ThingSeen, things_of
from solidground.app.asking.questions import NOT_HERE, SharedWithMe
from solidground.app.asking.reading import Reading
from solidground.app.asking.storage import storage_of
from solidground.app.asking.words import step_words
from solidground.app.rosters import Roster
from solidground.core.care.share.decider import ends_at, share_with
from solidground.core.care.state import Case, Share
from solidground.core.care.storage import Stored
from solidground.core.duty.status.state import State as Status
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal
from solidground.core.wall import Viewer, What, sees
from solidground.core.words import Words

FAMILY = "family"
"""As whom she sees what is shared; and the part in an incident of whoever has it as family."""

HER_DAYS_MOST = 4


class Shown(NamedTuple):
    """What one member shares. None is what he does not; all of it where its time has passed (``over``)."""

    member: PersonId
    ends_at: Instant
    over: bool
    incident: tuple[str, Instant] | None
    """Its kind, and when it was."""
    answers: tuple[tuple[Instant, str], ...] | None
    """Newest first."""
    taken: tuple[ThingSeen, ...] | None
    """What was taken from him, and by when he hears more."""
    stored: tuple[Stored, ...] | None
    """Where he keeps something of his own."""
    duty: Status | None
    """How he stands on duty: nothing too where nothing was written down."""
    zone: str
    known: tuple[Heading, ...] = ()
    """How inquiries stand, where that is shared and the member was told."""
    draft: DraftSeen | None = None
    """What he thinks over about the job."""


class Days(NamedTuple):
    """One of her own days: what somebody owes her, and by when."""

    words: Words
    due_at: Instant


class FamilySeen(NamedTuple):
    """The page of somebody of the family. ``person`` is who is there for her, None where nobody is just now.

    ``began_at`` is the day from which she counts: of her own case, or of what was shared with her.
    """

    person: PersonId | None
    is_own: bool
    """Whether that is somebody of her own case, or else whoever answers for families here."""
    days: tuple[Days, ...]
    shared: tuple[Shown, ...]
    began_at: Instant | None
    zone: str


def is_family(reading: Reading, viewer: Viewer) -> bool:
    """Tell whether somebody is shown the way to this page: something is shared with her, or she has a case as family.

    For whoever serves command, or leads anybody, nothing is looked up: no page of theirs reads care.
    """
    me = reading.people().people.get(viewer.person)
    if viewer.serves_command or (me is not None and me.supervises):
        return False
    return bool(_own(reading, viewer)) or bool(_shared(reading, viewer))


def shared_with_me(reading: Reading, viewer: Viewer, question: SharedWithMe) -> FamilySeen | Refusal:
    """Return what somebody of the family sees."""
    assert isinstance(question, SharedWithMe)
    if viewer.serves_command:
        return NOT_HERE
    shared, own = _shared(reading, viewer), _own(reading, viewer)
    if not shared and not own:
        return NOT_HERE
    roster = reading.roster()
    shown = [_shown(reading, viewer, roster, case) for case in shared]
    hers_as_family = reading.case(own[-1]) if own else None
    # Who asked for somebody has her person in a case of her own, whatever it followed from.
    mine = hers_as_family or _any_own(reading, viewer)
    hers = _person(mine) if mine is not None else None
    staff = roster.staff("liaison_family", reading.now)
    began = [one.incident[1] for one in shown if one.incident is not None]
    began += [hers_as_family.head.began_at] if hers_as_family is not None else []
    zone = mine.plan.zone if mine is not None else shown[0].zone
    person = hers or (staff[0] if staff else None)
    return FamilySeen(person, hers is not None, _days(mine), tuple(shown), max(began, default=None), zone)


def _shared(reading: Reading, viewer: Viewer) -> list[CaseId]:
    return reading.shared_with(viewer.person, FAMILY)


def _own(reading: Reading, viewer: Viewer) -> list[CaseId]:
    cases = reading.cases_of(viewer.person)
    return [case for case, row in cases if row.part == FAMILY and row.status != "closed"]


def _any_own(reading: Reading, viewer: Viewer) -> Case | None:
    cases = [case for case, row in reading.cases_of(viewer.person) if row.status != "closed"]
    return reading.case(cases[-1]) if cases else None


def _person(mine: Case) -> PersonId | None:
    keepers = [item.keeper for item in mine.items if item.who == "liaison_family" and item.keeper is not None]
    return mine.peer or (keepers[0] if keepers else None)


def _days(mine: Case | None) -> tuple[Days, ...]:
    items = sorted(mine.items, key=lambda item: item.due_at) if mine is not None else []
    return tuple([Days(step_words(item.key, item.kind), item.due_at) for item in items if item.kind != "ask"])[
        :HER_DAYS_MOST
    ]


def _shown(reading: Reading, viewer: Viewer, roster: Roster, case_id: CaseId) -> Shown:
    case = reading.case(case_id)
    assert case is not None, "what is shared is of a case"
    share = share_with(case, viewer.person)
    assert share is not None, "the way to it was written with it"
    return _seen(reading, viewer, roster, case, share)


def _seen(reading: Reading, viewer: Viewer, roster: Roster, case: Case, share: Share) -> Shown:
    bond = bond_of(viewer, case, roster, reading.now)
    incident = (case.head.kind, case.head.began_at) if sees(What.INCIDENT, viewer, bond) else None
    events = reading.events(case.head.case)
    answers = newest_answers(events, case.head.member) if sees(What.ANSWER, viewer, bond) else None
    duty = status_of(reading, case.head.member) if sees(What.DUTY_STATUS, viewer, bond) else None
    until_at = ends_at(share)
    member, zone = case.head.member, case.plan.zone
    taken, stored = things_of(reading, viewer, member, bond), storage_of(reading, viewer, member, bond)
    known = news_in(case, viewer, bond, reading.now).known
    over = until_at <= reading.now
    draft = draft_of(reading, viewer, member, bond)
    return Shown(member, until_at, over, incident, answers, taken, stored, duty, zone, known, draft)
