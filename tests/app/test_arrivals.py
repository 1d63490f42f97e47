"""What an incident asks care for: a row that fails is set apart, the rows behind it pass, and nothing is lost."""

import logging
from collections.abc import Iterator
from threading import Event

import pytest

from solidground.app.arrivals import Arrivals, Arrived
from solidground.app.handle import handle, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.intake import PlanFor
from solidground.app.promises import AWAKE, HELD, LATE_FOR
from solidground.app.reconcile import NOT_OPENED, NOT_TAKEN, reconcile
from solidground.app.standing import standing
from solidground.app.work import Work
from solidground.core.care.choice.commands import CallMe
from solidground.core.incident.commands import ReportIncident
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import HOUR, MINUTE, AgencyId, PersonId
from solidground.core.protocol.plan import Plan
from tests.app.test_work import Hands
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, ZONE, Town, plan_for

FAILS, LAST = PersonId("m-2"), PersonId("m-3")


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.CRITICAL):
        yield


def no_plan_for_the_second(agency: AgencyId, wanted: CareWanted) -> Plan:
    """Resolve the shipped protocol, with a defect for one person."""
    assert wanted.member != FAILS, "the protocol has no such part"
    return plan_for(agency, wanted)


def report(town: Town, name: str = "i-1") -> None:
    """Report an incident with three people in it; care has not heard of it yet."""
    involved = tuple((person, "discharged_weapon") for person in (MEMBER, FAILS, LAST))
    command = ReportIncident(
        NOON,
        COORDINATOR,
        name,
        "officer_involved_shooting",
        NOON,
        "2024-03-01T12:00",
        ZONE,
        time_known=True,
        jurisdiction="US-IL",
        involved=involved,
    )
    with town.store.transaction() as unit:
        handle(unit, stream_of(AGENCY, f"incident/{name}"), command, None)


def arrivals(town: Town, plans: PlanFor = no_plan_for_the_second) -> Arrivals:
    """Return what takes the inbox of a town in."""
    return Arrivals(town.store, town.rosters, DerivedIds(1), plans)


def members(town: Town) -> set[str]:
    """Return who has a case."""
    return {row.member for _, row in town.store.rows(AGENCY)}


def test_nothing_that_waits_is_nothing_taken_in(town: Town) -> None:
    assert arrivals(town).take(NOON) == Arrived(0)
    assert Arrived(0).sentences == ()


def test_a_row_that_fails_lets_those_behind_it_pass_and_says_so(town: Town) -> None:
    report(town)
    arrived = arrivals(town).take(NOON)
    assert arrived == Arrived(2, 1)
    assert arrived.sentences[0].startswith("A case could not be opened for a defect")
    assert Arrived(0, 2).sentences[0].startswith("2 cases could not be opened")
    assert members(town) == {MEMBER, LAST}


def test_it_is_tried_again_later_ever_more_slowly_until_it_is_mended(town: Town) -> None:
    report(town)
    arrivals(town).take(NOON)
    assert arrivals(town).take(NOON + MINUTE - 1) == Arrived(0), "not yet"
    assert arrivals(town).take(NOON + MINUTE) == Arrived(0, 1)
    assert arrivals(town).take(NOON + 2 * MINUTE) == Arrived(0), "twice as long now"
    assert arrivals(town, plan_for).take(NOON + HOUR) == Arrived(1)
    assert members(town) == {MEMBER, FAILS, LAST}
    assert reconcile_after(town) == {}


def reconcile_after(town: Town) -> dict[str, str]:
    """Return what reconcile finds of the inbox, an hour on: the reason by promise."""
    town.sweep_to(NOON + HOUR)
    town.deliver(NOON + HOUR)
    return {one.promise: one.why for one in reconcile(town.store, NOON + HOUR).examples}


def test_status_and_reconcile_see_who_has_no_case(town: Town) -> None:
    report(town)
    arrivals(town).take(NOON)
    assert [one.unopened for one in standing(town.store, NOON)] == [1]
    assert reconcile_after(town) == {HELD: NOT_OPENED}
    arrivals(town, plan_for).take(NOON + HOUR)
    assert [one.unopened for one in standing(town.store, NOON + HOUR)] == [0]


def test_a_row_that_no_clock_took_is_seen_too(town: Town) -> None:
    report(town)
    assert reconcile(town.store, NOON + LATE_FOR - 1).broken_promises == {}
    found = reconcile(town.store, NOON + LATE_FOR)
    assert found.broken_promises == {AWAKE: 3}
    assert (found.examples[0].stream, found.examples[0].why) == ("incident/i-1", NOT_TAKEN)


def test_so_many_are_taken_in_at_most_and_the_next_time_goes_on(town: Town) -> None:
    report(town)
    assert arrivals(town).take(NOON, 2) == Arrived(1, 1, more=True)
    assert arrivals(town).take(NOON, 2) == Arrived(1)
    report(town, "i-2")
    assert arrivals(town, plan_for).take(NOON, 2) == Arrived(2, more=True)
    assert arrivals(town, plan_for).take(NOON, 2) == Arrived(1)


class Clockwork:
    """A clock's work on what arrives, one case at a time, at noon."""

    def __init__(self, town: Town) -> None:
        self.work = Work(town.post(), Hands(NOON), 1)
        self.arrivals = arrivals(town, plan_for)

    def taken_in(self, stop: Event | None = None) -> Arrived:
        """Take in what waits."""
        return self.work.taken_in(self.arrivals, stop or Event())


def test_between_two_openings_what_is_urgent_leaves(town: Town) -> None:
    (case,) = town.incident(name="i-0")
    town.deliver(NOON)
    town.do(case, CallMe(NOON, MEMBER))
    report(town)
    left: list[int] = []
    town.spy.before = lambda: left.append(len(list(town.store.rows(AGENCY))))
    clock = Clockwork(town)
    assert clock.taken_in() == Arrived(3)
    assert left == [2], "one more was opened, then the call left, then the others were opened"
    assert clock.work.done(9, Event()).sent.messages > 1, "and what left meanwhile is counted"


def test_opening_takes_no_longer_than_a_turn_may_and_the_next_turn_follows_at_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(town)
    monkeypatch.setattr("solidground.app.work.SECONDS_MOST", -1)
    assert Clockwork(town).taken_in() == Arrived(1, more=True)
    monkeypatch.undo()
    stop = Event()
    stop.set()
    assert Clockwork(town).taken_in(stop) == Arrived(1, more=True), "told to stop, it ends after the one in hand"
    assert Clockwork(town).taken_in() == Arrived(1)


def test_a_whole_inbox_that_fails_ends(town: Town) -> None:
    def never(_: AgencyId, __: CareWanted) -> Plan:
        message = "no plan"
        raise AssertionError(message)

    report(town)
    assert arrivals(town, never).take(NOON) == Arrived(0, 3)
    with town.store.transaction() as unit:
        assert [(row.tries, row.why) for row in unit.inbox_left(NOON)] == [(1, "failed")] * 3
