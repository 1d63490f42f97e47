"""What a member thinks over is seen by whom he shares it with, while it is a draft, and by nobody else (S14, P4)."""

from typing import Any

import pytest

from solidground.app.acts import choose
from solidground.app.ask import ask
from solidground.app.asking.decisions import NO_DRAFT, DraftSeen
from solidground.app.asking.family import FamilySeen
from solidground.app.asking.kept import KeptSeen
from solidground.app.asking.questions import NOT_HERE, MyDecision, MyMembers, OneKept, Question, SharedWithMe, WhoLooked
from solidground.app.asking.reading import Reading
from solidground.app.looks import look_noted
from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.commands import CloseCase
from solidground.core.care.share.commands import EndShare, GiveShare
from solidground.core.care.share.things import SharedAs
from solidground.core.desk.commands import BeginDraft, ChooseOption, DropDraft, TakeBackSignature
from solidground.core.kernel import HOUR, CaseId, Instant, PersonId
from solidground.core.roster.person.commands import GrantRole, SetSupervisor
from solidground.core.wall import SHARE_ENDS_FOR
from tests.app.holdings import happened, viewer
from tests.app.papers import TODAY, does, drafted, sent, signed
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.web.headquarters import ADMINISTRATOR, CHIEF, HR, JOINED, LIAISON, OFFICER, SUPERVISOR, staffed

WIFE, CLINICIAN = PersonId("wife"), PersonId("clinic")
RESIGN = DraftSeen(is_there=True, option="resign", last_on=TODAY + 14)


@pytest.fixture
def case(town: Town) -> CaseId:
    """Give a case, and people to share it with."""
    staffed(town)
    town.enter(WIFE)
    town.enter(CLINICIAN, ("clinician",))
    (found,) = town.incident()
    return found


def seen(town: Town, person: PersonId, question: Question, at: Instant = NOON) -> Any:  # noqa: ANN401 - any answer
    return ask(Reading(town.store, town.rosters, AGENCY, at), viewer(town, person, at), question)


def gives(town: Town, case: CaseId, person: PersonId = WIFE, seen_as: SharedAs = "family") -> None:
    happened(choose(town.store, town.rosters, AGENCY, case, GiveShare(NOON, MEMBER, person, seen_as, ("draft",))))


def hers(town: Town, person: PersonId = WIFE, at: Instant = NOON) -> DraftSeen | None:
    """Return the draft as somebody of the family sees it."""
    found: FamilySeen = seen(town, person, SharedWithMe(), at)
    (one,) = found.shared
    return one.draft


def test_she_sees_it_as_it_stands_and_a_signed_one_looks_like_none(town: Town, case: CaseId) -> None:
    gives(town, case)
    assert hers(town) == NO_DRAFT
    happened(does(town, BeginDraft(NOON, MEMBER)))
    assert hers(town) == DraftSeen(is_there=True, option=None, last_on=None)
    happened(does(town, ChooseOption(NOON, MEMBER, "resign", TODAY + 14)))
    assert hers(town) == RESIGN
    happened(signed(town))
    assert hers(town) == NO_DRAFT, "what is signed is for who stands beside him"
    happened(does(town, TakeBackSignature(NOON, MEMBER)))
    assert hers(town) == RESIGN
    happened(signed(town))
    happened(sent(town))
    assert hers(town) == NO_DRAFT
    drafted(town)
    happened(does(town, DropDraft(NOON, MEMBER)))
    assert hers(town) == NO_DRAFT


def test_when_he_shares_it_no_more_it_is_gone_at_once_and_so_it_is_after_its_time(town: Town, case: CaseId) -> None:
    gives(town, case)
    drafted(town)
    assert hers(town) == RESIGN
    assert hers(town, at=NOON + SHARE_ENDS_FOR) is None
    happened(choose(town.store, town.rosters, AGENCY, case, EndShare(NOON, MEMBER, WIFE)))
    assert seen(town, WIFE, SharedWithMe()) == NOT_HERE
    gives(town, case)
    happened(town.do(case, RuleOut(NOON, MEMBER, WIFE)))
    assert seen(town, WIFE, SharedWithMe()) == NOT_HERE
    assert seen(town, MEMBER, MyDecision()).seen_by == ()


def test_a_clinician_and_his_peer_see_it_when_he_shares_it_with_them(town: Town, case: CaseId) -> None:
    drafted(town)
    peer = town.case(case).peer
    assert peer is not None
    gives(town, case, CLINICIAN, "clinician")
    gives(town, case, peer)
    (one,) = seen(town, CLINICIAN, MyMembers())
    assert one.shared.draft == RESIGN
    assert hers(town, peer) == RESIGN
    assert seen(town, MEMBER, MyDecision()).seen_by == (CLINICIAN, peer)
    happened(town.do(case, CloseCase(NOON, COORDINATOR, "coordinator")))
    assert seen(town, MEMBER, MyDecision()).seen_by == ()


def test_his_peer_reads_it_beside_the_case_for_as_long_as_he_is_that(town: Town, case: CaseId) -> None:
    drafted(town)
    peer = town.case(case).peer
    assert peer is not None
    page: KeptSeen = seen(town, peer, OneKept(case))
    assert page.draft is None
    gives(town, case, peer, "peer")
    page = seen(town, peer, OneKept(case))
    assert page.draft == RESIGN
    happened(town.do(case, EndShare(NOON + HOUR, MEMBER, peer)))
    page = seen(town, peer, OneKept(case), NOON + HOUR)
    assert page.draft is None


def test_who_shares_other_things_shares_no_draft(town: Town, case: CaseId) -> None:
    drafted(town)
    other = GiveShare(NOON, MEMBER, WIFE, "family", ("incident",))
    happened(choose(town.store, town.rosters, AGENCY, case, other))
    assert hers(town) is None
    assert seen(town, MEMBER, MyDecision()).seen_by == ()


def test_who_comes_to_command_or_leads_him_sees_it_no_more(town: Town, case: CaseId) -> None:
    drafted(town)
    gives(town, case)
    gives(town, case, PEERS[2])
    happened(town.change(WIFE, GrantRole(NOON, COORDINATOR, DEPUTY, "hr", JOINED)))
    happened(town.change(MEMBER, SetSupervisor(NOON, COORDINATOR, PEERS[2], JOINED)))
    assert seen(town, WIFE, SharedWithMe()) == NOT_HERE
    assert hers(town, PEERS[2]) is None
    assert seen(town, MEMBER, MyDecision()).seen_by == ()


@pytest.mark.parametrize(
    "person", [COORDINATOR, DEPUTY, SUPERVISOR, LIAISON, OFFICER, HR, CHIEF, ADMINISTRATOR, CLINICIAN, PEERS[2]]
)
def test_nobody_else_learns_of_it(town: Town, case: CaseId, person: PersonId) -> None:
    questions = (SharedWithMe(), MyMembers())
    before = [seen(town, person, question) for question in questions]
    drafted(town)
    gives(town, case)
    assert [seen(town, person, question) for question in questions] == before


def test_that_she_looked_is_noted_where_there_was_one(town: Town, case: CaseId) -> None:
    gives(town, case)
    for there in (False, True):
        if there:
            drafted(town)
        reading = Reading(town.store, town.rosters, AGENCY, NOON)
        look_noted(reading, WIFE, SharedWithMe(), seen(town, WIFE, SharedWithMe()))
        looks = [(one.by, one.what) for one in seen(town, MEMBER, WhoLooked())]
        assert looks == ([(WIFE, "shared")] if there else [])
