"""Decisions, as each may know of them: a member his own, who stands beside what is signed, others the paper alone.

What must never happen here: a draft that anybody else learns of with whom its member does not share it, or a signature,
be it as a count; a paper that says more than its member sent; and a look at care for somebody of command.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from solidground.app.asking.bonds import bond_of, towards, viewer_of
from solidground.app.asking.questions import NOT_HERE, BesideMe, Delivered, MyDecision, PapersOf, PapersSent
from solidground.app.asking.reading import Reading
from solidground.app.decisions import BESIDE, UNSIGNED, decision_of, paper_stream
from solidground.app.handle import stream_of
from solidground.core.desk.signature import Signature, Strokes
from solidground.core.desk.state import State
from solidground.core.duty.delivered.decider import State as Paper
from solidground.core.duty.delivered.events import Option
from solidground.core.kernel import DAY, Day, PersonId, Refusal, Span
from solidground.core.wall import Bond, Role, Viewer, What, sees

SHOWN_FOR: Final[Span] = 366 * DAY
"""So long a paper stands on the pages of others. Its member sees it for as long as he is here."""

BACK_SHOWN_FOR: Final[Span] = 30 * DAY
"""So long others read that one was taken back."""


class PaperSeen(NamedTuple):
    """One paper as it was sent, under its name; ``strokes`` are what its member drew beside that."""

    paper: str
    name: str
    state: Paper
    strokes: Strokes = ()


class DecisionSeen(NamedTuple):
    """A member's own decision. ``signature`` is his, where it is signed; ``papers`` are what he delivered.

    ``seen_by`` is with whom he shares what he thinks over, whether there is a draft now or not.
    """

    state: State
    signature: Signature
    papers: tuple[PaperSeen, ...]
    seen_by: tuple[PersonId, ...]


class DraftSeen(NamedTuple):
    """What a member thinks over, as he shares it. Of none, of one that is signed, and of one that is sent: the same."""

    is_there: bool
    option: Option | None
    last_on: Day | None


NO_DRAFT: Final = DraftSeen(is_there=False, option=None, last_on=None)


class BesideSeen(NamedTuple):
    """Beside whom somebody stands. ``held`` is None while nothing is signed there."""

    member: PersonId
    held: State | None


def my_decision(reading: Reading, viewer: Viewer, question: MyDecision) -> DecisionSeen:
    """Return how the decision of whoever asks stands. Nothing is written by it, and nobody is told."""
    assert isinstance(question, MyDecision)
    own = Bond(is_member=True)
    assert sees(What.DECISION_DRAFT, viewer, own), "to everybody his own"
    assert sees(What.DECISION_HELD, viewer, own), "signed or not"
    name = decision_of(reading.agency, viewer.person)
    state: State = reading.state(name)
    with reading.store.moment() as unit:
        signed = unit.signed(reading.agency, [name]) if state.stage == "held" else {}
    found = _papers(
        reading, [one for one, paper in reading.indexed("delivered").items() if paper.member == viewer.person]
    )
    assert all(sees(What.DECISION_DELIVERED, viewer, own) for _ in found), "a member sees what he sent"
    return DecisionSeen(state, signed.get(name, UNSIGNED), found, _seen_by(reading, viewer.person))


def _seen_by(reading: Reading, member: PersonId) -> tuple[PersonId, ...]:
    open_now = [case for case, row in reading.cases_of(member) if row.status != "closed"]
    found = [(case, share.person) for case in reading.cases(open_now) for share in case.choices.shares]
    if not found:
        return ()
    roster, now, draft = reading.people(), reading.now, What.DECISION_DRAFT
    people = [
        one for case, one in found if sees(draft, viewer_of(roster, one, now), bond_of(Viewer(one), case, roster, now))
    ]
    return tuple(dict.fromkeys(people))


def draft_of(reading: Reading, viewer: Viewer, member: PersonId, bond: Bond) -> DraftSeen | None:
    """Return what a member thinks over to somebody who stands so to him; None where he does not share it."""
    if not sees(What.DECISION_DRAFT, viewer, bond):
        return None
    state: State = reading.state(decision_of(reading.agency, member))
    return DraftSeen(is_there=True, option=state.option, last_on=state.last_on) if state.stage == "draft" else NO_DRAFT


def delivered(reading: Reading, viewer: Viewer, question: Delivered) -> tuple[PaperSeen, ...] | Refusal:
    """Return to HR what was delivered."""
    assert isinstance(question, Delivered)
    allowed = sees(What.DECISION_DELIVERED, viewer, Bond()) and sees(What.DUTY_STATUS, viewer, Bond())
    return papers_sent(reading, viewer, PapersSent()) if allowed and Role.HR in viewer.roles else NOT_HERE


def papers_sent(reading: Reading, viewer: Viewer, question: PapersSent) -> tuple[PaperSeen, ...] | Refusal:
    """Return what others delivered, as far as a viewer may know of it: the newest first."""
    assert isinstance(question, PapersSent)
    roster = reading.people()
    me = roster.people.get(viewer.person)
    if not sees(What.DECISION_DELIVERED, viewer, Bond()) and (me is None or not me.supervises):
        return NOT_HERE
    found = (
        name
        for name, one in reading.indexed("delivered").items()
        if one.member != viewer.person and sees(What.DECISION_DELIVERED, viewer, towards(viewer, one.member, roster))
    )
    return _fresh(reading, _papers(reading, found))


def papers_of(reading: Reading, viewer: Viewer, question: PapersOf) -> tuple[PaperSeen, ...]:
    """Return what the member of a case delivered, to those who care for him and may know."""
    case = reading.case(question.case)
    if case is None or not sees(What.DECISION_DELIVERED, viewer, bond_of(viewer, case, reading.roster(), reading.now)):
        return ()
    member = case.head.member
    found = (name for name, one in reading.indexed("delivered").items() if one.member == member)
    return _fresh(reading, _papers(reading, found))


def beside_me(reading: Reading, viewer: Viewer, question: BesideMe) -> tuple[BesideSeen, ...] | Refusal:
    """Return beside whom somebody stands, and what is signed there; nothing where it is sent, or thrown away."""
    assert isinstance(question, BesideMe)
    if viewer.serves_command:
        return NOT_HERE
    names = reading.shared_with(viewer.person, BESIDE)
    found: list[State] = reading.states([stream_of(reading.agency, name) for name in names])
    roster = reading.people()
    seen = [_beside(viewer, state, towards(viewer, state.member, roster)) for state in found]
    return tuple([one for one in seen if one is not None])


def _beside(viewer: Viewer, state: State, bond: Bond) -> BesideSeen | None:
    # He was asked by the member himself, as family or a friend is: that is how he sees this one thing, and no more.
    asked = bond._replace(is_beside=viewer.person in state.beside, is_family_contact=True)
    if not state.is_open or not sees(What.DECISION_HELD, viewer, asked):
        return None
    return BesideSeen(state.member, state if state.stage == "held" else None)


def _papers(reading: Reading, names: Iterable[str]) -> tuple[PaperSeen, ...]:
    wanted = list(names)
    if not wanted:
        return ()
    states: list[Paper] = reading.states([stream_of(reading.agency, paper_stream(name)) for name in wanted])
    with reading.store.moment() as unit:
        signed = unit.signed(reading.agency, [paper_stream(name) for name in wanted])
    under = [signed.get(paper_stream(name), UNSIGNED) for name in wanted]
    found = [
        PaperSeen(name, one.name, state, one.strokes) for name, state, one in zip(wanted, states, under, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.state.delivered_at, one.paper)))


def _fresh(reading: Reading, found: tuple[PaperSeen, ...]) -> tuple[PaperSeen, ...]:
    now = reading.now
    return tuple(
        [
            one
            for one in found
            if now - one.state.last_at < (SHOWN_FOR if one.state.taken_back_at is None else BACK_SHOWN_FOR)
        ]
    )
