"""Designation, leave, routes, hours and experience."""

import pytest

from solidground.core.hours import Quiet
from solidground.core.kernel import CLOCK, DAY, LATEST, PersonId
from solidground.core.roster.reach.commands import (
    AddRoute,
    CancelLeave,
    DesignatePeer,
    EndDesignation,
    FailRoute,
    PlanLeave,
    RecordTraining,
    RemoveRoute,
    SetCapacity,
    SetHours,
    ShareExperience,
)
from solidground.core.roster.reach.decider import LEAVE_KEPT_FOR, MOST_CASES, MOST_ROUTES, MOST_TAGS
from solidground.core.roster.reach.events import ExperienceShared, PeerDesignated, RouteAdded
from solidground.core.roster.state import Route, quiet_of, ways_of
from solidground.core.roster.world import World
from tests.core.roster.people import (
    ADMIN,
    CHICAGO,
    COORDINATOR,
    NOW,
    PEER,
    SERGEANT,
    a_peer,
    at,
    day,
    given,
    joined,
    refused,
    route,
    when,
)


def test_a_designation_is_whole_days_in_the_persons_zone_also_when_clocks_change() -> None:
    event = when(joined(), DesignatePeer(NOW, ADMIN, day("2026-03-08"), day("2026-03-08")))[0]

    assert isinstance(event, PeerDesignated)
    assert event.term.to_at - event.term.from_at == 23 * DAY // 24
    assert (event.term.zone, event.term.from_on, event.term.until_on) == (CHICAGO, day("2026-03-08"), day("2026-03-08"))


def test_designation_and_training_join_what_touches_and_can_end() -> None:
    twice = given(
        DesignatePeer(NOW, ADMIN, day("2024-01-01"), day("2024-12-31")),
        DesignatePeer(NOW, ADMIN, day("2025-01-01"), day("2026-12-31")),
        RecordTraining(NOW, ADMIN, day("2024-01-01"), day("2024-02-01")),
        RecordTraining(NOW, ADMIN, day("2026-01-01")),
        state=joined(),
    )

    assert twice.designated == ((at("2024-01-01"), at("2027-01-01")),)
    assert twice.trained == ((at("2024-01-01"), at("2024-02-02")), (at("2026-01-01"), LATEST))
    assert len(when(twice, EndDesignation(NOW, ADMIN))) == 1
    assert given(EndDesignation(NOW, ADMIN), state=twice).designated == ((at("2024-01-01"), NOW),)
    assert refused(twice, DesignatePeer(NOW, ADMIN, day("2026-03-02"), day("2026-02-01"))) == "DaysReversed"
    assert refused(twice, RecordTraining(NOW, ADMIN, day("2026-03-02"), day("2026-02-01"))) == "DaysReversed"


def test_leave_is_planned_and_cancelled_and_what_has_been_stays() -> None:
    away = given(PlanLeave(NOW, PEER, NOW, NOW + 9 * DAY), state=a_peer())

    assert away.leaves == ((NOW, NOW + 9 * DAY),)
    assert len(when(a_peer(), PlanLeave(NOW, PEER, NOW, NOW + DAY))) == 1
    assert len(when(away, CancelLeave(NOW + DAY, PEER, NOW, NOW + 9 * DAY))) == 1
    assert given(CancelLeave(NOW + DAY, PEER, NOW, NOW + 9 * DAY), state=away).leaves == ((NOW, NOW + DAY),)
    assert given(CancelLeave(NOW + 10 * DAY, PEER, NOW, NOW + 9 * DAY), state=away) == away
    assert refused(away, PlanLeave(NOW, PEER, NOW, NOW)) == "DaysReversed"


def test_leave_long_past_is_let_go() -> None:
    old = given(PlanLeave(NOW, PEER, NOW, NOW + DAY), state=a_peer())
    later_at = NOW + LEAVE_KEPT_FOR + 2 * DAY

    assert given(PlanLeave(later_at, PEER, later_at, later_at + 1), state=old).leaves == ((later_at, later_at + 1),)


def test_a_capacity_has_bounds() -> None:
    assert a_peer(capacity=5).capacity == 5
    assert len(when(joined(), SetCapacity(NOW, ADMIN, MOST_CASES))) == 1
    assert refused(joined(), SetCapacity(NOW, ADMIN, MOST_CASES + 1)) == "CapacityOutOfRange"
    assert refused(joined(), SetCapacity(NOW, ADMIN, -1)) == "CapacityOutOfRange"


def test_an_address_is_added_and_changed_by_two_people_one_of_whom_may_be_the_person() -> None:
    own = AddRoute(NOW, PEER, ADMIN, "r1", "mail", "c1")
    changed = AddRoute(NOW, COORDINATOR, PEER, "r1", "mail", "c2")

    assert when(joined(), own) == (RouteAdded(NOW, PEER, ADMIN, "r1", "mail", "c1"),)
    assert given(own, changed, state=joined()).routes == (Route("r1", "mail", "c2", working=True),)


@pytest.mark.parametrize(
    ("by", "seconded_by", "reason"),
    [
        (PEER, PEER, "SecondPersonMissing"),
        (CLOCK, ADMIN, "SecondPersonMissing"),
        (PEER, SERGEANT, "NotTheirsToGrant"),
    ],
)
def test_an_address_changed_by_fewer_is_refused(by: PersonId, seconded_by: PersonId, reason: str) -> None:
    assert refused(joined(), AddRoute(NOW, by, seconded_by, "r1", "mail", "c1")) == reason


def test_while_an_agency_is_set_up_any_two_people_add_addresses() -> None:
    added = given(AddRoute(NOW, SERGEANT, PEER, "r1", "mail", "c1"), state=joined(), world=World(founding=True))

    assert ways_of(added) == ("mail",)


def test_a_failed_or_removed_address_reaches_nobody() -> None:
    two = given(route("r1", "phone"), route("r2", "mail"), route("r3", "phone"), state=joined())

    assert ways_of(two) == ("phone", "mail")
    assert len(when(two, FailRoute(NOW, CLOCK, "r2"))) == 1
    failed = given(FailRoute(NOW, CLOCK, "r2"), state=two)
    assert ways_of(failed) == ("phone",)
    assert [each.working for each in failed.routes] == [True, False, True]
    assert len(when(two, RemoveRoute(NOW, PEER, "r1"))) == 1
    assert ways_of(given(RemoveRoute(NOW, PEER, "r1"), state=two)) == ("mail", "phone")
    assert refused(two, FailRoute(NOW, CLOCK, "r9")) == "RouteUnknown"
    assert ways_of(given(FailRoute(NOW, CLOCK, "r1"), route("r1"), state=two)) == (
        "mail",
        "phone",
    )


def test_addresses_are_bounded() -> None:
    many = given(*(route(f"r{n}") for n in range(MOST_ROUTES)), state=joined())

    assert refused(many, route("one_more")) == "TooMany"
    assert len(when(many, route("r0", "mail", "c2"))) == 1


def test_quiet_hours_are_set_and_those_that_cannot_be_kept_refused() -> None:
    nights = Quiet(CHICAGO, 1260, 480)

    assert quiet_of(joined()) == Quiet(CHICAGO, 0, 0)
    assert len(when(joined(), SetHours(NOW, PEER, nights))) == 1
    assert quiet_of(given(SetHours(NOW, PEER, nights), state=joined())) == nights
    assert refused(joined(), SetHours(NOW, PEER, nights._replace(zone="Mars/Base"))) == "HoursNotKeepable"


def test_experience_is_shared_and_taken_back_by_sharing_nothing() -> None:
    share = ShareExperience(NOW, PEER, ("fired", "child", "fired"))

    assert when(joined(), share) == (ExperienceShared(NOW, PEER, ("child", "fired")),)
    assert given(share, ShareExperience(NOW, PEER, ()), state=joined()).experience == frozenset()
    many = tuple(str(number) for number in range(MOST_TAGS + 1))
    assert refused(joined(), ShareExperience(NOW, PEER, many)) == "TooMany"
