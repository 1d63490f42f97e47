"""Who looked at what of a member's: once an hour, to him each, to a cosigner the count, of command nothing."""

from typing import Any

import pytest

from solidground.app.ask import ask
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.looks import LooksCount, LookSeen
from solidground.app.asking.questions import (
    NOT_HERE,
    Board,
    LooksCounted,
    MyCases,
    MyDuties,
    MyMembers,
    OneCase,
    OneKept,
    Question,
    SharedWithMe,
    TheWeek,
    WhoCouldBeAsked,
    WhoLooked,
)
from solidground.app.asking.reading import Reading
from solidground.app.looks import AGAIN_FOR, act_noted, look_noted
from solidground.core.care.share.commands import GiveShare
from solidground.core.kernel import HOUR, MINUTE, CaseId, Instant, PersonId, Refusal
from solidground.core.wall import SHARE_ENDS_FOR
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town

PEER = PEERS[0]
COSIGNER, CHIEF = PersonId("union"), PersonId("chief")


@pytest.fixture
def case(town: Town) -> CaseId:
    """Give a case whose offer is owed by its peer."""
    (found,) = town.incident()
    return found


def looks(town: Town, who: PersonId, question: Question, at: Instant = NOON) -> object:
    """Ask as a page does, and note the look."""
    reading = Reading(town.store, town.rosters, AGENCY, at)
    found = ask(reading, viewer_of(reading.roster(), who, at), question)
    if not isinstance(found, Refusal):
        look_noted(reading, who, question, found)
    return found


def seen(town: Town, who: PersonId = MEMBER) -> object:
    return looks(town, who, WhoLooked())


def test_each_way_of_looking_is_noted_in_its_word(town: Town, case: CaseId) -> None:
    for who, question, what in (
        (PEER, OneCase(case), "case"),
        (PEER, MyDuties(), "list"),
        (COORDINATOR, Board(), "board"),
        (COORDINATOR, WhoCouldBeAsked(case), "choosing"),
    ):
        looks(town, who, question, NOON + MINUTE)
        assert LookSeen(who, what, NOON + MINUTE) in tuple(seen(town))  # type: ignore[arg-type]  # a tuple of looks


def test_a_page_of_one_case_and_a_clinician_s_list_are_looks(town: Town, case: CaseId) -> None:
    clinician = PersonId("clinician")
    town.enter(clinician, ("clinician",))
    town.do(case, GiveShare(NOON, MEMBER, clinician, "clinician", ("incident",)))
    looks(town, PEER, OneKept(case), NOON + MINUTE)
    looks(town, clinician, MyMembers(), NOON + MINUTE)
    found: Any = seen(town)
    assert LookSeen(PEER, "case", NOON + MINUTE) in found
    assert LookSeen(clinician, "shared", NOON + MINUTE) in found


def test_the_printed_week_is_a_look_at_everybody_on_it(town: Town, case: CaseId) -> None:
    town.sweep_to(NOON + MINUTE)
    looks(town, COORDINATOR, TheWeek(), NOON + MINUTE)
    assert seen(town) == (LookSeen(COORDINATOR, "week", NOON + MINUTE),)
    assert town.case(case).head.member == MEMBER


def test_whom_something_is_shared_with_looks_at_it_while_there_is_something(town: Town, case: CaseId) -> None:
    wife = PersonId("home-1")
    town.enter(wife)
    for things, looked in ((("contacts",), ()), (("answers",), (LookSeen(wife, "shared", NOON + MINUTE),))):
        town.do(case, GiveShare(NOON, MEMBER, wife, "family", things))  # type: ignore[arg-type]  # each a word of them
        looks(town, wife, SharedWithMe(), NOON + MINUTE)
        assert seen(town) == looked
    looks(town, wife, SharedWithMe(), NOON + SHARE_ENDS_FOR)
    assert seen(town) == looked, "it has ended"


def test_looking_again_within_an_hour_is_the_same_look(town: Town, case: CaseId) -> None:
    for at in (NOON, NOON + HOUR - 1, NOON + AGAIN_FOR, NOON + AGAIN_FOR + MINUTE):
        looks(town, PEER, OneCase(case), at)
    assert seen(town) == (LookSeen(PEER, "case", NOON + AGAIN_FOR), LookSeen(PEER, "case", NOON))


def test_his_own_looks_and_what_tells_of_nobody_are_not_noted(town: Town, case: CaseId) -> None:
    for question in (OneCase(case), MyCases(), MyDuties(), WhoLooked()):
        looks(town, MEMBER, question)
    looks(town, PEERS[1], OneCase(case))
    assert seen(town) == ()
    assert seen(town, PEER) == ()


def test_a_cosigner_learns_how_many_and_nobody_else_that(town: Town, case: CaseId) -> None:
    town.enter(COSIGNER, ("cosigner",))
    town.enter(CHIEF, ("chief",))
    looks(town, PEER, OneCase(case))
    assert looks(town, COSIGNER, LooksCounted()) == LooksCount(1)
    assert seen(town, COSIGNER) == ()
    for who in (CHIEF, COORDINATOR, MEMBER):
        assert looks(town, who, LooksCounted()) == NOT_HERE


def test_an_act_about_a_member_stands_among_the_looks_and_his_own_does_not(town: Town) -> None:
    with town.store.transaction() as unit:
        act_noted(unit, AGENCY, MEMBER, CHIEF, "address", NOON)
        act_noted(unit, AGENCY, MEMBER, MEMBER, "address", NOON)
    assert seen(town) == (LookSeen(CHIEF, "address", NOON),)
    with town.store.transaction() as unit, pytest.raises(AssertionError, match="in words"):
        act_noted(unit, AGENCY, MEMBER, CHIEF, "a word nobody knows", NOON)
