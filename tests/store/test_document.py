from pathlib import Path

from solidground.store.document import tables_document
from solidground.store.tables import TABLES

DOCUMENT = Path(__file__).parents[2] / "docs" / "tables.md"


def test_the_document_of_the_tables_is_what_the_tables_say() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == tables_document(), "write it again with tables_document()"


def test_every_column_says_what_it_holds_and_is_not_called_twice() -> None:
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert set(table.key) <= set(names)
        assert all(column.doc for column in table.columns)


def test_names_and_addresses_are_in_the_registry_alone() -> None:
    telling = {"name", "address"}
    found = {table.name for table in TABLES for column in table.columns if column.name in telling}
    assert found == {"person", "route", "signed", "protocol"}, "a protocol has a name too"
    assert {table.side for table in TABLES if table.name in {"person", "route"}} == {"registry"}
