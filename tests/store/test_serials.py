"""The numbers on what was taken, on every database: one for each thing, and gone with whoever it was taken from."""

from solidground.core.kernel import AgencyId
from solidground.store.base import SqlStore
from tests.store.made_up import AGENCY, MEMBER, PEER

OTHER = AgencyId("elsewhere")


def test_there_is_one_for_each_thing_of_an_agency_and_an_empty_one_is_none(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_serial(AGENCY, "t-1", MEMBER, "A-1")
        unit.put_serial(AGENCY, "t-1", MEMBER, "A-2")
        unit.put_serial(AGENCY, "t-2", PEER, "B-1")
        unit.put_serial(OTHER, "t-1", MEMBER, "C-1")
    with store.transaction() as unit:
        assert unit.serials(AGENCY) == {"t-1": "A-2", "t-2": "B-1"}
        unit.put_serial(AGENCY, "t-1", MEMBER, "")
        assert (unit.serials(AGENCY), unit.serials(OTHER)) == ({"t-2": "B-1"}, {"t-1": "C-1"})


def test_whoever_is_forgotten_leaves_none_behind(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_serial(AGENCY, "t-1", MEMBER, "A-1")
        unit.put_serial(AGENCY, "t-2", PEER, "B-1")
        unit.put_serial(OTHER, "t-1", MEMBER, "C-1")
        unit.forget_person(AGENCY, MEMBER)
    with store.transaction() as unit:
        assert (unit.serials(AGENCY), unit.serials(OTHER)) == ({"t-2": "B-1"}, {"t-1": "C-1"})
