"""What befalls people is entered as a coordinator would, and shows in the roster."""

from collections.abc import Iterator
from typing import get_args

import pytest

from solidground.app.founding import enter
from solidground.app.handle import stream_of
from solidground.app.measuring import open_rig
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.app.simulate.befalling import befall
from solidground.app.simulate.errands import Errand, Kind, errands
from solidground.app.simulate.faults.fault import Stricken
from solidground.app.simulate.machine import Program
from solidground.app.simulate.town import CAPACITY, FROM_AT, Agency, town
from solidground.core.kernel import DAY
from solidground.core.roster.state import State
from tests.app.simulate.stories import SMALL, by_hand, tell

NOW = FROM_AT + 9 * DAY
AGENCY = town(SMALL)[0]
PEER, COORDINATOR = AGENCY.peers[0], AGENCY.staff[0]


@pytest.fixture
def store() -> Iterator[Store]:
    """Give a store in which the agency is founded."""
    with open_rig(on_file=False) as rig:
        made = rig.boot()
        with made.transaction() as unit:
            for person in AGENCY.people:
                enter(unit, AGENCY.name, person, FROM_AT - DAY)
        yield made


def known(unit: Unit) -> State:
    state: State = unit.load([stream_of(AGENCY.name, f"person/{PEER}")])[0].state
    return state


def befallen(store: Store, *kinds: Kind, agency: Agency = AGENCY, share: float = 0.5) -> State:
    rosters = Rosters()
    for number, kind in enumerate(kinds):
        with store.transaction() as unit:
            at = NOW + number
            befall(unit, rosters, agency, Errand(at, kind, agency.name, PEER, share), at)
    with store.transaction() as unit:
        return known(unit)


CHOICES: tuple[Kind, ...] = ("rule_out", "let_in", "another", "call", "hearing")


@pytest.mark.parametrize("kind", sorted({*get_args(Kind)} - {"back_early", "becomes_peer", "supervised", *CHOICES}))
def test_whatever_befalls_somebody_shows_in_what_is_known_of_him(store: Store, kind: Kind) -> None:
    with store.transaction() as unit:
        before = known(unit)
    assert befallen(store, kind) != before


def test_who_was_no_peer_becomes_one(store: Store) -> None:
    person = next(new.person for new in AGENCY.people if new.person not in {*AGENCY.peers, *AGENCY.staff})
    with store.transaction() as unit:
        befall(unit, Rosters(), AGENCY, Errand(NOW, "becomes_peer", AGENCY.name, person, 0.5), NOW)
    with store.transaction() as unit:
        made: State = unit.load([stream_of(AGENCY.name, f"person/{person}")])[0].state
    assert (len(made.designated), len(made.trained), made.capacity) == (1, 1, CAPACITY)


def test_a_superior_is_set_for_somebody_else(store: Store) -> None:
    befallen(store, "supervised", share=0.999)
    with store.transaction() as unit:
        last = AGENCY.members[-1]
        assert unit.load([stream_of(AGENCY.name, f"person/{last}")])[0].version == 0, "who is not entered has none"
    others = AGENCY._replace(members=(PEER, AGENCY.peers[1]))
    befallen(store, "supervised", agency=others, share=0.9)
    with store.transaction() as unit:
        set_for: State = unit.load([stream_of(AGENCY.name, f"person/{AGENCY.peers[1]}")])[0].state
    assert [each.supervisor for each in set_for.supervisors] == [PEER]


def test_leave_is_known_ahead_or_begins_at_once_and_may_end_early(store: Store) -> None:
    assert all(leave.from_at > NOW + DAY for leave in befallen(store, "away").leaves)
    assert befallen(store, "back_early").leaves == ()
    assert befallen(store, "away_at_once").leaves[0].from_at == NOW


def test_a_new_number_takes_the_place_of_the_old_one_and_one_that_fails_is_used_no_more(store: Store) -> None:
    assert [route.route for route in befallen(store, "number").routes if route.way == "text"] != [f"{PEER}-text"]
    with open_rig(on_file=False) as rig:
        made = rig.boot()
        with made.transaction() as unit:
            for person in AGENCY.people:
                enter(unit, AGENCY.name, person, FROM_AT - DAY)
        failed = befallen(made, "number_fails").routes
    assert not any(route.working for route in failed if route.route == f"{PEER}-text")


def test_who_has_left_becomes_no_peer_and_nobody_is_his_own_superior(store: Store) -> None:
    left = befallen(store, "leaves_job")
    assert left.separated_at is not None
    assert befallen(store, "becomes_peer").designated == left.designated
    alone = AGENCY._replace(members=(PEER,))
    assert befallen(store, "supervised", agency=alone).supervisors == ()


def test_who_dies_has_a_family_or_none_that_is_known(store: Store) -> None:
    assert befallen(store, "dies", share=0.9).died


def test_what_befalls_an_agency_is_the_same_each_time_and_in_every_kind() -> None:
    story = SMALL._replace(days=7000)
    found = list(errands(story, AGENCY))
    assert found == list(errands(story, AGENCY))
    assert {errand.kind for errand in found} == set(get_args(Kind))


def test_what_a_member_decides_on_any_day_is_entered_in_his_case() -> None:
    changed: list[tuple[Kind, bool]] = []

    def befalls(stricken: Stricken, program: Program) -> bool:
        now, agency = stricken.hands.now(), stricken.agencies[0]
        stream, case = next(each for each in sorted(stricken.witness.open.items()) if each[1].peer is not None)
        for kind in CHOICES:
            with stricken.machine.calm(), program.store.transaction() as unit:
                before = unit.load([stream])[0].state
                befall(unit, program.rosters, agency, Errand(now, kind, agency.name, case.head.member, 0.5), now)
                changed.append((kind, unit.load([stream])[0].state != before))
        return True

    assert tell(SMALL, by_hand=by_hand(befalls)).broken_promises == {}
    assert changed == [(kind, True) for kind in CHOICES]
