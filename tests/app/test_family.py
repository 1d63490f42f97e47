"""After a member's death his messages stop, and his family has a case of its own."""

from solidground.app.ids import DerivedIds
from solidground.app.intake import take_in
from solidground.core.care.commands import RecordDeath
from solidground.core.kernel import DAY, PersonId
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, Town, plan_for

WIFE = PersonId("family-1")


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
