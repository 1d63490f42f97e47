"""One case, field by field through the wall: the same question from everybody, and to each his own answer."""

from typing import NamedTuple

from solidground.app.asking.bonds import bond_of, own
from solidground.app.asking.mine import Mine, mine_of
from solidground.app.asking.questions import NOT_HERE, MyCases, OneCase
from solidground.app.asking.reading import Reading
from solidground.app.asking.sights import Sight, sights
from solidground.app.asking.words import how_things_stand, step_words
from solidground.app.grounding import ground_of
from solidground.core.care.ask.events import AnswerKept, AnswerTakenBack, AskAnswered
from solidground.core.care.choice.calling import reaches_somebody, who_has_call
from solidground.core.care.contact.events import ContactDisputed, ContactRecorded
from solidground.core.care.contact.steps import CALL, NEWS
from solidground.core.care.decider import Event
from solidground.core.care.offer.events import OfferMade
from solidground.core.care.state import Case
from solidground.core.ground import Ground
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal, obligation_id
from solidground.core.wall import Bond, Piece, Viewer, What, sees
from solidground.core.words import Said, Words

ANSWERS_MOST = 3
"""How many of the newest answers somebody sees with whom they are shared."""


class Owing(NamedTuple):
    """One thing owed. ``keeper`` is None while nobody holds it."""

    words: Words
    keeper: PersonId | None
    due_at: Instant
    late: bool


class Asked(NamedTuple):
    """What the machine asks the member now: ``key`` is its step, ``obligation`` what he answers to."""

    key: str
    obligation: str


class Contact(NamedTuple):
    """One contact. ``by`` is left out of a summary, ``outcome`` where the viewer may not know it.

    ``key`` and ``occurrence`` say which step it was of; ``disputed``, that the member says it did not happen.
    """

    words: Words
    at: Instant
    by: PersonId | None
    outcome: str | None
    key: str = ""
    occurrence: int = 0
    disputed: bool = False


class Circle(NamedTuple):
    """Who is there for the member."""

    peer: PersonId | None
    companion: PersonId | None


class CaseSeen(NamedTuple):
    """A case as one viewer sees it. None is what he does not see."""

    case: CaseId
    member: PersonId
    sentence: Said | None
    incident: tuple[str, str] | None
    """Its kind, and the member's part in it."""
    owed: tuple[Owing, ...]
    """What this viewer owes, or, for those who may know it, all that is owed."""
    contacts: tuple[Contact, ...] | None
    answers: tuple[tuple[Instant, str], ...] | None
    circle: Circle | None
    ruled_out: tuple[PersonId, ...] | None
    ground: Ground | None
    who_sees: tuple[Sight, ...] | None
    asks: tuple[Asked, ...] = ()
    """To the member alone: what he may answer now."""
    called: bool = False
    """To the member alone: he asked to be called."""
    rings: bool = False
    """To the member alone: somebody is being rung for that, or has it."""
    counsel: bool = False
    """To the member alone: his lawyer says no contact."""
    helpers: tuple[PersonId, ...] = ()
    """To the member alone: who might be asked for him, and so may be ruled out."""
    zone: str = ""
    """Where the member is."""
    has_call: PersonId | None = None
    """To the member alone: who said "I have it" when he asked to be called."""
    mine: Mine | None = None
    """To the member alone: what he chose, and may change."""


def one_case(reading: Reading, viewer: Viewer, question: OneCase) -> CaseSeen | Refusal:
    """Return what this viewer sees of one case; who sees nothing of it learns nothing of its being there."""
    case = reading.case(question.case)
    if case is None:
        return NOT_HERE
    bond = bond_of(viewer, case, reading.roster(), reading.now)
    owed = owed_in(case, viewer, bond, reading.now)
    summary = sees(What.OWED_AND_CONTACTS, viewer, bond, Piece.SUMMARY)
    if not owed and not summary:
        return NOT_HERE
    events = reading.events(question.case)
    whole = sees(What.OUTCOME, viewer, bond)
    return CaseSeen(
        question.case,
        case.head.member,
        how_things_stand(case, reading.now) if bond.is_member else None,
        (case.head.kind, case.head.part) if sees(What.INCIDENT, viewer, bond) else None,
        owed,
        contacts_in(events, viewer, bond) if summary else None,
        answers_in(events, case.head.member) if sees(What.ANSWER, viewer, bond) else None,
        Circle(case.peer, case.companion.person) if sees(What.CIRCLE, viewer, bond) else None,
        tuple(sorted(case.choices.ruled_out)) if sees(What.RULED_OUT, viewer, bond) else None,
        ground_of(events, reading.now) if whole else None,
        sights(case, reading.roster(), reading.now) if bond.is_member else None,
        _asks(question.case, case) if bond.is_member else (),
        bond.is_member and any(item.key == CALL for item in case.items),
        bond.is_member and reaches_somebody(case),
        bond.is_member and bool(case.choices.counsel),
        _helpers(reading, case) if bond.is_member else (),
        case.plan.zone,
        who_has_call(case) if bond.is_member and sees(What.CIRCLE, viewer, bond) else None,
        mine_of(case, events) if bond.is_member else None,
    )


def _helpers(reading: Reading, case: Case) -> tuple[PersonId, ...]:
    roster = reading.roster()
    staff = {*roster.holders("coordinator"), *roster.holders("deputy"), *(peer.person for peer in roster.peers)}
    return tuple(sorted(staff - {case.head.member} - case.choices.ruled_out))


def _asks(case_id: CaseId, case: Case) -> tuple[Asked, ...]:
    """Return what was asked and not answered yet, the newest first."""
    asked = [item for item in case.items if item.kind == "ask" and item.stage != "ahead"]
    return tuple(Asked(i.key, obligation_id(case_id, i.key, i.occurrence)) for i in reversed(asked))


def my_cases(reading: Reading, viewer: Viewer, question: MyCases) -> tuple[CaseId, ...]:
    """Return the cases of the one who asks, newest first."""
    assert isinstance(question, MyCases)
    bond = Bond(is_member=True)
    return tuple(
        [case for case, _ in reversed(reading.cases_of(viewer.person)) if sees(What.OWED_AND_CONTACTS, viewer, bond)]
    )


def owed_in(case: Case, viewer: Viewer, bond: Bond, now: Instant) -> tuple[Owing, ...]:
    """Return what is owed in a case, as far as a viewer may know it, soonest first.

    To its member not that somebody is to bring him news: he would know that there is some.
    """
    items = sorted(case.items, key=lambda item: (item.due_at, item.key, item.occurrence))
    silent = ("ask", NEWS) if bond.is_member else ("ask",)
    return tuple(
        Owing(step_words(item.key, item.kind), item.keeper, item.due_at, item.lapses_at < now)
        for item in items
        if not {item.kind, item.key} & {*silent} and sees(What.OWED_AND_CONTACTS, viewer, own(bond, viewer, item))
    )


def contacts_in(events: list[Event], viewer: Viewer, bond: Bond) -> tuple[Contact, ...]:
    """Return the contacts there were, the oldest first, each with as much as a viewer may know of it."""
    outcome = sees(What.OUTCOME, viewer, bond)
    disputed = {(event.key, event.occurrence) for event in events if isinstance(event, ContactDisputed)}
    contacts: list[Contact] = []
    for event in events:
        if isinstance(event, ContactRecorded | OfferMade):
            says = event.outcome if isinstance(event, ContactRecorded) else "made"
            whole = sees(What.OWED_AND_CONTACTS, viewer, bond._replace(is_own=event.by == viewer.person))
            by = event.by if whole else None
            words = step_words(event.key, "offer" if isinstance(event, OfferMade) else "checkin")
            which = (event.key, event.occurrence)
            contacts.append(Contact(words, event.held_at, by, says if outcome else None, *which, which in disputed))
    return tuple(contacts)


def newest_answers(events: list[Event], member: PersonId) -> tuple[tuple[Instant, str], ...]:
    """Return what a member tapped of late, the newest first: for whom he shares it with."""
    return tuple(reversed(answers_in(events, member)[-ANSWERS_MOST:]))


def answers_in(events: list[Event], member: PersonId) -> tuple[tuple[Instant, str], ...]:
    """Return what a member tapped, the oldest first; without what he took back."""
    tapped: list[tuple[tuple[str, int], Instant, str]] = []
    for event in events:
        match event:
            case AskAnswered(by=by) if by == member:
                tapped.append(((event.key, event.occurrence), event.at, event.answer))
            case AnswerKept(by=by) if by == member:
                tapped.append((("", 0), event.at, event.answer))
            case AnswerTakenBack():
                tapped = [one for one in tapped if one[0] != (event.key, event.occurrence)]
            case _:
                continue
    return tuple([(at, answer) for _, at, answer in tapped])
