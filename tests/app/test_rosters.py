import pytest

from solidground.app import rosters as large
from solidground.app.founding import FOUNDERS
from solidground.app.rosters import Roster, Rosters
from solidground.core.hours import Quiet
from solidground.core.kernel import DAY, HOUR, MINUTE, AgencyId, PersonId
from solidground.core.record import Place, Taken
from solidground.core.roster.person.commands import AgreeLending, EndRole, GrantRole, SetSupervisor
from solidground.core.roster.reach.commands import SetCapacity, SetHours
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town

TODAY = 738_946


def order(town: Town, rosters: Rosters, at: int = NOON) -> list[PersonId]:
    with town.store.transaction() as unit:
        return [peer.person for peer in rosters.of(unit, AGENCY, at).peers]


def test_the_pool_is_in_the_order_of_asking_and_follows_what_is_taken(town: Town) -> None:
    with town.store.transaction() as unit:
        roster = town.rosters.of(unit, AGENCY, NOON)
        designated = [peer.person for peer in roster.peers]
        assert designated == list(PEERS)
        roster.took(Taken(AGENCY, PEERS[0], 1, NOON, None))
        assert [peer.person for peer in roster.peers] == [PEERS[1], PEERS[2], PEERS[0]]
        roster.took(Taken(AGENCY, PEERS[1], 0, NOON, None))
        assert [peer.person for peer in roster.peers] == [PEERS[2], PEERS[1], PEERS[0]]
        roster.took(Taken(AGENCY, PEERS[0], -1, None, None))
        assert [peer.person for peer in roster.peers] == [PEERS[2], PEERS[0], PEERS[1]]


def test_what_is_taken_by_somebody_who_is_no_peer_moves_nobody(town: Town) -> None:
    with town.store.transaction() as unit:
        roster = town.rosters.of(unit, AGENCY, NOON)
        before = list(roster.peers)
        roster.took(Taken(AGENCY, COORDINATOR, 1, NOON, None))
        roster.took(Taken(AGENCY, PersonId("nobody"), 1, NOON, None))
        roster.own_case(PersonId("nobody"), active=True)
        assert roster.peers == before


def test_a_case_of_his_own_shows_on_a_person_whether_peer_or_not(town: Town) -> None:
    with town.store.transaction() as unit:
        roster = town.rosters.of(unit, AGENCY, NOON)
        for person in (PEERS[0], COORDINATOR):
            roster.own_case(person, active=True)
            roster.own_case(person, active=True)
            assert roster.people[person].own_case


def test_a_change_of_the_roster_is_read_at_once(town: Town) -> None:
    rosters = Rosters(alone=True)
    order(town, rosters)
    town.change(PEERS[0], SetCapacity(NOON, PEERS[0], 0))
    with town.store.transaction() as unit:
        assert rosters.of(unit, AGENCY, NOON).people[PEERS[0]].capacity == 0


def test_ties_and_hours_of_who_is_like_many_others_hold_from_the_change_and_from_their_day(town: Town) -> None:
    rosters = Rosters(alone=True)

    def seen(at: int = NOON) -> Roster:
        with town.store.transaction() as unit:
            return rosters.of(unit, AGENCY, at)

    assert seen().members[MEMBER].person == MEMBER
    town.change(COORDINATOR, SetHours(NOON, COORDINATOR, Quiet("UTC", 0, 60)))
    assert seen().members[COORDINATOR].quiet == Quiet("UTC", 0, 60)
    town.change(COORDINATOR, SetSupervisor(NOON, COORDINATOR, MEMBER, TODAY))
    assert seen().people[MEMBER].supervises == {COORDINATOR}
    town.change(MEMBER, SetSupervisor(NOON, MEMBER, PEERS[0], TODAY + 2))
    assert seen().people[MEMBER].reports_to == frozenset()
    town.change(PEERS[1], SetCapacity(NOON, PEERS[1], 3))
    assert seen(NOON + 2 * DAY).people[MEMBER].reports_to == {PEERS[0]}


def test_people_who_are_alike_are_held_once_and_each_is_himself(town: Town) -> None:
    with town.store.transaction() as unit:
        roster = town.rosters.of(unit, AGENCY, NOON)
    assert MEMBER not in roster.states.special
    assert PEERS[0] in roster.states.special
    assert (roster.states[MEMBER].person, roster.people[MEMBER].person) == (MEMBER, MEMBER)
    assert set(roster.people) == set(roster.states) == set(roster.members)
    assert len(roster.people) == len(roster.states)
    assert "nobody" not in roster.people


def test_who_is_alone_follows_what_it_took_and_reads_again_after_an_undone_transaction(town: Town) -> None:
    rosters = Rosters(alone=True)
    with town.store.transaction() as unit:
        rosters.of(unit, AGENCY, NOON).took(Taken(AGENCY, PEERS[0], 1, NOON, None))
    assert order(town, rosters)[0] == PEERS[1]
    rosters.drop()
    assert order(town, rosters)[0] == PEERS[0]


def test_who_is_alone_can_look_again_at_what_people_carry(town: Town) -> None:
    rosters = Rosters(alone=True)
    first = order(town, rosters)[0]
    with town.store.transaction() as unit:
        unit.take([Taken(AGENCY, first, 1, NOON, None)])
    assert order(town, rosters)[0] == first
    rosters.look_again()
    assert order(town, rosters)[0] != first


def test_who_is_not_alone_reads_what_people_carry_in_every_transaction(town: Town) -> None:
    with town.store.transaction() as unit:
        town.rosters.of(unit, AGENCY, NOON).took(Taken(AGENCY, PEERS[0], 1, NOON, None))
        assert town.rosters.of(unit, AGENCY, NOON).people[PEERS[0]].load in (0, 1)
    assert order(town, town.rosters)[0] == PEERS[0]


def test_what_is_carried_is_taken_over_of_whose_changed_and_of_whose_is_there_no_more(town: Town) -> None:
    with town.store.transaction() as unit:
        roster = town.rosters.of(unit, AGENCY, NOON)
        two = Place(2, NOON, 0)
        roster.carry({PEERS[0]: two, PEERS[1]: Place(1, NOON, 1)})
        roster.carry({PEERS[0]: two, PEERS[1]: Place(1, NOON, 0), PersonId("nobody"): two})
        assert [roster.people[each].load for each in PEERS[:2]] == [2, 1]
        assert not roster.people[PEERS[1]].own_case
        roster.carry({PEERS[1]: Place(1, NOON, 0)})
        assert [roster.people[each].load for each in PEERS[:2]] == [0, 1]
        assert roster.peers[0].person == PEERS[0]


def test_roles_ties_and_lendings_hold_from_their_day_to_their_day(town: Town) -> None:
    rosters = Rosters(alone=True)
    town.change(PEERS[1], GrantRole(NOON, *FOUNDERS, "deputy", TODAY + 2, TODAY + 3))
    town.change(PEERS[1], SetSupervisor(NOON, COORDINATOR, MEMBER, TODAY + 2))
    town.change(PEERS[1], AgreeLending(NOON, COORDINATOR, AgencyId("bay"), "a-1", TODAY + 2, TODAY + 3))
    town.change(COORDINATOR, EndRole(NOON + HOUR, MEMBER, "coordinator"))

    def held(at: int) -> tuple[int, bool, int]:
        with town.store.transaction() as unit:
            roster = rosters.of(unit, AGENCY, at)
            tied = MEMBER in roster.people[PEERS[1]].reports_to
            return len(roster.staff("deputy", at)), tied, len(roster.staff("coordinator", at))

    assert held(NOON) == (1, False, 1)
    assert held(NOON + HOUR + MINUTE) == (1, False, 0)
    assert held(NOON + 2 * DAY) == (2, True, 0)
    assert held(NOON + 9 * DAY) == (1, True, 0)


def test_in_a_large_roster_what_people_carry_is_read_at_once_and_followed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = PersonId("nobody-of-the-roster")
    town.incident(stranger)
    for most in (large.KEYED_MOST, 1):
        monkeypatch.setattr(large, "KEYED_MOST", most)
        seen = Rosters()
        with town.store.transaction() as unit:
            before = seen.of(unit, AGENCY, NOON).people[PEERS[0]].load
        town.incident(PersonId(f"m-{most}"), name=f"i-{most}")
        with town.store.transaction() as unit:
            loads = [seen.of(unit, AGENCY, NOON).people[peer].load for peer in PEERS]
        assert sum(loads) > before
        assert stranger not in seen.of(unit, AGENCY, NOON).people
