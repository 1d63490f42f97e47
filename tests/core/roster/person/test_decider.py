"""Joining and leaving, roles and ties, and lending."""

from typing import get_args

import pytest

from solidground.core.kernel import CLOCK, LATEST, AgencyId, PersonId
from solidground.core.roster.decider import due, evolve
from solidground.core.roster.person.commands import (
    AgreeLending,
    DeclareKin,
    EndLending,
    EndRole,
    ForgetPerson,
    GrantRole,
    JoinPerson,
    RecordDeath,
    SeparatePerson,
    SetSupervisor,
    WithdrawKin,
)
from solidground.core.roster.person.decider import MOST_KIN
from solidground.core.roster.person.events import (
    PersonDied,
    PersonForgotten,
    PersonJoined,
    PersonSeparated,
    RoleEnded,
    RoleGranted,
)
from solidground.core.roster.reach.commands import SetCapacity
from solidground.core.roster.roles import SEES_CARE, SERVES_COMMAND, WATCHES, Role, clashing
from solidground.core.roster.state import INITIAL, RoleTerm, lent_to, roles_at, supervisors_at, ways_of
from solidground.core.roster.world import World
from tests.core.roster.people import (
    ADMIN,
    CHICAGO,
    COORDINATOR,
    MEMBER,
    NOW,
    PEER,
    SERGEANT,
    a_peer,
    at,
    day,
    given,
    joined,
    refused,
    when,
)

TODAY = day("2026-03-02")
COUNTY = AgencyId("county")


def grant(role: Role, from_on: int = TODAY, until_on: int | None = None) -> GrantRole:
    return GrantRole(NOW, ADMIN, COORDINATOR, role, from_on, until_on)


def test_somebody_joins_once_and_again_after_leaving() -> None:
    join = JoinPerson(NOW, ADMIN, PEER, TODAY, CHICAGO)
    left = given(SeparatePerson(NOW, ADMIN, day("2026-04-01")), state=joined())

    assert when(INITIAL, join) == (PersonJoined(NOW, ADMIN, PEER, TODAY, CHICAGO),)
    assert when(left, join) == (PersonJoined(NOW, ADMIN, PEER, TODAY, CHICAGO),)
    again = given(join, state=left)
    assert (again.person, again.joined_on, again.separated_at) == (PEER, TODAY, None)


def test_a_zone_nobody_knows_is_refused() -> None:
    assert refused(INITIAL, JoinPerson(NOW, ADMIN, PEER, TODAY, "Mars/Base")) == "ZoneUnknown"


def test_nothing_can_be_asked_of_somebody_who_is_not_there() -> None:
    assert refused(INITIAL, SetCapacity(NOW, ADMIN, 3)) == "PersonUnknown"


def test_leaving_ends_roles_and_designation_on_the_local_day_and_keeps_the_ways() -> None:
    helping = given(grant("peer", day("2021-01-01")), grant("deputy", day("2027-01-01")), state=a_peer())
    leave = SeparatePerson(NOW, ADMIN, day("2026-07-01"))

    assert when(helping, leave) == (PersonSeparated(NOW, ADMIN, day("2026-07-01"), at("2026-07-01")),)
    left = given(leave, state=helping)
    assert roles_at(left, at("2021-01-01")) == roles_at(left, at("2026-07-01") - 1) == {"peer"}
    assert roles_at(left, at("2021-01-01") - 1) == frozenset()
    assert roles_at(left, at("2026-07-01")) == roles_at(left, at("2027-02-01")) == frozenset()
    assert left.designated == ((at("2021-01-01"), at("2026-07-01")),)
    assert ways_of(left) == ("phone",)


def test_a_death_ends_everything_that_could_be_sent_or_asked() -> None:
    helping = given(grant("peer"), state=a_peer())
    died = given(RecordDeath(NOW, ADMIN, TODAY), state=helping)

    assert when(helping, ForgetPerson(NOW, ADMIN)) == (PersonForgotten(NOW, ADMIN),)
    assert died.died
    assert ways_of(died) == ()
    assert roles_at(died, NOW + 1) == frozenset()
    assert refused(died, SetCapacity(NOW, ADMIN, 3)) == "PersonGone"
    assert evolve(helping, PersonDied(NOW, ADMIN, TODAY)) == died


def test_time_never_goes_back_where_the_clock_on_the_wall_does() -> None:
    ahead = given(DeclareKin(NOW + 5, PEER, MEMBER), state=a_peer())
    (withdrawn,) = when(ahead, WithdrawKin(NOW, PEER, MEMBER))
    assert withdrawn.at == NOW + 5
    assert evolve(ahead, withdrawn).last_at == NOW + 5


def test_forgetting_leaves_the_id_alone() -> None:
    helping = given(DeclareKin(NOW, PEER, MEMBER), grant("peer"), state=a_peer())
    forgotten = given(ForgetPerson(NOW, ADMIN), state=helping)

    assert forgotten == INITIAL._replace(person=PEER, zone=CHICAGO, forgotten=True, last_at=NOW)
    assert refused(forgotten, grant("peer")) == "PersonGone"
    assert given(ForgetPerson(NOW, ADMIN), state=given(RecordDeath(NOW, ADMIN, TODAY), state=helping)).died


def test_a_role_takes_two_people_who_may_grant() -> None:
    event = when(joined(), grant("peer", until_on=TODAY))[0]

    assert isinstance(event, RoleGranted)
    assert (event.by, event.seconded_by) == (ADMIN, COORDINATOR)
    assert (event.term.from_at, event.term.to_at) == (at("2026-03-02"), at("2026-03-03"))


@pytest.mark.parametrize(
    ("by", "seconded_by", "reason"),
    [
        (ADMIN, ADMIN, "SecondPersonMissing"),
        (ADMIN, CLOCK, "SecondPersonMissing"),
        (ADMIN, SERGEANT, "NotTheirsToGrant"),
        (SERGEANT, ADMIN, "NotTheirsToGrant"),
    ],
)
def test_a_role_given_by_fewer_is_refused(by: PersonId, seconded_by: PersonId, reason: str) -> None:
    assert refused(joined(), GrantRole(NOW, by, seconded_by, "peer", TODAY)) == reason


def test_nobody_gives_a_role_to_himself_except_while_an_agency_is_set_up() -> None:
    own = GrantRole(NOW, ADMIN, COORDINATOR, "administrator", TODAY)

    assert refused(joined(ADMIN), own) == "OwnRole"
    assert roles_at(given(own, state=joined(ADMIN), world=World(founding=True)), NOW) == {"administrator"}


@pytest.mark.parametrize("care", sorted(SEES_CARE))
@pytest.mark.parametrize("command", sorted(SERVES_COMMAND))
def test_roles_that_undo_the_wall_are_never_held_together(care: Role, command: Role) -> None:
    assert refused(given(grant(care), state=joined()), grant(command)) == "RolesUndoTheWall"
    assert refused(given(grant(command), state=joined()), grant(care)) == "RolesUndoTheWall"


@pytest.mark.parametrize("other", sorted(SEES_CARE | SERVES_COMMAND | WATCHES))
def test_who_keeps_things_neither_cares_nor_commands_nor_checks_his_own_log(other: Role) -> None:
    assert clashing([other], "property_officer") == other
    assert clashing(["property_officer"], other) == "property_officer"


def test_who_keeps_things_may_be_a_member_supervise_and_be_at_home_with_one() -> None:
    for other in get_args(Role):
        free = other not in SEES_CARE | SERVES_COMMAND | WATCHES
        assert (clashing(["property_officer"], other) is None) is free
    assert clashing(["property_officer"], "supervisor") is None


def test_roles_one_after_the_other_and_roles_outside_the_wall_are_allowed() -> None:
    was_chief = given(grant("chief", day("2020-01-01"), day("2026-03-01")), state=joined())

    assert len(when(was_chief, grant("peer"))) == 1
    assert clashing(["peer", "chief"], "supervisor") is None
    assert clashing(["member", "supervisor"], "peer") is None


def test_a_role_ends_and_days_the_wrong_way_round_are_refused() -> None:
    held = given(grant("peer", day("2025-01-01")), grant("deputy"), grant("peer", day("2027-01-01")), state=joined())

    assert when(held, EndRole(NOW, ADMIN, "peer")) == (RoleEnded(NOW, ADMIN, "peer"),)
    ended = given(EndRole(NOW, ADMIN, "peer"), state=held)
    assert roles_at(ended, NOW) == roles_at(ended, at("2027-02-01")) == {"deputy"}
    assert given(EndRole(NOW + 1, ADMIN, "peer"), state=ended) == ended
    assert refused(held, grant("chaplain", TODAY, TODAY - 2)) == "DaysReversed"


def test_ending_one_role_takes_what_was_ahead_of_it_and_nothing_of_another() -> None:
    ahead = day("2027-01-01")
    held = given(grant("peer", day("2025-01-01")), grant("deputy", ahead), grant("peer", ahead + 9), state=joined())
    ended = given(EndRole(NOW, ADMIN, "peer"), state=held)

    assert ended.roles == (RoleTerm("peer", at("2025-01-01"), NOW), RoleTerm("deputy", at("2027-01-01"), LATEST))


def test_a_new_supervisor_ends_the_one_before() -> None:
    first = given(SetSupervisor(NOW, ADMIN, SERGEANT, day("2025-01-01")), state=joined())
    both = given(SetSupervisor(NOW, ADMIN, ADMIN, TODAY, TODAY), state=first)

    assert supervisors_at(both, at("2026-03-01")) == {SERGEANT}
    assert supervisors_at(both, NOW) == {ADMIN}
    assert supervisors_at(both, at("2026-03-03")) == {SERGEANT}
    assert [each.to_at for each in both.supervisors] == [at("2026-03-02"), at("2026-03-03"), LATEST]
    assert len(when(joined(), SetSupervisor(NOW, ADMIN, SERGEANT, TODAY))) == 1
    assert refused(joined(), SetSupervisor(NOW, ADMIN, PEER, TODAY)) == "OwnSupervisor"
    assert refused(joined(), SetSupervisor(NOW, ADMIN, SERGEANT, TODAY, TODAY - 2)) == "DaysReversed"


def test_kin_is_declared_and_taken_back() -> None:
    family = given(DeclareKin(NOW, PEER, MEMBER), state=joined())

    assert family.kin == {MEMBER}
    assert len(when(joined(), DeclareKin(NOW, PEER, MEMBER))) == 1
    assert len(when(family, WithdrawKin(NOW, PEER, MEMBER))) == 1
    assert given(WithdrawKin(NOW, PEER, MEMBER), state=family).kin == frozenset()
    assert refused(joined(), DeclareKin(NOW, PEER, PEER)) == "OwnKin"
    large = joined()._replace(kin=frozenset(PersonId(str(n)) for n in range(MOST_KIN)))
    assert refused(large, DeclareKin(NOW, PEER, MEMBER)) == "TooMany"


def test_a_peer_is_lent_to_another_agency_by_an_agreement() -> None:
    lend = AgreeLending(NOW, ADMIN, COUNTY, "2026-7", TODAY, day("2026-12-31"))
    other = AgreeLending(NOW, ADMIN, AgencyId("port"), "2026-8", TODAY)
    later = AgreeLending(NOW, ADMIN, COUNTY, "2027-1", day("2027-01-01"))
    lent = given(lend, other, later, state=a_peer())

    assert len(when(a_peer(), lend)) == 1
    assert lent_to(lent, COUNTY, NOW)
    assert not lent_to(lent, AgencyId("state"), NOW)
    assert len(when(lent, EndLending(NOW + 9, ADMIN, COUNTY))) == 1
    ended = given(EndLending(NOW + 9, ADMIN, COUNTY), state=lent)
    assert [(each.agreement, each.to_at) for each in ended.lendings] == [("2026-7", NOW + 9), ("2026-8", LATEST)]
    assert given(EndLending(NOW + 10, ADMIN, COUNTY), state=ended) == ended
    assert refused(joined(), AgreeLending(NOW, ADMIN, COUNTY, "x", TODAY, TODAY - 2)) == "DaysReversed"


def test_being_in_the_roster_owes_nobody_anything() -> None:
    assert due(a_peer()) == ()
