"""What stands on a paper is a value: on which sheet, approved by whom, with which signatures."""

import pytest

from solidground.core.kernel import AgencyId, PersonId
from solidground.core.papers import (
    Approval,
    Face,
    FirstHourCards,
    PropertyReceipt,
    ReturnRecord,
    approvals_of,
    fields_of,
    sheet_of,
)

FACE = Face(AgencyId("harbor"), "en-US", "a4", "Title", "", "", (), 1)
APPROVAL = Approval("taken", PersonId("p.1"), "member", 1, "Words.")


@pytest.mark.parametrize(
    ("where", "sheet"), [("US", "us-letter"), ("US-IL", "us-letter"), ("CA-ON", "us-letter"), ("GB", "a4"), ("", "a4")]
)
def test_an_agency_prints_on_the_paper_of_its_country(where: str, sheet: str) -> None:
    assert sheet_of(where) == sheet


def test_who_approved_signs_after_the_agency_each_in_a_field_of_his_own() -> None:
    receipt = PropertyReceipt(FACE, (), "", (APPROVAL, APPROVAL._replace(step="returned")), "")
    assert approvals_of(receipt) == receipt.approvals
    assert fields_of(receipt) == ("agency", "taken-p_1", "returned-p_1")
    assert not any("." in field for field in fields_of(receipt)), "a full stop would make a field within a field"


def test_what_somebody_approved_twice_has_two_fields() -> None:
    other = APPROVAL._replace(person=PersonId("colleague"))
    record = ReturnRecord(FACE, (), "", (APPROVAL, other, APPROVAL, APPROVAL), "")
    assert fields_of(record) == ("agency", "taken-p_1", "taken-colleague", "taken-p_1-2", "taken-p_1-3")


def test_what_stands_for_no_event_is_approved_by_nobody() -> None:
    assert fields_of(FirstHourCards(FACE, "", "", ())) == ("agency",)
