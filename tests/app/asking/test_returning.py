"""The way back as each may know it: planned steps are care's alone, what is done is command's as well (S15, P4)."""

from typing import Any

import pytest

from solidground.app.acts import choose
from solidground.app.ask import ask
from solidground.app.asking.questions import MyAlong, MyReturn, Question, Returned, ReturnOf
from solidground.app.asking.reading import Reading
from solidground.app.asking.returning import DONE_DAYS, OVER_FOR, ReturnedSeen, WayBack, WayBackOf
from solidground.app.exporting import everything_about
from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.commands import CloseCase
from solidground.core.care.returning.commands import ConfirmReturnStep, TakeBackReturnStep
from solidground.core.care.share.commands import GiveShare
from solidground.core.duty.returned.decider import Done
from solidground.core.kernel import DAY, CaseId, Instant, PersonId, Refusal
from solidground.core.roster.person.commands import SeparatePerson, SetSupervisor
from tests.app.holdings import happened, viewer
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.app.way_back import PARTNER, TODAY, confirmed, one_step, planned, says
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, LIAISON, OFFICER, SUPERVISOR, staffed

RANGE = Done("range", TODAY, "colleague")


@pytest.fixture
def case(town: Town) -> CaseId:
    staffed(town)
    town.enter(PARTNER)
    (case,) = town.incident()
    planned(town, case)
    return case


def asked(town: Town, person: PersonId, question: Question, at: Instant = NOON) -> Any:  # noqa: ANN401 - any answer
    return ask(Reading(town.store, town.rosters, AGENCY, at), viewer(town, person, at), question)


def test_the_member_sees_all_of_his_own(town: Town, case: CaseId) -> None:
    found: WayBack = asked(town, MEMBER, MyReturn())
    assert (found.case, found.steps, found.done, found.gone) == (case, (one_step(town, case),), (), frozenset())
    confirmed(town, case)
    assert asked(town, MEMBER, MyReturn()).done == (RANGE,)
    assert asked(town, PARTNER, MyReturn()) == WayBack(None, (), (), (), frozenset(), 0, "")


def test_it_lives_in_the_case_in_which_it_began_and_what_is_done_outlives_it(town: Town, case: CaseId) -> None:
    confirmed(town, case)
    (newer,) = town.incident(MEMBER, name="i-2")
    assert asked(town, MEMBER, MyReturn()).case == case
    town.do(case, CloseCase(NOON, COORDINATOR, "coordinator"))
    found = asked(town, MEMBER, MyReturn())
    assert (found.case, found.steps, found.done) == (newer, (), (RANGE,))
    assert asked(town, PARTNER, MyAlong()) == ()
    assert asked(town, PARTNER, ReturnOf(case)) == WayBackOf((), ())


def test_whoever_goes_along_sees_that_step_and_no_other(town: Town, case: CaseId) -> None:
    planned(town, case, "vehicle", person=PEERS[2])
    (one,) = asked(town, PARTNER, MyAlong())
    assert (one.case, one.member, one.step) == (case, MEMBER, one_step(town, case))
    assert asked(town, PARTNER, ReturnOf(case)) == WayBackOf((one.step,), ())
    assert [along.step.step for along in asked(town, PEERS[2], MyAlong())] == ["vehicle"]
    for person in (PEERS[1], COORDINATOR, CHIEF, SUPERVISOR, MEMBER):
        assert asked(town, person, MyAlong()) == ()


def test_with_whom_something_is_shared_as_well_goes_along_all_the_same(town: Town, case: CaseId) -> None:
    happened(choose(town.store, town.rosters, AGENCY, case, GiveShare(NOON, MEMBER, PARTNER, "family", ("answers",))))
    assert len(asked(town, PARTNER, MyAlong())) == 1


def test_he_is_shown_what_became_of_it_for_a_while(town: Town, case: CaseId) -> None:
    planned(town, case, "vehicle")
    happened(says(town, case, TakeBackReturnStep(NOON, MEMBER, "vehicle")))
    confirmed(town, case)
    planned(town, case, "full_duty")
    assert [one.step.step for one in asked(town, PARTNER, MyAlong())] == ["full_duty", "range", "vehicle"]
    assert [one.step.step for one in asked(town, PARTNER, MyAlong(), NOON + OVER_FOR)] == ["full_duty"]


def test_who_is_ruled_out_or_left_or_serves_command_goes_along_no_more(town: Town, case: CaseId) -> None:
    planned(town, case, "vehicle", person=PEERS[1])
    town.do(case, RuleOut(NOON, MEMBER, PEERS[1]))
    assert asked(town, PEERS[1], MyAlong()) == ()
    town.change(MEMBER, SetSupervisor(NOON, COORDINATOR, PARTNER, TODAY))
    assert asked(town, PARTNER, MyAlong(), NOON + DAY) == (), "the member answers to him now"
    assert asked(town, MEMBER, MyReturn(), NOON + DAY).gone == {PARTNER}


def test_who_left_is_named_to_the_member_as_gone(town: Town, case: CaseId) -> None:
    assert case
    town.change(PARTNER, SeparatePerson(NOON, COORDINATOR, TODAY))
    assert asked(town, PARTNER, MyAlong(), NOON + DAY) == ()
    assert asked(town, MEMBER, MyReturn(), NOON + DAY).gone == {PARTNER}


def test_coordinator_and_deputy_see_what_is_planned_taken_back_and_done(town: Town, case: CaseId) -> None:
    planned(town, case, "vehicle")
    happened(says(town, case, TakeBackReturnStep(NOON, MEMBER, "vehicle")))
    confirmed(town, case)
    for person in (COORDINATOR, DEPUTY):
        found: WayBackOf = asked(town, person, ReturnOf(case))
        assert [one.step for one in found.steps] == ["range", "vehicle"]
        assert found.done == (RANGE,)
    for person in (*PEERS, SUPERVISOR, CHIEF, HR):
        assert asked(town, person, ReturnOf(case)) == WayBackOf((), ())
    assert asked(town, COORDINATOR, ReturnOf(CaseId("0" * 20))) == WayBackOf((), ())


@pytest.mark.parametrize("person", [SUPERVISOR, CHIEF])
def test_supervisor_and_chief_see_what_is_done_and_nothing_of_what_is_planned(
    town: Town, case: CaseId, person: PersonId
) -> None:
    assert asked(town, person, Returned()) == ()
    happened(says(town, case, ConfirmReturnStep(NOON, PARTNER, "range", TODAY)))
    assert asked(town, person, Returned()) == ()
    happened(says(town, case, ConfirmReturnStep(NOON, MEMBER, "range", TODAY)))
    assert asked(town, person, Returned()) == (ReturnedSeen(MEMBER, (RANGE,)),)
    assert asked(town, person, Returned(), NOON + DONE_DAYS * DAY) == ()


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    "person", [LIAISON, OFFICER, HR, ADMINISTRATOR, COSIGNER, MEMBER, PARTNER, PEERS[1], COORDINATOR]
)
def test_for_everybody_else_there_is_no_such_list(town: Town, person: PersonId) -> None:
    found = asked(town, person, Returned())
    assert isinstance(found, Refusal)


def test_a_chief_does_not_read_his_own_there(town: Town) -> None:
    staffed(town)
    town.enter(PARTNER)
    (own,) = town.incident(CHIEF, name="i-2")
    planned(town, own, by=CHIEF)
    for who in (CHIEF, PARTNER):
        happened(says(town, own, ConfirmReturnStep(NOON, who, "range", TODAY)))
    assert asked(town, CHIEF, Returned()) == ()
    assert asked(town, CHIEF, MyReturn()).done == (RANGE,)


def test_a_member_keeps_all_of_his_own_way_back(town: Town, case: CaseId) -> None:
    confirmed(town, case)
    found = everything_about(town.store, AGENCY, MEMBER, NOON)
    assert found is not None
    kinds = [event["type"] for event in found["events"]]
    assert {"ReturnStepPlanned", "ReturnStepConfirmed", "ReturnCompleted"} <= set(kinds)
