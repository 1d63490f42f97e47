"""From the people of a roster to the peers of a day."""

from solidground.core.kernel import DAY, LATEST, AgencyId, PersonId
from solidground.core.roster.matching import Need, conflict
from solidground.core.roster.person.commands import AgreeLending, DeclareKin, SeparatePerson, SetSupervisor
from solidground.core.roster.pool import Carried, Ties, peer_of, pool, ties
from solidground.core.roster.reach.commands import PlanLeave, ShareExperience
from solidground.core.roster.state import INITIAL
from tests.core.roster.people import ADMIN, CHICAGO, MEMBER, NOW, PEER, SERGEANT, a_peer, at, day, given, joined

COUNTY = AgencyId("county")


def test_a_peer_is_what_the_roster_knows_on_that_day() -> None:
    state = given(
        PlanLeave(NOW, PEER, NOW + DAY, NOW + 2 * DAY),
        SetSupervisor(NOW, ADMIN, SERGEANT, day("2026-03-01")),
        ShareExperience(NOW, PEER, ("fired",)),
        state=a_peer(),
    )

    peer = peer_of(state, NOW, 2, 7, own_case=True)

    assert (peer.person, peer.load, peer.capacity, peer.last_asked_at, peer.own_case) == (PEER, 2, 3, 7, True)
    assert peer.designated == peer.trained == ((at("2021-01-01"), LATEST),)
    assert peer.away == ((NOW + DAY, NOW + 2 * DAY),)
    assert (peer.ways, peer.quiet.zone) == (("phone",), CHICAGO)
    assert peer.experience == {"fired"}
    assert peer.reports_to == {SERGEANT}
    assert [*peer.supervises, *peer.kin] == []
    assert not peer.lent


def test_who_left_is_away_from_that_day_on() -> None:
    left = given(SeparatePerson(NOW, ADMIN, day("2026-03-20")), state=a_peer())

    assert peer_of(left, NOW, 0, 0, own_case=False).away == ((at("2026-03-20"), LATEST),)


def test_a_tie_declared_by_one_holds_for_two() -> None:
    sergeant = a_peer(SERGEANT)
    reporting = given(SetSupervisor(NOW, ADMIN, SERGEANT, day("2026-03-01")), state=joined(MEMBER))
    cousin = given(DeclareKin(NOW, MEMBER, PEER), state=reporting)
    people = [sergeant, cousin, a_peer(), INITIAL]

    member, peer = frozenset({MEMBER}), frozenset({PEER})
    assert ties(people, NOW) == Ties({SERGEANT: member}, {MEMBER: peer, PEER: member}, {SERGEANT: peer})
    found = {each.person: conflict(each, Need(MEMBER, NOW)) for each in pool(people, NOW, {})}
    assert found == {SERGEANT: "supervises", PEER: "kin"}


def test_who_works_over_or_under_somebody_is_nobody_s_peer_in_his_family() -> None:
    wife, under = PersonId("Home-2207"), PersonId("2208")
    over = SetSupervisor(NOW, ADMIN, SERGEANT, day("2026-03-01"))
    husband = given(over, DeclareKin(NOW, MEMBER, wife), state=a_peer(MEMBER))
    below = given(SetSupervisor(NOW, ADMIN, MEMBER, day("2026-03-01")), state=a_peer(under))

    found = {each.person: conflict(each, Need(wife, NOW)) for each in pool([a_peer(SERGEANT), husband, below], NOW, {})}

    assert found == {SERGEANT: "near_kin", MEMBER: "kin", under: "near_kin"}


def test_the_pool_is_the_designated_in_the_order_of_asking() -> None:
    other = PersonId("1202")
    carried = {PEER: Carried(2, 5), other: Carried(1, 9, own_case=True)}

    found = pool([a_peer(), joined(MEMBER), a_peer(other)], NOW, carried)

    told = [(peer.person, peer.load, peer.last_asked_at, peer.own_case) for peer in found]
    assert told == [(other, 1, 9, True), (PEER, 2, 5, False)]


def test_peers_of_another_agency_are_in_it_only_while_lent_to_this_one() -> None:
    lent = given(AgreeLending(NOW, ADMIN, COUNTY, "2026-7", day("2026-03-02"), day("2026-03-31")), state=a_peer())
    untrained = given(AgreeLending(NOW, ADMIN, COUNTY, "2026-7", day("2026-03-02")), state=joined(MEMBER))
    guests = [lent, untrained, a_peer(SERGEANT)]

    assert [(peer.person, peer.lent) for peer in pool([], NOW, {}, lent=guests, borrower=COUNTY)] == [(PEER, True)]
    assert pool([], at("2026-04-01"), {}, lent=guests, borrower=COUNTY) == ()
    assert pool([], NOW, {}, lent=guests) == ()
