"""After a member's death his messages stop, and his family has a case of its own."""

from typing import Any

from solidground.app.concerns import Readers, sweep_concerns
from solidground.app.death import record_death
from solidground.app.handle import handle, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.intake import take_in
from solidground.core.care.commands import RecordDeath
from solidground.core.care.concern.commands import FollowUpConcern, RaiseConcern
from solidground.core.care.concern.events import ConcernEnded, ConcernRaised
from solidground.core.incident.commands import InvolvePerson
from solidground.core.kernel import DAY, HOUR, PersonId, Refusal
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town, plan_for

WIFE = PersonId("family-1")
TODAY = 738_946
"""The day of the incident, 2024-03-01."""


def worry(town: Town, concern: str, command: Any) -> None:  # noqa: ANN401 - any command of a concern
    with town.store.transaction() as unit:
        readers = Readers(town.rosters.of(unit, AGENCY, command.at), command.at)
        assert not isinstance(handle(unit, stream_of(AGENCY, f"concern/{concern}"), command, readers), Refusal)


def test_when_a_member_dies_his_case_ends_and_his_familys_opens(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, RecordDeath(NOON + DAY, COORDINATOR, WIFE))
    with town.store.transaction() as unit:
        take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON + DAY)

    rows = {row.member: (row.status, row.part) for _, row in town.store.rows(AGENCY)}
    assert rows == {MEMBER: ("closed", "discharged_weapon"), WIFE: ("active", "family")}


def test_a_member_without_a_family_contact_leaves_no_case_behind(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, RecordDeath(NOON + DAY, COORDINATOR, None))
    with town.store.transaction() as unit:
        assert take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON + DAY) == []


def test_a_death_is_entered_once_and_ends_every_case_of_his(town: Town) -> None:
    first, second = *town.incident(), *town.incident(at=NOON + HOUR, name="i-2")
    with town.store.transaction() as unit:
        died = record_death(unit, town.rosters, AGENCY, MEMBER, TODAY, COORDINATOR, WIFE, NOON + DAY)
    with town.store.transaction() as unit:
        opened = take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON + DAY)

    assert died is None
    assert [town.case(case).status for case in (first, second)] == ["closed", "closed"]
    assert [town.case(case).head.member for case in opened] == [WIFE]


def test_a_death_of_somebody_without_a_case_is_known_to_the_roster(town: Town) -> None:
    with town.store.transaction() as unit:
        assert record_death(unit, town.rosters, AGENCY, PEERS[0], TODAY, COORDINATOR, None, NOON + DAY) is None
        assert unit.load([stream_of(AGENCY, f"person/{PEERS[0]}")])[0].state.died


def test_concerns_about_him_end_with_him_and_those_about_others_go_on(town: Town) -> None:
    town.incident()
    worry(town, "c-1", RaiseConcern(NOON, PEERS[0], MEMBER, PEERS[0], source_agrees=False, danger=True))
    worry(town, "c-2", RaiseConcern(NOON, PEERS[0], MEMBER, None, source_agrees=False, danger=False))
    worry(town, "c-2", FollowUpConcern(NOON + HOUR, COORDINATOR, "spoke"))
    worry(town, "c-3", RaiseConcern(NOON, PEERS[0], PEERS[1], None, source_agrees=False, danger=False))
    with town.store.transaction() as unit:
        record_death(unit, town.rosters, AGENCY, MEMBER, TODAY, COORDINATOR, None, NOON + DAY)

    ended = {n: town.store.events(stream_of(AGENCY, f"concern/c-{n}"))[-1] for n in (1, 2, 3)}
    assert ended[1] == ConcernEnded(NOON + DAY, COORDINATOR, "died")
    assert ended[2] == ConcernEnded(NOON + HOUR, COORDINATOR, "followed_up")
    assert isinstance(ended[3], ConcernRaised)
    assert sweep_concerns(town.store, town.rosters, AGENCY, NOON + 29 * DAY) == 1, "only the other one is asked about"


def test_a_death_of_nobody_known_is_refused(town: Town) -> None:
    with town.store.transaction() as unit:
        refused = record_death(unit, town.rosters, AGENCY, PersonId("x-9"), TODAY, COORDINATOR, None, NOON)

    assert isinstance(refused, Refusal)
    assert refused.reason == "PersonUnknown"


def test_a_member_of_another_file_whose_death_is_entered_needs_no_roster(town: Town) -> None:
    (case,) = town.incident(PersonId("m-9"))
    with town.store.transaction() as unit:
        assert record_death(unit, town.rosters, AGENCY, PersonId("m-9"), TODAY, COORDINATOR, None, NOON + DAY) is None

    assert town.case(case).status == "closed"


def test_somebody_added_to_an_incident_later_is_nobodys_peer_there(town: Town) -> None:
    (case,) = town.incident()
    peer = town.case(case).peer
    assert peer is not None
    with town.store.transaction() as unit:
        added = InvolvePerson(NOON + HOUR, COORDINATOR, peer, "present")
        assert not isinstance(handle(unit, stream_of(AGENCY, "incident/i-1"), added, None), Refusal)
        take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON + HOUR)

    assert peer in town.case(case).head.involved
    assert town.case(case).peer not in (None, peer)


def test_what_waits_for_somebody_who_died_is_withdrawn_at_once(town: Town) -> None:
    town.incident()
    assert {status for *_, status in town.outbox()} == {"waiting"}
    with town.store.transaction() as unit:
        record_death(unit, town.rosters, AGENCY, MEMBER, TODAY, COORDINATOR, None, NOON + HOUR)
    assert {status for *_, status in town.outbox()} == {"withdrawn"}
    assert town.deliver(NOON + DAY).rows == 0
