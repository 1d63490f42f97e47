"""What somebody who is signed in may do about a case: what is his to do, and nothing else."""

import pytest

from solidground.app.acts import choose, tap
from solidground.app.asking.questions import NOT_HERE
from solidground.app.handle import Outcome
from solidground.app.taps import Choice, Tap
from solidground.core.care.ask.decider import NOT_ASKED
from solidground.core.care.choice.commands import AdviseNoContact, LetBackIn, RuleOut
from solidground.core.care.choice.events import NoContactAdvised
from solidground.core.care.commands import CloseCase
from solidground.core.care.offer.events import OfferMade
from solidground.core.care.share.commands import GiveShare
from solidground.core.kernel import MINUTE, CaseId, PersonId, Refusal, obligation_id
from tests.app.test_answers import PEER, count, newest
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town

AT = NOON + MINUTE


@pytest.fixture
def case(town: Town) -> CaseId:
    """Give a case whose offer is owed by its peer."""
    (found,) = town.incident()
    return found


def tapped(town: Town, case: CaseId, who: PersonId, choice: Choice, step: str = "offer") -> Outcome:
    return tap(town.store, town.rosters, AGENCY, case, Tap(choice, obligation_id(case, step, 0), who, AT, AT))


def test_who_keeps_a_step_says_how_it_went(town: Town, case: CaseId) -> None:
    assert tapped(town, case, PEER, "made")
    assert isinstance(newest(town, case, OfferMade), OfferMade)


@pytest.mark.parametrize("who", [PEERS[1], COORDINATOR, PersonId("stranger")])
def test_for_who_does_not_there_is_nothing_here(town: Town, case: CaseId, who: PersonId) -> None:
    before = count(town)
    assert tapped(town, case, who, "made") == NOT_HERE
    assert tapped(town, CaseId("no such case"), who, "made") == NOT_HERE
    assert count(town) == before


def test_a_member_answers_and_does_not_report_on_others(town: Town, case: CaseId) -> None:
    assert tapped(town, case, MEMBER, "made") == NOT_HERE
    assert tapped(town, case, MEMBER, "ok") == NOT_ASKED
    assert tapped(town, case, MEMBER, "call_me")


def test_whoever_was_ruled_out_can_do_nothing_more(town: Town, case: CaseId) -> None:
    assert choose(town.store, town.rosters, AGENCY, case, RuleOut(AT, MEMBER, PEER))
    assert tapped(town, case, PEER, "made") == NOT_HERE


def test_what_the_member_decides_he_decides_alone(town: Town, case: CaseId) -> None:
    before = count(town)
    for who in (PEER, COORDINATOR):
        assert choose(town.store, town.rosters, AGENCY, case, AdviseNoContact(AT, who)) == NOT_HERE
    unknown = CaseId("no such case")
    assert choose(town.store, town.rosters, AGENCY, unknown, AdviseNoContact(AT, MEMBER)) == NOT_HERE
    assert count(town) == before
    assert choose(town.store, town.rosters, AGENCY, case, AdviseNoContact(AT, MEMBER))
    assert isinstance(newest(town, case, NoContactAdvised), NoContactAdvised)


def test_whom_he_rules_out_he_rules_out_of_every_case_of_his_that_is_open(town: Town, case: CaseId) -> None:
    """After another incident the first case goes on: who was ruled out is no peer in it, and reads nothing of it."""
    peer, friend = town.case(case).peer, PersonId("friend")
    assert peer is not None
    town.enter(friend)
    town.do(case, GiveShare(NOON, MEMBER, friend, "family", ("draft",)))
    second = town.incident(name="i-2")[0]
    for person in (peer, friend):
        done = choose(town.store, town.rosters, AGENCY, second, RuleOut(NOON + MINUTE, MEMBER, person))
        assert not isinstance(done, Refusal), done
    first = town.case(case)
    assert first.choices.ruled_out == {peer, friend} == town.case(second).choices.ruled_out
    assert first.peer != peer
    assert first.choices.shares == ()
    done = choose(town.store, town.rosters, AGENCY, second, LetBackIn(NOON + 2 * MINUTE, MEMBER, friend))
    assert not isinstance(done, Refusal), done
    assert town.case(case).choices.ruled_out == {peer} == town.case(second).choices.ruled_out
    town.do(case, CloseCase(NOON + 2 * MINUTE, COORDINATOR, "coordinator"))
    choose(town.store, town.rosters, AGENCY, second, RuleOut(NOON + 3 * MINUTE, MEMBER, friend))
    assert town.case(case).choices.ruled_out == {peer}, "a closed case is left as it is"
