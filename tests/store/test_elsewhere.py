"""Where members keep something of their own, on every database: the member's alone, and gone when he says so."""

from solidground.core.care.storage import Stored
from solidground.core.kernel import AgencyId
from solidground.store.base import SqlStore
from tests.store.made_up import AGENCY, MEMBER, PEER

OTHER = AgencyId("elsewhere")
OLD, NEW = Stored("p-1", "dealer", 739000, "my_word", None), Stored("p-2", "range", 739001, "on_a_day", 739031)


def test_it_is_found_by_its_member_in_his_agency_alone(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_stored(AGENCY, MEMBER, OLD)
        unit.put_stored(AGENCY, MEMBER, NEW)
        unit.put_stored(AGENCY, MEMBER, OLD._replace(holder="person"))
    with store.transaction() as unit:
        assert unit.stored(AGENCY, MEMBER) == [NEW, OLD], "noted twice, it is once, and as it was"
        assert unit.stored(OTHER, MEMBER) == unit.stored(AGENCY, PEER) == []


def test_nobody_else_takes_it_off_and_no_trace_stays(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_stored(AGENCY, MEMBER, OLD)
        unit.end_stored(AGENCY, PEER, "p-1")
        unit.end_stored(OTHER, MEMBER, "p-1")
        assert unit.stored(AGENCY, MEMBER) == [OLD]
        unit.end_stored(AGENCY, MEMBER, "p-1")
    with store.transaction() as unit:
        assert unit.stored(AGENCY, MEMBER) == []


def test_it_goes_with_whoever_is_forgotten(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_stored(AGENCY, MEMBER, OLD)
        unit.put_stored(OTHER, MEMBER, NEW)
        unit.forget_person(AGENCY, MEMBER)
        assert unit.stored(AGENCY, MEMBER) == []
        assert unit.stored(OTHER, MEMBER) == [NEW]
