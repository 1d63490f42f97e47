"""What each viewer may know of a decision: its member all, who stands beside what is signed, others the paper (S14)."""

from typing import Any

import pytest

from solidground.app.ask import ask
from solidground.app.asking.decisions import BACK_SHOWN_FOR, SHOWN_FOR, BesideSeen, DecisionSeen, PaperSeen
from solidground.app.asking.questions import (
    NOT_HERE,
    BesideMe,
    Delivered,
    MyDecision,
    PapersOf,
    PapersSent,
    Question,
)
from solidground.app.asking.reading import Reading
from solidground.app.decisions import UNSIGNED, take_back
from solidground.app.founding import FOUNDERS
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.kernel import DAY, CaseId, Instant, PersonId
from solidground.core.roster.person.commands import SetSupervisor
from tests.app.holdings import happened, viewer
from tests.app.papers import DRAWN, NAME, PAPER, asked_beside, delivered, desk, drafted, joined, mine, sent, signed
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, JOINED, LIAISON, OFFICER, SUPERVISOR, staffed

PARTNER = PEERS[2]
EVERYBODY = (COORDINATOR, DEPUTY, SUPERVISOR, LIAISON, OFFICER, HR, CHIEF, ADMINISTRATOR, COSIGNER, *PEERS)


@pytest.fixture
def case(town: Town) -> CaseId:
    staffed(town)
    (case,) = town.incident()
    return case


def asked(town: Town, person: PersonId, question: Question, at: Instant = NOON) -> Any:  # noqa: ANN401 - any answer
    return ask(Reading(town.store, town.rosters, AGENCY, at), viewer(town, person, at), question)


def papers(town: Town, person: PersonId, at: Instant = NOON) -> list[str]:
    found: tuple[PaperSeen, ...] = asked(town, person, PapersSent(), at)
    return [one.paper for one in found]


def test_a_member_sees_his_own_at_every_stage(town: Town, case: CaseId) -> None:
    seen: DecisionSeen = asked(town, MEMBER, MyDecision())
    assert (seen.state.stage, seen.signature, seen.papers) == ("none", UNSIGNED, ())
    drafted(town)
    assert asked(town, MEMBER, MyDecision()).state.option == "resign"
    happened(signed(town, strokes=DRAWN))
    assert asked(town, MEMBER, MyDecision()).signature == (NAME, DRAWN)
    happened(sent(town))
    (one,) = asked(town, MEMBER, MyDecision(), NOON + 9 * SHOWN_FOR).papers
    assert (one.paper, one.name, one.strokes, one.state.member) == (PAPER, NAME, DRAWN, MEMBER)
    assert town.case(case).status == "active"


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("person", EVERYBODY)
def test_before_it_is_sent_nobody_else_is_answered_anything(town: Town, person: PersonId) -> None:
    questions = (PapersSent(), Delivered(), BesideMe(), MyDecision())
    before = [asked(town, person, question) for question in questions]
    drafted(town)
    assert [asked(town, person, question) for question in questions] == before
    happened(signed(town))
    assert [asked(town, person, question) for question in questions] == before


@pytest.mark.usefixtures("case")
def test_the_paper_is_shown_to_whom_the_wall_shows_it(town: Town) -> None:
    delivered(town)
    for person in (HR, CHIEF, SUPERVISOR, COORDINATOR, DEPUTY):
        assert papers(town, person) == [PAPER]
    for person in (LIAISON, OFFICER, ADMINISTRATOR, COSIGNER, MEMBER, PARTNER):
        assert asked(town, person, PapersSent()) == NOT_HERE
    assert [one.name for one in asked(town, HR, Delivered())] == [NAME]
    for person in (CHIEF, SUPERVISOR, COORDINATOR, MEMBER):
        assert asked(town, person, Delivered()) == NOT_HERE


@pytest.mark.usefixtures("case")
def test_a_supervisor_sees_his_own_people_s_and_nobody_his_own(town: Town) -> None:
    delivered(town, person=PARTNER)
    delivered(town, person=HR, name="e" * 20)
    assert papers(town, SUPERVISOR) == []
    assert papers(town, HR) == [PAPER]
    assert papers(town, CHIEF) == [PAPER, "e" * 20]


def test_his_peer_sees_the_paper_and_another_peer_does_not(town: Town, case: CaseId) -> None:
    town.do(case, MakeOffer(NOON, PEERS[0], NOON, "phone", "peer"))
    peer = town.case(case).peer
    assert peer is not None
    other = next(one for one in PEERS if one != peer and all(item.keeper != one for item in town.case(case).items))
    drafted(town)
    assert asked(town, peer, PapersOf(case)) == ()
    happened(signed(town))
    happened(sent(town))
    assert [one.paper for one in asked(town, peer, PapersOf(case))] == [PAPER]
    assert [one.paper for one in asked(town, COORDINATOR, PapersOf(case))] == [PAPER]
    assert asked(town, other, PapersOf(case)) == ()
    assert asked(town, COORDINATOR, PapersOf(CaseId("none"))) == ()


@pytest.mark.usefixtures("case")
def test_who_stands_beside_sees_what_is_signed_and_nothing_before_or_after(town: Town) -> None:
    drafted(town)
    assert asked(town, PARTNER, BesideMe()) == ()
    happened(joined(town, PARTNER, asked_beside(town)))
    assert asked(town, PARTNER, BesideMe()) == (BesideSeen(MEMBER, None),)
    happened(signed(town))
    assert asked(town, PARTNER, BesideMe()) == (BesideSeen(MEMBER, mine(town)),)
    assert asked(town, PEERS[1], BesideMe()) == ()
    assert asked(town, HR, BesideMe()) == NOT_HERE
    happened(sent(town))
    assert asked(town, PARTNER, BesideMe()) == ()


@pytest.mark.usefixtures("case")
def test_who_has_come_to_supervise_him_meanwhile_sees_it_no_more(town: Town) -> None:
    drafted(town)
    happened(joined(town, PARTNER, asked_beside(town)))
    happened(signed(town))
    town.change(MEMBER, SetSupervisor(NOON, FOUNDERS[0], PARTNER, JOINED))
    assert asked(town, PARTNER, BesideMe()) == ()


@pytest.mark.usefixtures("case")
def test_others_read_of_it_for_a_year_and_for_a_month_that_it_was_taken_back(town: Town) -> None:
    delivered(town)
    assert papers(town, HR, NOON + SHOWN_FOR - DAY) == [PAPER]
    assert papers(town, HR, NOON + SHOWN_FOR) == []
    happened(take_back(desk(town), PAPER, MEMBER, NOON + DAY))
    assert papers(town, HR, NOON + DAY) == [PAPER]
    assert papers(town, HR, NOON + DAY + BACK_SHOWN_FOR) == []


def test_two_papers_stand_with_the_newest_first(town: Town) -> None:
    staffed(town)
    town.people()
    delivered(town)
    delivered(town, NOON + DAY, name="e" * 20)
    assert papers(town, CHIEF, NOON + DAY) == ["e" * 20, PAPER]
