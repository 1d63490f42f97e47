"""A database of an earlier set of tables becomes what a new one is, on every kind of database."""

from collections.abc import Callable

import pytest

from solidground.core.record import InboxRow
from solidground.store.base import SqlStore
from solidground.store.shape import names
from solidground.store.tables import INBOX, SCHEMA
from tests.store.made_up import AGENCY, MEMBER, NOON, PEER, OpenCase, case, opened, write
from tests.store.older import ADDED_IN_2, as_it_was


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_first_set_of_tables_is_brought_up_and_loses_nothing(
    kind: str, opened_by: Callable[[str], SqlStore]
) -> None:
    first = opened_by(kind)
    write(first, case("c-1"), opened())
    with first.session() as session:
        as_it_was(session)
    store = opened_by(kind)
    with store.transaction() as unit:
        assert unit.take_inbox(NOON, 9) == [InboxRow(AGENCY, "k", "case/c-1", OpenCase(NOON, PEER, MEMBER), NOON)]
        unit.put_inbox([InboxRow(AGENCY, "k-2", "case/c-1", OpenCase(NOON, PEER, MEMBER), NOON)])
    assert names(INBOX)[-3:] == ADDED_IN_2
    assert list(store.stream_rows("SELECT tries, try_at, why FROM inbox")) == [(0, 0, None)]
    assert list(store.stream_rows("SELECT called FROM figure")) == list(store.stream_rows("SELECT called FROM counted"))
    assert list(store.stream_rows("SELECT device FROM device")) == []
    assert list(store.stream_rows("SELECT value FROM meta")) == [(str(SCHEMA),)]
    assert [event.version for event in store.log()] == [1]
