import pytest

from solidground.app.handle import stream_of
from solidground.app.people import handle_person
from solidground.core.kernel import DAY, HOUR, MINUTE, PersonId, Refusal
from solidground.core.roster.person.commands import DeclareKin, ForgetPerson, SeparatePerson, SetSupervisor
from solidground.core.roster.reach.commands import (
    CancelLeave,
    EndDesignation,
    FailRoute,
    PlanLeave,
    RemoveRoute,
    SetCapacity,
)
from solidground.core.roster.rota.commands import SetRota
from solidground.core.roster.rota.state import Layer
from solidground.core.roster.rota.world import RotaWorld
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town

TODAY = 738_946
"""The day of the incident, 2024-03-01."""

AT = NOON + MINUTE


@pytest.mark.parametrize(
    "command",
    [
        PlanLeave(AT, PEERS[0], AT, AT + DAY),
        SeparatePerson(AT, COORDINATOR, TODAY),
        FailRoute(AT, COORDINATOR, "p-1-mail"),
        RemoveRoute(AT, COORDINATOR, "p-1-mail"),
        EndDesignation(AT, COORDINATOR),
        ForgetPerson(AT, COORDINATOR),
        DeclareKin(AT, PEERS[0], MEMBER),
        SetSupervisor(AT, COORDINATOR, MEMBER, TODAY),
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_peer_who_cannot_be_it_any_more_is_replaced_at_once(town: Town, command: object) -> None:
    (case,) = town.incident()
    assert town.case(case).peer == PEERS[0]
    assert not isinstance(town.change(PEERS[0], command), Refusal)
    assert town.store.next_wake() == AT
    town.sweep_to(AT)
    assert town.case(case).peer == PEERS[1]


@pytest.mark.parametrize("command", [DeclareKin(AT, MEMBER, PEERS[0]), SetSupervisor(AT, MEMBER, PEERS[0], TODAY)])
def test_a_tie_the_member_declares_wakes_the_case_of_the_other(town: Town, command: object) -> None:
    (case,) = town.incident()
    town.change(MEMBER, command)
    town.sweep_to(AT)
    assert town.case(case).peer == PEERS[1]


@pytest.mark.parametrize("last", [DeclareKin, SetSupervisor])
def test_who_works_over_somebody_s_family_is_not_his_peer_whichever_tie_came_last(town: Town, last: type) -> None:
    husband = PersonId("2207")
    town.enter(husband)
    (case,) = town.incident()
    kin, leads = DeclareKin(AT, husband, MEMBER), SetSupervisor(AT, COORDINATOR, PEERS[0], TODAY)
    for command in (leads, kin) if last is DeclareKin else (kin, leads):
        town.sweep_to(AT)
        assert town.case(case).peer == PEERS[0]
        town.change(husband, command)
    town.sweep_to(AT)
    assert town.case(case).peer == PEERS[1]


def test_a_leave_ahead_passes_the_case_on_when_it_begins_and_back_when_it_ends(town: Town) -> None:
    (case,) = town.incident()
    town.change(PEERS[0], PlanLeave(AT, PEERS[0], NOON + 20 * DAY + 5, NOON + 25 * DAY))
    town.sweep_to(NOON + 20 * DAY)
    assert town.case(case).peer == PEERS[0]
    town.sweep_to(NOON + 20 * DAY + 5)
    assert town.case(case).peer == PEERS[1]
    town.sweep_to(NOON + 25 * DAY)
    assert town.case(case).peer == PEERS[0]


def test_somebody_who_is_there_again_is_found_for_a_case_that_nobody_holds(town: Town) -> None:
    for peer in PEERS:
        town.change(peer, PlanLeave(NOON - HOUR, peer, NOON - HOUR, NOON + 30 * DAY))
    (case,) = town.incident()
    assert (town.case(case).peer, town.case(case).unheld_at) == (None, NOON)
    town.change(PEERS[2], CancelLeave(AT, PEERS[2], NOON - HOUR, NOON + 30 * DAY))
    town.sweep_to(AT)
    assert town.case(case).peer == PEERS[2]


def test_a_refused_or_needless_command_wakes_nobody(town: Town) -> None:
    town.incident()
    before = town.store.next_wake()
    assert town.change(PEERS[0], SetCapacity(AT, PEERS[0], 4)) == ()
    assert isinstance(town.change(PEERS[0], SetCapacity(AT, PEERS[0], -1)), Refusal)
    assert town.store.next_wake() == before


def test_a_rota_wakes_what_nobody_holds(town: Town) -> None:
    for peer in PEERS:
        town.change(peer, PlanLeave(NOON - HOUR, peer, NOON - HOUR, NOON + 30 * DAY))
    town.incident()
    town.sweep_to(AT)
    with town.store.transaction() as unit:
        stream = stream_of(AGENCY, "rota/r-1")
        rota = SetRota(AT, COORDINATOR, "r-1", "peer", ZONE, (Layer(PEERS, "daily", 480, 0, TODAY),))
        outcome = handle_person(unit, stream, rota, RotaWorld(frozenset(PEERS)))
    assert not isinstance(outcome, Refusal)
    assert town.store.next_wake() == AT


def test_a_coordinators_leave_ahead_wakes_what_he_holds_however_often_the_case_was_looked_at(town: Town) -> None:
    (case,) = town.incident()
    leave_at = NOON + 30 * DAY + HOUR
    town.change(COORDINATOR, PlanLeave(AT, COORDINATOR, leave_at, leave_at + 10 * DAY))
    town.sweep_to(leave_at - MINUTE)
    held = [raised.asked for raised in town.case(case).raised]
    town.sweep_to(leave_at)

    assert COORDINATOR not in [raised.asked for raised in town.case(case).raised if raised.taken_by is None]
    assert town.store.next_wake() is not None
    assert held, "nobody answered for a month: somebody is being asked"


def test_where_the_clock_on_the_wall_was_put_back_his_cases_look_at_once(town: Town) -> None:
    # Given a peer of whom something was entered while the wall was a day ahead
    (case,) = town.incident()
    town.sweep_to(NOON)
    peer = town.case(case).peer
    assert peer is not None
    town.change(peer, SetCapacity(NOON + DAY, COORDINATOR, 3))
    # When he goes on leave after it was put right
    town.change(peer, PlanLeave(AT, peer, AT, AT + 9 * DAY))
    # Then his case is looked at now, and not when the wall has come so far
    town.sweep_to(AT)
    assert town.case(case).peer not in {peer, None}
