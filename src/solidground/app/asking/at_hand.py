"""One case as the coordinator has it at hand: what he may act on, and the version he looks at.

What must never happen here: a case shown to a coordinator who is its member, or who supervises him.
"""

from typing import NamedTuple

from solidground.app.asking.bonds import bond_of
from solidground.app.asking.questions import NOT_HERE, CaseAtHand
from solidground.app.asking.reading import Reading
from solidground.app.asking.words import step_words
from solidground.app.handle import stream_of
from solidground.app.rosters import Roster
from solidground.core.care.contact.steps import DECIDE
from solidground.core.care.needs import Needs, needs_of
from solidground.core.care.state import Case, Item, Late, Life, Raised, is_wanted
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal
from solidground.core.protocol.plan import Keeping, Kind
from solidground.core.wall import Bond, Viewer, What, sees
from solidground.core.words import Words


class Step(NamedTuple):
    """Something owed, with what it is called by. ``come`` tells whether anything can be said of it yet."""

    key: str
    occurrence: int
    kind: Kind
    who: Keeping
    words: Words
    keeper: PersonId | None
    due_at: Instant
    lapses_at: Instant
    come: bool

    @property
    def name(self) -> str:
        """Return what a form calls it."""
        return f"{self.key}.{self.occurrence}"


class Rung(NamedTuple):
    """An escalation that waits for "I have it", or that somebody has."""

    ladder: str
    asked: PersonId | None
    taken_by: PersonId | None
    since_at: Instant


class AtHand(NamedTuple):
    """A case as a coordinator acts on it."""

    case: CaseId
    version: int
    member: PersonId
    incident: str | None
    began_at: Instant
    zone: str
    status: str
    needs: Needs
    peer: PersonId | None
    companion: PersonId | None
    offered_to: PersonId | None
    steps: tuple[Step, ...]
    rungs: tuple[Rung, ...]
    deciding: bool
    life: Life
    late: tuple[Late, ...]
    """Answers that came after the end, and that nobody has read."""


def case_at_hand(reading: Reading, viewer: Viewer, question: CaseAtHand) -> AtHand | Refusal:
    """Return a case to a coordinator or deputy who may act on it."""
    if not sees(What.CIRCLE, viewer, Bond()):
        # Who coordinates nothing is told so before any case is looked at: whether there is one takes no time to see.
        return NOT_HERE
    stream = stream_of(reading.agency, f"case/{question.case}")
    case, version = reading.loaded([stream])[0]
    if not coordinates(viewer, case, reading.roster()):
        return NOT_HERE
    head, items = case.head, sorted(case.items, key=lambda item: (item.due_at, item.key, item.occurrence))
    return AtHand(
        question.case,
        version,
        head.member,
        head.incident,
        head.began_at,
        case.plan.zone,
        case.status,
        needs_of(case),
        case.peer,
        case.companion.person,
        case.companion.offered_to,
        tuple([_step(item) for item in items if item.kind != "ask"]),
        tuple(
            [_rung(raised) for raised in case.raised if is_wanted(case, raised.ladder) or case.unheld_at is not None]
        ),
        any(item.key == DECIDE for item in items),
        case.life._replace(late=()),
        _late(case, viewer, reading.roster()),
    )


def _late(case: Case, viewer: Viewer, roster: Roster) -> tuple[Late, ...]:
    # After the end nobody else hears an answer.
    bond = bond_of(viewer, case, roster)._replace(nobody_answered=True)
    return case.life.late if sees(What.ANSWER, viewer, bond) else ()


def coordinates(viewer: Viewer, case: Case, roster: Roster) -> bool:
    """Tell whether a viewer may act on a case as its coordinator: never on his own, nor on one of his people's."""
    if case.status == "none":
        return False
    bond = bond_of(viewer, case, roster)._replace(is_enforcing=True)
    return not bond.is_member and sees(What.RULED_OUT, viewer, bond) and sees(What.OWED_AND_CONTACTS, viewer, bond)


def _step(item: Item) -> Step:
    words, come = step_words(item.key, item.kind), item.stage != "ahead"
    return Step(item.key, item.occurrence, item.kind, item.who, words, item.keeper, item.due_at, item.lapses_at, come)


def _rung(raised: Raised) -> Rung:
    return Rung(raised.ladder, raised.asked, raised.taken_by, raised.raised_at)
