"""Phones that keep the night page, on every kind of database."""

from solidground.core.kernel import DAY, AgencyId, PersonId
from solidground.core.record import Device
from solidground.store.base import SqlStore
from tests.store.made_up import AGENCY, MEMBER, NOON, PEER

OTHER = AgencyId("elsewhere")
OLD, NEW = Device("d-1", MEMBER, NOON, NOON + DAY), Device("d-2", MEMBER, NOON + 1, NOON + DAY)


def test_a_phone_is_found_by_its_mark_in_its_own_agency_alone(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_device(AGENCY, OLD)
        unit.put_device(AGENCY, NEW)
    with store.transaction() as unit:
        assert unit.device(AGENCY, "d-1") == OLD
        assert unit.device(OTHER, "d-1") is None
        assert unit.device(AGENCY, "d-3") is None
        assert unit.devices(AGENCY, MEMBER) == [NEW, OLD]
        assert unit.devices(OTHER, MEMBER) == unit.devices(AGENCY, PEER) == []


def test_when_it_asked_for_a_call_is_noted_and_taken_back(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_device(AGENCY, OLD)
        unit.device_rang(OTHER, "d-1", NOON + 1)
        assert unit.device(AGENCY, "d-1") == OLD
        unit.device_rang(AGENCY, "d-1", NOON + 2)
    with store.transaction() as unit:
        assert unit.device(AGENCY, "d-1") == OLD._replace(rang_at=NOON + 2)
        unit.device_rang(AGENCY, "d-1", None)
        assert unit.device(AGENCY, "d-1") == OLD


def test_nobody_ends_the_phone_of_somebody_else(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_device(AGENCY, OLD)
        assert not unit.end_device(AGENCY, PersonId("x"), "d-1")
        assert not unit.end_device(OTHER, MEMBER, "d-1")
        assert unit.end_device(AGENCY, MEMBER, "d-1")
        assert not unit.end_device(AGENCY, MEMBER, "d-1"), "it is so already"


def test_who_is_forgotten_keeps_no_phone(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.put_device(AGENCY, OLD)
        unit.put_device(OTHER, NEW)
        unit.forget_person(AGENCY, MEMBER)
        assert unit.devices(AGENCY, MEMBER) == []
        assert unit.devices(OTHER, MEMBER) == [NEW]
