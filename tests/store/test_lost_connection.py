"""A connection to PostgreSQL that breaks in the middle: a sentence, nothing half-written, and the next try goes on."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from solidground.app.tick import sweep
from solidground.core.kernel import DAY, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.fault import StoreError
from solidground.store.postgresql import PostgresqlStore, open_postgresql
from solidground.store.refold import refold
from solidground.store.verify import verify
from tests.app.town import NOON, Town

OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "


@pytest.fixture
def store(tmp_path: Path, postgresql_url: str) -> PostgresqlStore:
    """One store on PostgreSQL."""
    return open_postgresql(postgresql_url, tmp_path, SUBJECTS)


@pytest.fixture
def breaks(postgresql_url: str) -> Callable[[], None]:
    """Break every connection to the database, as a server that goes down does."""

    def broken() -> None:
        with psycopg.connect(postgresql_url, autocommit=True) as other:
            other.execute(OTHERS + "pg_backend_pid()")

    return broken


def swept_but_for(store: PostgresqlStore, breaks: Callable[[], None]) -> None:
    """Claim what is due, and lose the connection before it is decided."""
    with store.transaction() as unit:
        assert len(unit.claim(NOON + DAY, 9)) == 5
        breaks()
        unit.claim(NOON + DAY, 9)


def test_a_sweep_whose_connection_breaks_is_done_again_whole(
    store: PostgresqlStore, breaks: Callable[[], None]
) -> None:
    town = Town(store)
    town.people(capacity=100)
    for number in range(5):
        town.incident(PersonId(f"m-{number}"), name=f"i-{number}")
    before = list(store.log())
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        swept_but_for(store, breaks)
    assert "nothing was lost" in caught.value.sentence
    assert list(store.log()) == before
    assert sweep(store, town.rosters, NOON + DAY).cases == 5, "what was claimed is free again"
    assert verify(store, None).first_bad is None
    assert refold(store).wrong == ()
    store.close()


def test_everything_goes_on_after_one_sentence(store: PostgresqlStore, breaks: Callable[[], None]) -> None:
    for act in (store.next_wake, store.agencies, lambda: store.seal(NOON), store.tidy):
        breaks()
        with pytest.raises(StoreError, match="cannot be reached"):
            act()
        act()
    store.close()
