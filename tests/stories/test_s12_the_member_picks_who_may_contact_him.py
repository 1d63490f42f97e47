"""S12: he picks, changes at any time, and rules people out without a reason; nobody is told."""

from solidground.app.asking.candidates import Candidate
from solidground.app.asking.one_case import CaseSeen
from solidground.app.asking.questions import NOT_HERE, MyDuties, OneCase, WhoCouldBeAsked
from solidground.app.demo.cast import CEDAR, DETECTIVE, LANTERN, MARLOW
from solidground.core.care.choice.commands import LetBackIn, RuleOut
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.keeping.commands import ChangePeer
from solidground.core.words import Words
from tests.stories.field import Field


def with_a_peer(field: Field) -> None:
    field.incident((DETECTIVE, "discharged_weapon"))
    field.first_hours_over()
    field.until(1, "10:00")
    assert field.stage.case(DETECTIVE).peer == CEDAR
    field.sent()


def test_somebody_ruled_out_is_asked_nothing_more_sees_nothing_and_is_told_nothing(field: Field) -> None:
    with_a_peer(field)
    field.do(RuleOut(field.stage.now, DETECTIVE, CEDAR))
    assert field.stage.case(DETECTIVE).peer == MARLOW
    assert field.stage.ask(CEDAR, OneCase(field.stage.cases[DETECTIVE])) == NOT_HERE
    assert field.stage.ask(CEDAR, MyDuties()) == ()
    now = field.stage.now
    said = field.refused(RecordContact(now, CEDAR, "day_1", None, "made", now, True, "phone", None, "peer"))  # noqa: FBT003 - to the minute
    assert said == "NothingOwed", "as anybody is told whose step is over"
    assert field.sent() == [(MARLOW, "keeper_asked")]
    field.until(40, "12:00")
    assert CEDAR not in {to for to, _ in field.sent()}


def test_only_he_and_who_must_enforce_it_know(field: Field) -> None:
    with_a_peer(field)
    field.do(RuleOut(field.stage.now, DETECTIVE, CEDAR))
    case = field.stage.cases[DETECTIVE]
    his, the_peers = field.stage.ask(DETECTIVE, OneCase(case)), field.stage.ask(MARLOW, OneCase(case))
    assert isinstance(his, CaseSeen)
    assert isinstance(the_peers, CaseSeen)
    assert (his.ruled_out, the_peers.ruled_out) == ((CEDAR,), None)
    found = field.stage.ask(LANTERN, WhoCouldBeAsked(case))
    assert isinstance(found, tuple)
    assert Candidate(CEDAR, shares=True, why_not=Words("ruled out by the member")) in found


def test_he_changes_the_person_and_changes_back(field: Field) -> None:
    with_a_peer(field)
    field.do(ChangePeer(field.stage.now, DETECTIVE))
    assert field.stage.case(DETECTIVE).peer == MARLOW
    field.do(RuleOut(field.stage.now, DETECTIVE, MARLOW))
    assert field.stage.case(DETECTIVE).peer == CEDAR
    field.do(LetBackIn(field.stage.now, DETECTIVE, MARLOW))
    assert field.stage.case(DETECTIVE).choices.ruled_out == frozenset()
