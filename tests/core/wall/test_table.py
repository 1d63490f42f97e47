"""The wall in code and the wall that anybody can read are one table."""

import csv
from pathlib import Path

import pytest

from solidground.core.wall import COLUMNS, TABLE, Role, Rule, What, may

ROOT = Path(__file__).parents[3]
READABLE = ROOT / "docs" / "wall.csv"
ROWS = list(csv.reader(READABLE.read_text(encoding="utf-8").splitlines()))


def test_the_table_people_read_has_the_same_columns_and_rows_as_the_code() -> None:
    assert ROWS[0] == ["what", *(role.value for role in COLUMNS)]
    assert [row[0] for row in ROWS[1:]] == [what.value for what in What]
    assert list(TABLE) == list(What)


@pytest.mark.parametrize("row", ROWS[1:], ids=[row[0] for row in ROWS[1:]])
def test_every_cell_says_the_same_in_code(row: list[str]) -> None:
    assert [may(What(row[0]), role).value for role in COLUMNS] == row[1:]


def test_every_rule_is_used_by_some_cell() -> None:
    assert {cell for cells in TABLE.values() for cell in cells} == set(Rule)


@pytest.mark.parametrize(
    ("role", "through"),
    [(Role.COMPANION, Role.PEER), (Role.CHAPLAIN, Role.CLINICIAN), (Role.DEPUTY, Role.COORDINATOR)],
)
def test_a_role_without_a_column_sees_through_another(role: Role, through: Role) -> None:
    assert [may(what, role) for what in What] == [may(what, through) for what in What]


def test_the_property_officer_sees_property_and_his_own_account_alone() -> None:
    opened = {what: may(what, Role.PROPERTY_OFFICER) for what in What}
    assert {what: rule for what, rule in opened.items() if rule is not Rule.NO} == {
        What.PROPERTY: Rule.YES,
        What.ACCOUNTS: Rule.OWN,
    }


def test_who_brings_news_sees_that_he_is_asked_and_what_to_bring_alone() -> None:
    opened = {what: may(what, Role.CARRIER) for what in What}
    assert {what: rule for what, rule in opened.items() if rule is not Rule.NO} == {
        What.INVESTIGATION: Rule.YES,
        What.OWED_AND_CONTACTS: Rule.OWN_DUTIES,
    }


def test_the_copy_in_docs_is_the_table_agreed_where_that_lies_beside_the_project() -> None:
    agreed = ROOT.parent.glob("shared/wall.csv")
    assert all(READABLE.read_bytes() == table.read_bytes() for table in agreed)
