import logging
from dataclasses import replace

import pytest

from solidground.app.handle import handle_case, stream_of
from solidground.app.tick import TRY_AGAIN_FOR, Swept, sweep
from solidground.core.care.commands import MovePlan, OpenCase
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import CLOCK, DAY, HOUR, MINUTE, CaseId, Instant, PersonId, Refusal
from solidground.core.protocol.plan import Plan
from solidground.core.roster.reach.commands import PlanLeave, SetCapacity
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, ZONE, Town, plan_for

BROKEN = CaseId("broken")


def plan() -> Plan:
    wanted = CareWanted("i-9", "officer_involved_shooting", MEMBER, "discharged_weapon", (), NOON, ZONE, "US-IL")
    return plan_for(AGENCY, wanted)


def open_broken(town: Town) -> None:
    """Open a case whose plan has lost its ladders: its first lapse is a defect."""
    opening = OpenCase(
        NOON, CLOCK, BROKEN, PersonId("m-9"), None, "part", "kind", (), NOON, "US-IL", replace(plan(), ladders=())
    )
    with town.store.transaction() as unit:
        roster = town.rosters.of(unit, AGENCY, NOON)
        assert not isinstance(handle_case(unit, stream_of(AGENCY, f"case/{BROKEN}"), opening, roster), Refusal)


def until_it_breaks(town: Town) -> Instant:
    while (at := town.store.next_wake()) is not None:
        if sweep(town.store, town.rosters, at).apart:
            return at
    raise AssertionError


def test_a_bug_stops_its_case_alone_which_shows_as_unheld_and_is_tried_again(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    open_broken(town)
    (good,) = town.incident()
    before = len(town.store.events(town.stream(BROKEN)))
    with caplog.at_level(logging.CRITICAL):
        at = until_it_breaks(town)
    assert len(town.store.events(town.stream(BROKEN))) >= before
    rows = dict(town.store.rows(AGENCY))
    assert rows[BROKEN].unheld_at == at
    assert rows[good].unheld_at != at
    town.sweep_to(at + TRY_AGAIN_FOR - MINUTE)
    assert len(town.store.events(town.stream(good))) > 5
    again = sweep(town.store, town.rosters, at + TRY_AGAIN_FOR)
    assert again.apart == ((AGENCY, BROKEN),)
    assert dict(town.store.rows(AGENCY))[BROKEN].unheld_at == at, "nobody has held it since the first time"


def test_a_case_set_apart_goes_on_when_what_was_wrong_is_mended(town: Town) -> None:
    open_broken(town)
    logging.disable(logging.CRITICAL)
    try:
        at = until_it_breaks(town)
    finally:
        logging.disable(logging.NOTSET)
    town.do(BROKEN, MovePlan(at, COORDINATOR, plan()))
    assert sweep(town.store, town.rosters, at + TRY_AGAIN_FOR).apart == ()
    assert dict(town.store.rows(AGENCY))[BROKEN].unheld_at == town.case(BROKEN).unheld_at


def test_a_case_that_was_woken_for_nothing_sleeps_on(town: Town) -> None:
    (case,) = town.incident()
    sleeps_until = town.store.next_wake()
    before = town.store.events(town.stream(case))
    town.change(PEERS[0], SetCapacity(NOON + MINUTE, PEERS[0], 3))
    assert sweep(town.store, town.rosters, NOON + MINUTE) == Swept(1, 0, ())
    assert town.store.events(town.stream(case)) == before
    assert town.store.next_wake() == sleeps_until


def test_nothing_due_is_nothing_done(town: Town) -> None:
    town.incident()
    assert sweep(town.store, town.rosters, NOON) == Swept(0, 0, ())


def test_whoever_has_it_and_goes_on_leave_is_not_waited_for(town: Town) -> None:
    # Given a coordinator who has taken what nobody answered, and whose leave begins when nothing else is due
    leaves_at = NOON + 6 * HOUR + 15 * MINUTE
    (case,) = town.incident()
    town.sweep_to(NOON + 5 * HOUR)
    town.do(case, Acknowledge(NOON + 5 * HOUR, COORDINATOR, "offer", "coordinator"))
    town.change(COORDINATOR, PlanLeave(NOON + 5 * HOUR, COORDINATOR, leaves_at, NOON + 9 * DAY))
    # When the clock runs up to the beginning of the leave
    town.sweep_to(leaves_at)
    # Then somebody else is asked at that instant
    (offer,) = [raised for raised in town.case(case).raised if raised.ladder == "offer"]
    assert (offer.taken_by, offer.asked) == (None, DEPUTY)
