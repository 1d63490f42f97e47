"""Who may be asked to be somebody's peer, and who of them first."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.hours import Quiet
from solidground.core.kernel import DAY, LATEST, PersonId
from solidground.core.roster.matching import (
    Conflict,
    Need,
    Peer,
    available_until,
    conflict,
    in_order,
    is_available,
    order,
    shortlist,
)

MEMBER = PersonId("4417")
NOW = 20_000 * DAY
ALWAYS = ((0, LATEST),)
CALM = Quiet("America/Chicago", 0, 0)


def a_peer(name: str = "1201", load: int = 0, asked_at: int = 0) -> Peer:
    return Peer(PersonId(name), load, 3, asked_at, ALWAYS, ALWAYS, (), ("phone",), CALM)


NEED = Need(MEMBER, NOW)


def named(*names: str) -> frozenset[PersonId]:
    return frozenset(PersonId(name) for name in names)


def test_a_designated_trained_peer_with_room_has_no_conflict() -> None:
    assert conflict(a_peer(), NEED) is None


@pytest.mark.parametrize(
    ("reason", "peer", "need"),
    [
        ("counsel_hold", a_peer(), NEED._replace(counsel_hold=True)),
        ("self", a_peer("4417"), NEED),
        ("supervises", a_peer()._replace(supervises=named("4417")), NEED),
        ("reports_to", a_peer()._replace(reports_to=named("4417")), NEED),
        ("kin", a_peer()._replace(kin=named("4417")), NEED),
        ("near_kin", a_peer()._replace(near=named("4417")), NEED),
        ("same_incident", a_peer(), NEED._replace(involved=named("1201"))),
        ("own_case", a_peer()._replace(own_case=True), NEED),
        ("ruled_out", a_peer(), NEED._replace(ruled_out=named("1201"))),
        ("asked_already", a_peer(), NEED._replace(not_again=named("1201"))),
        ("not_designated", a_peer()._replace(designated=((0, NOW),)), NEED),
        ("not_trained", a_peer()._replace(trained=((NOW + 1, LATEST),)), NEED),
        ("away", a_peer()._replace(away=((0, 1), (NOW, NOW + 1))), NEED),
        ("no_route", a_peer()._replace(ways=()), NEED),
        ("at_capacity", a_peer(load=3), NEED),
    ],
)
def test_every_conflict_is_named(reason: Conflict, peer: Peer, need: Need) -> None:
    assert conflict(peer, need) == reason
    if reason != "at_capacity":
        assert shortlist([peer], need, 1) == ((), ((reason, 1),))


def test_the_least_loaded_comes_first_then_who_was_not_asked_for_longest_then_the_id() -> None:
    pool = in_order([a_peer("d", 1), a_peer("c", 0, 7), a_peer("b", 0, 5), a_peer("a", 0, 7)])

    assert [peer.person for peer in shortlist(pool, NEED, 4).chosen] == ["b", "a", "c", "d"]
    assert shortlist(pool, NEED, 2).passed_over == ()
    assert order(pool[0]) == (0, 5, "b")


def test_shared_experience_comes_before_load_and_is_never_needed() -> None:
    shared = a_peer("z", 2)._replace(experience=frozenset({"fired"}))
    pool = in_order([a_peer("a"), shared])

    assert [peer.person for peer in shortlist(pool, NEED._replace(experience="fired"), 2).chosen] == ["z", "a"]
    assert [peer.person for peer in shortlist(pool, NEED._replace(experience="drowned"), 2).chosen] == ["a", "z"]
    assert [peer.person for peer in shortlist(pool, NEED._replace(experience=""), 1).chosen] == ["a"]


def test_better_placed_people_passed_over_are_told_by_reason() -> None:
    pool = in_order(
        [a_peer("a")._replace(own_case=True), a_peer("b")._replace(ways=()), a_peer("c", 1), a_peer("d", 2)]
    )

    found = shortlist(pool, NEED, 1)

    assert [peer.person for peer in found.chosen] == ["c"]
    assert found.passed_over == (("no_route", 1), ("own_case", 1))
    alike = in_order([a_peer("a")._replace(own_case=True), a_peer("b")._replace(own_case=True), a_peer("c", 1)])
    assert shortlist(alike, NEED, 1).passed_over == (("own_case", 2),)


def test_when_everybody_is_at_capacity_capacity_yields_and_is_told() -> None:
    pool = in_order([a_peer("a", 5), a_peer("b", 4), a_peer("c", 3)._replace(own_case=True)])

    found = shortlist(pool, NEED, 1)

    assert [peer.person for peer in found.chosen] == ["b"]
    assert found.passed_over == (("at_capacity", 2), ("own_case", 1))
    assert shortlist(pool[1:2], NEED, 1).passed_over == (("at_capacity", 1),)


def test_capacity_does_not_yield_while_anybody_has_room() -> None:
    pool = in_order([a_peer("a", 3), a_peer("b", 3), a_peer("c", 3)._replace(capacity=4)])

    assert [peer.person for peer in shortlist(pool, NEED, 2).chosen] == ["c"]


def test_nobody_in_the_pool_is_nobody_chosen() -> None:
    assert shortlist([], NEED, 3) == ((), ())


@given(
    st.lists(
        st.builds(
            lambda name, load, asked_at, own_case, tags: a_peer(name, load, asked_at)._replace(
                own_case=own_case, experience=tags
            ),
            st.text("abcdef", min_size=1, max_size=3),
            st.integers(0, 4),
            st.integers(0, 3),
            st.booleans(),
            st.frozensets(st.sampled_from(["fired", "child"])),
        ),
        unique_by=lambda peer: peer.person,
    ),
    st.integers(1, 5),
    st.sampled_from([None, "fired"]),
)
def test_the_short_search_finds_what_a_full_one_would(peers: list[Peer], most: int, experience: str | None) -> None:
    need = NEED._replace(experience=experience)
    found = shortlist(in_order(peers), need, most)

    def place(peer: Peer) -> tuple[bool, tuple[int, int, PersonId]]:
        return experience not in peer.experience, order(peer)

    free = sorted((peer for peer in peers if conflict(peer, need) is None), key=place)
    full = sorted((peer for peer in peers if conflict(peer, need) == "at_capacity"), key=place)
    expected = free or full
    if experience is None:
        expected = sorted(expected, key=order)
    assert list(found.chosen) == expected[:most]
    assert sum(count for _, count in found.passed_over) <= len(peers)


@pytest.mark.parametrize(
    ("changed", "until_at"),
    [
        (lambda peer: peer, None),
        (lambda peer: peer._replace(away=((NOW + 5, NOW + 9), (NOW + 3, NOW + 4), (1, 2))), NOW + 3),
        (lambda peer: peer._replace(away=((NOW, NOW + 1),)), NOW),
        (lambda peer: peer._replace(ways=()), NOW),
        (lambda peer: peer._replace(designated=((0, NOW + 7),)), NOW + 7),
        (lambda peer: peer._replace(designated=((NOW, NOW + 7),), trained=((0, NOW), (NOW + 1, NOW + 2))), NOW + 7),
        (lambda peer: peer._replace(away=((NOW + 2, NOW + 3),), trained=((0, NOW + 2),)), NOW + 2),
        (lambda peer: peer._replace(trained=((0, 5), (0, NOW + 6)), away=((NOW + 8, LATEST),)), NOW + 6),
        (lambda peer: peer._replace(designated=(), trained=()), None),
    ],
)
def test_the_next_known_absence_is_told_ahead(changed: Callable[[Peer], Peer], until_at: int | None) -> None:
    peer = changed(a_peer())

    assert available_until(peer, NOW) == until_at
    assert is_available(peer, NOW) == (until_at != NOW)
