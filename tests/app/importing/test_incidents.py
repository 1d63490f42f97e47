"""One row of a file of incidents, read alike by the import and by a replay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.app.english import english
from solidground.app.importing.incidents import COLUMNS, IncidentRow, missing_beside, parse_incident
from solidground.core.hours import to_local
from solidground.core.kernel import HOUR
from solidground.core.protocol.terms import KINDS_ENTERED
from tests.house.sources import ROOT

GOOD = {
    "incident_ref": "INC-1",
    "kind": "officer_involved_shooting",
    "occurred_at": "2024-03-01T23:15:00",
    "timezone": "America/Chicago",
    "time_known": "true",
    "person_ref": "P1",
    "part": "present",
    "injured": "FALSE",
    "on_duty": "",
}


def read(**changed: str) -> IncidentRow:
    found = parse_incident(GOOD | changed)
    assert isinstance(found, IncidentRow), found
    return found


def wrong(**changed: str) -> dict[str, str]:
    found = parse_incident(GOOD | changed)
    assert isinstance(found, list), found
    return {one.column: english(one.why) for one in found}


def test_a_good_row_is_read_as_it_stands() -> None:
    row = read()
    assert row[:2] == ("INC-1", "officer_involved_shooting")
    assert to_local(row.occurred_at, row.zone).isoformat() == "2024-03-01T23:15:00"
    assert (row.local, row.time_known, row.person, row.part) == ("2024-03-01T23:15", True, "P1", "present")
    assert row.warnings == ()


def test_a_time_that_is_not_known_keeps_its_place_holder() -> None:
    assert not read(time_known="false").time_known


def test_a_time_that_never_was_moves_forward_by_the_gap_and_says_so() -> None:
    row = read(occurred_at="2024-03-10T02:30")
    assert to_local(row.occurred_at, row.zone).isoformat() == "2024-03-10T03:30:00"
    assert "never on the clock" in english(row.warnings[0])


def test_a_time_that_was_twice_is_the_first_and_says_so() -> None:
    row, plain = read(occurred_at="2024-11-03T01:30"), read(occurred_at="2024-11-03T03:30")
    assert plain.occurred_at - row.occurred_at == 3 * HOUR
    assert "twice on the clock" in english(row.warnings[0])


def test_a_kind_nobody_has_a_word_for_is_read_with_a_warning() -> None:
    said = english(read(kind="meteor_strike").warnings[0])
    assert said.startswith('The kind "meteor_strike" is not known; it is read as any other. Known are: ')
    assert said.endswith("vehicle_crash, other.")
    listed = (ROOT / "docs" / "imports.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS_ENTERED if kind not in listed or kind not in said] == []


@pytest.mark.parametrize("cell", ["=cmd()", "+1", "@x", "-x", "", "a b", "x" * 65, "é"])
def test_a_reference_is_never_a_formula(cell: str) -> None:
    assert set(wrong(incident_ref=cell, person_ref=cell)) == {"incident_ref", "person_ref"}


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("2024-03-01T23:15Z", "offset"),
        ("2024-03-01 23:15:00-06:00", "offset"),
        ("2024-03-01T23:15+0100", "offset"),
        ("2023-02-30T10:00", "calendar"),
        ("2023-02-20T24:61", "calendar"),
        ("2023-02-20", "no date with a time"),
        ("yesterday", "no date with a time"),
        ("0001-01-01T00:00", "before 1970"),
        ("9999-12-31T23:59", "before 1970"),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_its_remedy(cell: str, says: str) -> None:
    assert says in wrong(occurred_at=cell)["occurred_at"]


def test_a_time_just_before_1970_in_its_zone_is_refused() -> None:
    assert "before 1970" in wrong(occurred_at="1970-01-01T00:00", timezone="Asia/Tokyo")["occurred_at"]


def test_everything_wrong_in_a_row_is_told_at_once() -> None:
    found = wrong(
        kind="", timezone="Mars/Base", time_known="perhaps", part="bystander", injured="a bit", occurred_at="x"
    )
    assert set(found) == {"kind", "occurred_at", "timezone", "time_known", "part", "injured"}


def test_columns_beside_the_needed_ones_may_be_missing() -> None:
    assert missing_beside(COLUMNS) == ("injured", "on_duty", "unit")


@given(st.dictionaries(st.sampled_from(sorted(GOOD)), st.text(max_size=40)))
def test_no_cells_at_all_raise(changed: dict[str, str]) -> None:
    assert parse_incident(GOOD | changed)
