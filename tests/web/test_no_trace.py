"""Who compares what he could decide leaves no trace that anybody else can see: no row, no look, no list (S14)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from solidground.app.wiring import draw_line
from solidground.core.kernel import HOUR
from solidground.core.subjects import SUBJECTS
from solidground.store.base import SqlStore
from solidground.store.postgresql import open_postgresql
from solidground.store.sqlite import open_sqlite
from solidground.store.tables import TABLES
from solidground.web.house import House
from tests.app.papers import drafted
from tests.app.town import AGENCY, MEMBER, NOON, VOICE, ZONE, Town
from tests.web.conftest import LINE, Hand, seated
from tests.web.headquarters import staffed, whole
from tests.web.pages.test_accounts import signed_up

READS = ("/me/ways", "/me/decision", "/me/decision/sign", "/me/ways")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """Open a database of each kind."""
    if request.param == "sqlite":
        opened: SqlStore = open_sqlite(tmp_path, SUBJECTS, create=True)
    else:
        opened = open_postgresql(request.getfixturevalue("postgresql_url"), tmp_path, SUBJECTS)
    yield opened
    opened.close()


def rows(store: SqlStore) -> dict[str, list[Any]]:
    """Return everything that the database holds."""
    held = {table.name: store.stream_rows(f"SELECT * FROM {table.name}") for table in TABLES}  # noqa: S608 - our names
    return {name: sorted(map(repr, found)) for name, found in held.items()}


def test_comparing_writes_no_row_in_any_table(store: SqlStore) -> None:
    town, hand = Town(store), Hand()
    town.people()
    staffed(town)
    town.incident(MEMBER)
    drafted(town)
    hand.at = NOON + HOUR
    house = whole(House(store, town.rosters, {1: VOICE.signing}, hand, ZONE, "US-IL", LINE, AGENCY, draw_line))
    browser, before = seated(house, MEMBER), rows(store)
    assert any("OptionChosen" in row for row in before["event"]), "the rows are read"
    for page in READS:
        answer = browser.get(page)
        assert answer.status_code == 200
        assert answer.cookies.keys() <= {"csrftoken"}, page
    assert rows(store) == before
    assert before["looked"] == []


def test_the_accounts_hold_nothing_of_it_but_that_he_is_signed_in(town: Town, keyed: House) -> None:
    from solidground.store.accounts.keeping import written  # noqa: PLC0415 - its tables need Django set up
    from solidground.store.accounts.models import Sitting  # noqa: PLC0415 - as above

    town.people()
    browser, _ = signed_up(keyed, MEMBER)
    browser.get("/me")
    before, sat = written(), list(Sitting.objects.values_list())
    for page in READS[:2]:
        assert browser.get(page).status_code == 200
    assert written() == before
    assert list(Sitting.objects.values_list()) == sat
