"""What somebody owes, in order of time.

What must never happen here: a count. Nobody is compared with anybody, nor with himself last month.
"""

from typing import Literal, NamedTuple

from solidground.app.asking.bonds import bond_of, own
from solidground.app.asking.questions import MyDuties
from solidground.app.asking.reading import Reading
from solidground.app.asking.words import step_words
from solidground.core.care.state import Case, Item
from solidground.core.kernel import CaseId, Instant, PersonId, obligation_id
from solidground.core.protocol.plan import Kind
from solidground.core.wall import Bond, Viewer, What, sees
from solidground.core.words import Words, phrased


class Duty(NamedTuple):
    """One thing this viewer owes. ``member`` is None for a call on a ladder: who takes it learns who it is.

    ``kind`` is that of its step, or ``ladder``; ``obligation`` is what he answers to.
    """

    case: CaseId
    member: PersonId | None
    key: str
    words: Words
    opens_at: Instant
    due_at: Instant
    lapses_at: Instant
    kind: Kind | Literal["ladder"]
    obligation: str


def my_duties(reading: Reading, viewer: Viewer, question: MyDuties) -> tuple[Duty, ...]:
    """Return what this viewer owes now, soonest first."""
    assert isinstance(question, MyDuties)
    if viewer.serves_command:
        return ()
    with reading.store.moment() as unit:
        kept = unit.kept_by(reading.agency, viewer.person)
    roster = reading.roster()
    duties: list[Duty] = []
    for case_id, case in zip(kept, reading.cases(kept), strict=True):
        duties += duties_in(case_id, case, viewer, bond_of(viewer, case, roster, reading.now))
    return tuple(sorted(duties, key=_order))


def duties_in(case_id: CaseId, case: Case, viewer: Viewer, bond: Bond) -> tuple[Duty, ...]:
    """Return what this viewer owes in one case, soonest first."""
    kept = [
        _kept(case_id, case, i)
        for i in case.items
        if i.keeper == viewer.person and sees(What.OWED_AND_CONTACTS, viewer, own(bond, viewer, i))
    ]
    return tuple(sorted([*kept, *_asked(case_id, case, viewer)], key=_order))


def _order(duty: Duty) -> tuple[Instant, CaseId, str]:
    return duty.due_at, duty.case, duty.key


def _kept(case_id: CaseId, case: Case, item: Item) -> Duty:
    obligation = obligation_id(case_id, item.key, item.occurrence)
    times = (item.opens_at, item.due_at, item.lapses_at)
    return Duty(case_id, case.head.member, item.key, step_words(item.key, item.kind), *times, item.kind, obligation)


def _asked(case_id: CaseId, case: Case, viewer: Viewer) -> list[Duty]:
    """Return what waits for "I have it": as little as the notification said."""
    words = phrased("something needs one person to say \u201cI have it\u201d")
    return [
        Duty(
            case_id,
            None,
            step := f"ladder:{one.ladder}",
            words,
            one.raised_at,
            one.next_at,
            one.next_at,
            "ladder",
            obligation_id(case_id, step, one.occurrence),
        )
        for one in case.raised
        if one.asked == viewer.person and one.taken_by is None
    ]
