"""What is shared is seen by whom it is shared with, as long as it is, and by nobody else."""

from datetime import date
from typing import get_args

import pytest

from solidground.app.acts import choose
from solidground.app.ask import ask
from solidground.app.asking.bonds import bond_of, viewer_of
from solidground.app.asking.family import FamilySeen, Shown
from solidground.app.asking.one_case import CaseSeen
from solidground.app.asking.questions import NOT_HERE, CouldShare, MyShares, OneCase, Question, SharedWithMe
from solidground.app.asking.reading import Reading
from solidground.app.asking.shares import NOT_YET, UNKNOWN, CouldSee, Given, SharesSeen
from solidground.app.ids import DerivedIds
from solidground.app.intake import take_in
from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.choice.commands import LetBackIn, RuleOut
from solidground.core.care.commands import CloseCase, RecordDeath
from solidground.core.care.companion.commands import NameCompanion
from solidground.core.care.share.commands import EndShare, GiveShare, RenewShare
from solidground.core.care.share.decider import RULED_OUT, SERVES_COMMAND
from solidground.core.care.share.things import SharedAs, Thing, shareable
from solidground.core.kernel import DAY, CaseId, Instant, PersonId, Refusal
from solidground.core.roster.person.commands import DeclareKin, GrantRole, SetSupervisor
from solidground.core.wall import SHARE_ENDS_FOR, Bond, What
from tests.app.holdings import happened
from tests.app.leaves import left, stands
from tests.app.test_answers import asked
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, ZONE, Town, plan_for

WIFE, CHIEF, CLINICIAN, FRIEND = (PersonId(name) for name in ("wife", "chief", "clinic", "friend"))
LIAISON = PersonId("for-families")


@pytest.fixture
def case(town: Town) -> CaseId:
    """Give a case, and people to share it with."""
    for person in (WIFE, FRIEND):
        town.enter(person)
    town.enter(CHIEF, ("chief",))
    town.enter(CLINICIAN, ("clinician",))
    (found,) = town.incident()
    return found


def seen(town: Town, person: PersonId, question: Question, now: Instant = NOON) -> object:
    reading = Reading(town.store, town.rosters, AGENCY, now)
    return ask(reading, viewer_of(reading.roster(), person, now), question)


def give(town: Town, case: CaseId, person: PersonId = WIFE, at: Instant = NOON) -> None:
    seen_as = "clinician" if person == CLINICIAN else "family"
    things = ("contacts", "answers") if person == CLINICIAN else ("incident", "answers")
    outcome = choose(town.store, town.rosters, AGENCY, case, GiveShare(at, MEMBER, person, seen_as, things))  # type: ignore[arg-type]  # words of the two
    assert not isinstance(outcome, Refusal), outcome


def test_the_bond_tells_what_is_shared_now_and_as_whom(town: Town, case: CaseId) -> None:
    give(town, case)
    give(town, case, CLINICIAN)
    state = town.case(case)
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    roster = reading.roster()
    wife, clinician = (viewer_of(roster, person, NOON) for person in (WIFE, CLINICIAN))
    assert bond_of(wife, state, roster, NOON) == Bond(
        is_family_contact=True, shared=frozenset({What.INCIDENT, What.ANSWER})
    )
    assert bond_of(clinician, state, roster, NOON) == Bond(
        is_chosen_clinician=True, shared=frozenset({What.OWED_AND_CONTACTS, What.ANSWER})
    )
    over = bond_of(wife, state, roster, NOON + SHARE_ENDS_FOR)
    assert over == Bond(lapsed=frozenset({What.INCIDENT, What.ANSWER})), "all of it ends"
    assert bond_of(wife, state, roster) == over, "who does not say when is told of none"


def test_what_is_shared_with_a_peer_is_so_while_he_is_that(town: Town, case: CaseId) -> None:
    state = town.case(case)
    peer = state.peer
    assert peer is not None
    happened(town.do(case, GiveShare(NOON, MEMBER, peer, "peer", ("storage",))))
    roster = Reading(town.store, town.rosters, AGENCY, NOON).roster()
    viewer, state = viewer_of(roster, peer, NOON), town.case(case)
    bond = bond_of(viewer, state, roster, NOON)
    assert bond == Bond(is_assigned_peer=True, shared=frozenset({What.OUTSIDE_STORAGE}))
    left = bond_of(viewer, state._replace(peer=FRIEND), roster, NOON)
    assert (left.shared, left.is_family_contact, left.is_chosen_clinician) == (frozenset(), False, False)
    assert seen(town, peer, SharedWithMe()) == NOT_HERE, "he is no family"


def test_a_member_sees_what_he_shares_and_with_whom_he_could(town: Town, case: CaseId) -> None:
    town.change(MEMBER, DeclareKin(NOON, MEMBER, WIFE))
    town.do(case, NameCompanion(NOON, MEMBER, FRIEND))
    peer = town.case(case).peer
    assert peer is not None
    assert seen(town, MEMBER, MyShares()) == SharesSeen(case, (), (WIFE, FRIEND, peer), ZONE)
    give(town, case)
    given = Given(case, WIFE, "family", ("incident", "answers"), NOON + SHARE_ENDS_FOR, over=False, left=False)
    assert seen(town, MEMBER, MyShares()) == SharesSeen(case, (given,), (FRIEND, peer), ZONE)
    later = seen(town, MEMBER, MyShares(), NOON + SHARE_ENDS_FOR)
    assert isinstance(later, SharesSeen)
    assert later.shares == (given._replace(over=True),)


def test_what_could_be_shared_depends_on_who_it_is_and_not_with_everybody(town: Town, case: CaseId) -> None:
    town.do(case, RuleOut(NOON, MEMBER, FRIEND))
    for person, refused in ((FRIEND, RULED_OUT), (CHIEF, SERVES_COMMAND), (PersonId("nobody"), UNKNOWN)):
        could = seen(town, MEMBER, CouldShare(person))
        assert isinstance(could, CouldSee)
        assert could.refused == refused
    give(town, case)
    offered = {one: tuple([thing for thing in shareable(one) if thing not in NOT_YET]) for one in get_args(SharedAs)}
    sees: tuple[Thing, ...] = ("incident", "answers")
    assert seen(town, MEMBER, CouldShare(WIFE)) == CouldSee(case, WIFE, "family", offered["family"], sees, None)
    could = seen(town, MEMBER, CouldShare(CLINICIAN))
    assert isinstance(could, CouldSee)
    assert (could.seen_as, could.things) == ("clinician", offered["clinician"])
    peer = town.case(case).peer
    assert peer is not None
    could = seen(town, MEMBER, CouldShare(peer))
    assert isinstance(could, CouldSee)
    assert (could.seen_as, could.things) == ("peer", ("storage", "draft")), "the rest of it he sees anyway"
    town.change(peer, GrantRole(NOON, COORDINATOR, DEPUTY, "chaplain", date(2024, 1, 1).toordinal(), None))
    could = seen(town, MEMBER, CouldShare(peer))
    assert isinstance(could, CouldSee)
    assert could.seen_as == "clinician"


@pytest.mark.parametrize("person", [COORDINATOR, PEERS[0], WIFE, CHIEF, PersonId("nobody")])
def test_nobody_else_asks_what_he_shares(town: Town, case: CaseId, person: PersonId) -> None:
    give(town, case)
    for question in (MyShares(), CouldShare(WIFE)):
        assert seen(town, person, question) == NOT_HERE


def test_of_a_closed_case_nothing_is_shared(town: Town, case: CaseId) -> None:
    give(town, case)
    town.do(case, CloseCase(NOON, COORDINATOR, "coordinator"))
    assert seen(town, MEMBER, MyShares()) == NOT_HERE
    assert seen(town, WIFE, SharedWithMe()) == NOT_HERE


def test_family_sees_what_was_shared_and_nothing_of_the_case_beside_it(town: Town) -> None:
    case, _, at = asked(town)
    town.enter(WIFE)
    question = next(item for item in town.case(case).items if item.kind == "ask")
    give(town, case, at=at)
    first = seen(town, WIFE, SharedWithMe(), at)
    town.do(case, AnswerAsk(at, MEMBER, question.key, question.occurrence, "ok", None))
    incident = ("officer_involved_shooting", NOON)
    shown = Shown(MEMBER, at + SHARE_ENDS_FOR, False, incident, (), taken=None, stored=None, duty=None, zone=ZONE)  # noqa: FBT003 a field
    family = FamilySeen(None, is_own=False, days=(), shared=(shown,), began_at=NOON, zone=ZONE)
    assert first == family
    answered = seen(town, WIFE, SharedWithMe(), at)
    assert answered == family._replace(shared=(shown._replace(answers=((at, "ok"),)),))
    assert seen(town, WIFE, OneCase(case), at) == NOT_HERE


def test_after_its_time_it_is_over_and_when_he_ends_it_there_is_nothing(town: Town, case: CaseId) -> None:
    give(town, case)
    over = seen(town, WIFE, SharedWithMe(), NOON + SHARE_ENDS_FOR)
    assert isinstance(over, FamilySeen)
    assert [(one.over, one.incident, one.answers) for one in over.shared] == [(True, None, None)]
    assert over.began_at is None
    at = NOON + SHARE_ENDS_FOR
    choose(town.store, town.rosters, AGENCY, case, RenewShare(at, MEMBER, WIFE))
    again = seen(town, WIFE, SharedWithMe(), at)
    assert isinstance(again, FamilySeen)
    assert not again.shared[0].over
    choose(town.store, town.rosters, AGENCY, case, EndShare(at, MEMBER, WIFE))
    assert seen(town, WIFE, SharedWithMe(), at) == NOT_HERE
    assert seen(town, FRIEND, SharedWithMe(), at) == NOT_HERE, "the same as for anybody"


def test_whoever_serves_command_since_sees_nothing_any_more(town: Town, case: CaseId) -> None:
    give(town, case)
    town.change(WIFE, GrantRole(NOON, COORDINATOR, DEPUTY, "hr", date(2024, 1, 1).toordinal(), None))
    assert seen(town, WIFE, SharedWithMe()) == NOT_HERE


def test_whoever_the_member_answers_to_since_sees_that_it_was_shared_and_no_more(town: Town, case: CaseId) -> None:
    give(town, case)
    town.change(MEMBER, SetSupervisor(NOON, COORDINATOR, WIFE, date(2024, 1, 1).toordinal()))
    family = seen(town, WIFE, SharedWithMe())
    assert isinstance(family, FamilySeen)
    assert (family.shared[0].answers, family.shared[0].over) == (None, False)


def test_a_chosen_clinician_sees_the_contacts_while_they_are_shared(town: Town, case: CaseId) -> None:
    town.do(case, RuleOut(NOON, MEMBER, CLINICIAN))
    town.do(case, LetBackIn(NOON, MEMBER, CLINICIAN))
    assert seen(town, CLINICIAN, OneCase(case)) == NOT_HERE, "she keeps nothing"
    give(town, case, CLINICIAN)
    found = seen(town, CLINICIAN, OneCase(case))
    assert isinstance(found, CaseSeen)
    assert (found.contacts, found.answers, found.incident) == ((), (), None)
    assert seen(town, CLINICIAN, SharedWithMe()) == NOT_HERE, "she is no family"


def test_a_case_of_her_own_gives_her_a_person_and_days(town: Town, case: CaseId) -> None:
    town.do(case, RecordDeath(NOON, COORDINATOR, WIFE))
    with town.store.transaction() as unit:
        (hers,) = take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON)
    found = seen(town, WIFE, SharedWithMe())
    assert isinstance(found, FamilySeen)
    assert (found.person, found.is_own, found.shared, found.began_at) == (town.case(hers).peer, True, (), NOON)
    assert [day.due_at for day in found.days] == sorted(item.due_at for item in town.case(hers).items)
    town.do(hers, CloseCase(NOON, COORDINATOR, "coordinator"))
    assert seen(town, WIFE, SharedWithMe()) == NOT_HERE


def test_where_she_has_no_peer_who_keeps_something_for_her_is_her_person(town: Town, case: CaseId) -> None:
    for peer in PEERS:
        town.do(case, RuleOut(NOON, MEMBER, peer))
    town.enter(LIAISON, ("family_liaison",))
    give(town, case)
    found = seen(town, WIFE, SharedWithMe())
    assert isinstance(found, FamilySeen)
    assert (found.person, found.is_own) == (LIAISON, False), "who answers for families here"
    town.do(case, RecordDeath(NOON, COORDINATOR, WIFE))
    with town.store.transaction() as unit:
        (hers,) = take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON)
    for peer in PEERS:
        town.do(hers, RuleOut(NOON, WIFE, peer))
    town.sweep_to(NOON + DAY)
    found = seen(town, WIFE, SharedWithMe(), NOON + DAY)
    assert isinstance(found, FamilySeen)
    assert town.case(hers).peer is None
    assert (found.person, found.is_own) == (LIAISON, True)


def test_how_he_stands_on_duty_is_shared_for_ninety_days_and_with_nobody_who_was_not_chosen(
    town: Town, case: CaseId
) -> None:
    happened(left(town, by=CHIEF, calls="dates_only"))
    town.do(case, GiveShare(NOON, MEMBER, WIFE, "family", ("duty",)))
    found = seen(town, WIFE, SharedWithMe())
    assert isinstance(found, FamilySeen)
    assert [one.duty for one in found.shared] == [stands(town)]
    town.do(case, GiveShare(NOON, MEMBER, WIFE, "family", ("answers",)))
    found = seen(town, WIFE, SharedWithMe())
    assert isinstance(found, FamilySeen)
    assert [one.duty for one in found.shared] == [None]
    town.do(case, GiveShare(NOON, MEMBER, WIFE, "family", ("duty",)))
    found = seen(town, WIFE, SharedWithMe(), NOON + SHARE_ENDS_FOR)
    assert isinstance(found, FamilySeen)
    assert [one.duty for one in found.shared] == [None]
