"""A peer lent by a neighbour: asked where his own people are not enough, by an agreement, for as long as it holds."""

from datetime import date

from solidground.app.founding import FOUNDERS, NewPerson, enter
from solidground.app.handle import stream_of
from solidground.app.ids import DerivedIds
from solidground.app.intake import take_in
from solidground.app.people import handle_person, home_of
from solidground.app.ports import InboxRow, Route, Taken
from solidground.app.reconcile import reconcile
from solidground.app.registry import commitment_of, reaches
from solidground.app.rosters import Rosters
from solidground.app.tick import sweep
from solidground.core.care.world import Asking
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import DAY, AgencyId, CaseId, PersonId, Refusal
from solidground.core.roster.person.commands import AgreeLending, EndLending
from solidground.core.roster.reach.commands import PlanLeave
from solidground.core.roster.world import World
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from tests.app.town import NOON, QUIET, VOICE, ZONE, Town, plan_for

VALLEY, HARBOR, FAR = AgencyId("valley"), AgencyId("harbor"), AgencyId("far")
NEIGHBOUR = PersonId("neighbour-1")
TODAY = date(2024, 3, 1).toordinal()
WORLD = World(frozenset(FOUNDERS), founding=True)
MEMBER = Asking(PersonId("m-1"), frozenset(), frozenset(), frozenset(), "", NOON)


def neighbours(from_on: int = TODAY - 1) -> MemoryStore:
    """Return two agencies: a harbor with no peer, and a valley that lends it one from a day on."""
    store = MemoryStore(SUBJECTS)
    with store.transaction() as unit:
        enter(unit, VALLEY, NewPerson(NEIGHBOUR, ZONE, TODAY - 900, (), TODAY - 900, 2, ("text",), QUIET), NOON - DAY)
        agreed = AgreeLending(NOON - DAY, FOUNDERS[0], HARBOR, "agreement-1", from_on, None)
        outcome = handle_person(unit, stream_of(VALLEY, f"person/{NEIGHBOUR}"), agreed, WORLD)
        assert not isinstance(outcome, Refusal)
    return store


def opened(store: MemoryStore, rosters: Rosters, agency: AgencyId, member: PersonId) -> list[CaseId]:
    """Open the case of somebody who fired."""
    wanted = CareWanted("i-1", "officer_involved_shooting", member, "discharged_weapon", (member,), NOON, ZONE, "US-IL")
    with store.transaction() as unit:
        unit.put_inbox([InboxRow(agency, f"incident/i-1/{member}", "incident/i-1", wanted, NOON)])
        return take_in(unit, rosters, DerivedIds(1), plan_for, NOON)


def test_a_neighbours_peer_is_asked_by_the_agency_he_is_lent_to_and_by_no_other() -> None:
    store = neighbours()
    with store.transaction() as unit:
        found = {agency: Rosters().of(unit, agency, NOON).look().peer(MEMBER).somebody for agency in (HARBOR, FAR)}

        assert {agency: who and who.person for agency, who in found.items()} == {HARBOR: NEIGHBOUR, FAR: None}


def test_he_is_reached_where_he_belongs() -> None:
    with neighbours().transaction() as unit:
        assert home_of(unit, HARBOR, NEIGHBOUR) == VALLEY
        assert home_of(unit, HARBOR, PersonId("m-1")) == HARBOR
        assert [route.way for route in reaches(unit, b"s" * 32, HARBOR, NEIGHBOUR).good] == ["text"]


def test_who_is_called_as_one_of_ours_is_neither_asked_nor_written_to_in_his_place() -> None:
    store = neighbours()
    with store.transaction() as unit:
        enter(unit, HARBOR, NewPerson(NEIGHBOUR, ZONE, TODAY - 900, (), None, 0, ("mail",), QUIET), NOON)
    with store.transaction() as unit:
        roster = Rosters().of(unit, HARBOR, NOON)
        assert (roster.peers, roster.people[NEIGHBOUR].ways) == ([], ("mail",))
        assert home_of(unit, HARBOR, NEIGHBOUR) == HARBOR
        assert [route.way for route in reaches(unit, b"s" * 32, HARBOR, NEIGHBOUR).good] == ["mail"]


def test_he_is_written_to_at_his_address_at_home() -> None:
    town = Town()
    town.people(peers=())
    route = Route(VALLEY, NEIGHBOUR, f"{NEIGHBOUR}-mail", "mail", "neighbour@valley.example", working=True)
    new = NewPerson(NEIGHBOUR, ZONE, TODAY - 900, (), TODAY - 900, 2, ("mail",), QUIET)
    with town.store.transaction() as unit:
        enter(unit, VALLEY, new, NOON - DAY, {"mail": commitment_of(VOICE.commitment, route)})
        unit.put_route(route)
        agreed = AgreeLending(NOON - DAY, FOUNDERS[0], HARBOR, "agreement-1", TODAY - 1, None)
        handle_person(unit, stream_of(VALLEY, f"person/{NEIGHBOUR}"), agreed, WORLD)
    town.incident()
    town.deliver(NOON)
    assert {(message.recipient, message.to) for message in town.spy.sent} == {(NEIGHBOUR, route.address)}


def test_his_leave_at_home_is_seen_by_the_borrower_and_an_ended_agreement_ends_it() -> None:
    store = neighbours()
    rosters = Rosters()
    stream = stream_of(VALLEY, f"person/{NEIGHBOUR}")
    with store.transaction() as unit:
        assert rosters.of(unit, HARBOR, NOON).look().peer(MEMBER).somebody is not None
        handle_person(unit, stream, PlanLeave(NOON, NEIGHBOUR, NOON, NOON + DAY), WORLD)
        assert rosters.of(unit, HARBOR, NOON).look().peer(MEMBER).somebody is None
    later = MEMBER._replace(at=NOON + 3 * DAY)
    with store.transaction() as unit:
        assert rosters.of(unit, HARBOR, later.at).look().peer(later).somebody is not None
        handle_person(unit, stream, EndLending(later.at, FOUNDERS[0], HARBOR), WORLD)
        assert rosters.of(unit, HARBOR, later.at).look().peer(later).somebody is None


def test_who_is_lent_from_a_later_day_is_there_on_that_day_for_who_looked_before() -> None:
    store, rosters = neighbours(TODAY + 2), Rosters()
    found = {}
    for days in (0, 2):
        asking = MEMBER._replace(at=NOON + days * DAY)
        with store.transaction() as unit:
            found[days] = rosters.of(unit, HARBOR, asking.at).look().peer(asking).somebody
    assert {days: who and who.person for days, who in found.items()} == {0: None, 2: NEIGHBOUR}


def test_a_case_of_his_own_at_home_takes_him_from_his_member_at_once_where_he_is_lent() -> None:
    store, rosters = neighbours(), Rosters()
    (case,) = opened(store, rosters, HARBOR, MEMBER.member)
    peers = []
    for own in (False, True):
        if own:
            opened(store, rosters, VALLEY, NEIGHBOUR)
        sweep(store, rosters, NOON)
        with store.transaction() as unit:
            peers.append(unit.load([stream_of(HARBOR, f"case/{case}")])[0].state.peer)
    assert peers == [NEIGHBOUR, None]
    assert "P8 right person" not in reconcile(store, NOON, whole=True).broken_promises


def test_what_he_carries_at_home_counts_where_he_is_lent() -> None:
    store = neighbours()
    with store.transaction() as unit:
        unit.take([Taken(VALLEY, NEIGHBOUR, 1, NOON, 2)])
    with store.transaction() as unit:
        assert Rosters().of(unit, HARBOR, NOON).people[NEIGHBOUR].load == 1
