from solidground.app.handle import handle, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.intake import take_in
from solidground.core.incident.commands import InvolvePerson
from solidground.core.kernel import MINUTE, PersonId
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town, plan_for

WITNESS = PersonId("w-1")


def test_each_person_of_an_incident_gets_one_case_in_order_and_knows_who_was_in_it(town: Town) -> None:
    first, second = town.incident(MEMBER, WITNESS)
    assert [town.case(case).head.member for case in (first, second)] == [MEMBER, WITNESS]
    assert town.case(second).head.involved >= {MEMBER}
    with town.store.transaction() as unit:
        assert take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON) == []


def test_somebody_of_the_same_incident_is_nobodys_peer_in_it(town: Town) -> None:
    cases = town.incident(MEMBER, PEERS[0])
    assert all(town.case(case).peer not in (None, PEERS[0]) for case in cases)


def test_somebody_who_is_added_later_gets_his_case_then(town: Town) -> None:
    town.incident()
    added = InvolvePerson(NOON + MINUTE, COORDINATOR, WITNESS, "discharged_weapon")
    with town.store.transaction() as unit:
        handle(unit, stream_of(AGENCY, "incident/i-1"), added, None)
        (case,) = take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON + MINUTE, 1)
    assert town.case(case).head.member == WITNESS
    assert town.case(case).head.opened_at == NOON + MINUTE
