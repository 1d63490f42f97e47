"""Who could be asked: nobody learns here where he stands himself, or that one of his own people has a case."""

from datetime import date

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.candidates import Candidate
from solidground.app.asking.questions import Question, WhoCouldBeAsked
from solidground.app.asking.reading import Reading
from solidground.core.care.choice.commands import RuleOut
from solidground.core.kernel import PersonId
from solidground.core.roster.person.commands import SetSupervisor
from solidground.core.words import Words
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town

BOTH = PersonId("both")


def asked(town: Town, person: PersonId, question: Question) -> object:
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    return ask(reading, viewer_of(reading.roster(), person, NOON), question)


def test_a_coordinator_who_is_a_peer_too_is_not_told_that_the_member_ruled_him_out() -> None:
    town = Town()
    town.people()
    town.enter(BOTH, ("peer", "coordinator"), capacity=2)
    (case,) = town.incident()
    before = asked(town, BOTH, WhoCouldBeAsked(case))
    town.do(case, RuleOut(NOON, MEMBER, BOTH))
    after = asked(town, BOTH, WhoCouldBeAsked(case))
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    assert sorted(before) == sorted(after) == [Candidate(peer, shares=False, why_not=None) for peer in PEERS]
    found = asked(town, COORDINATOR, WhoCouldBeAsked(case))
    assert isinstance(found, tuple)
    assert Candidate(BOTH, shares=False, why_not=Words("ruled out by the member")) in found


def test_a_coordinator_is_not_told_that_one_of_his_own_people_has_a_case() -> None:
    town = Town()
    town.people()
    (case,) = town.incident()
    (its_own,) = town.incident(PEERS[1], name="i-2")
    found = asked(town, COORDINATOR, WhoCouldBeAsked(case))
    assert isinstance(found, tuple)
    assert Candidate(PEERS[1], shares=False, why_not=Words("has a case of their own now")) in found
    town.change(PEERS[1], SetSupervisor(NOON, COORDINATOR, COORDINATOR, date(2024, 1, 1).toordinal()))
    found = asked(town, COORDINATOR, WhoCouldBeAsked(case))
    assert isinstance(found, tuple)
    assert Candidate(PEERS[1], shares=False, why_not=Words("cannot be asked now")) in found
    assert its_own != case
