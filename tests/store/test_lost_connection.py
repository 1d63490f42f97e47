"""A connection to PostgreSQL that breaks in the middle: a sentence, nothing half-written, and the next try goes on."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from solidground.app.tick import sweep
from solidground.core.care.choice.commands import CallMe
from solidground.core.care.choice.events import CallAsked
from solidground.core.kernel import DAY, MINUTE, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.fault import StoreError
from solidground.store.postgresql import PostgresqlStore, open_postgresql
from solidground.store.refold import refold
from solidground.store.verify import verify
from tests.app.town import MEMBER, NOON, Town

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


def test_what_begins_after_the_connection_was_lost_is_done_all_the_same(
    store: PostgresqlStore, breaks: Callable[[], None]
) -> None:
    for act in (store.next_wake, store.agencies, lambda: store.seal(NOON), store.tidy):
        breaks()
        act()
    store.close()


def test_the_first_tap_after_the_server_was_started_anew_is_written(
    store: PostgresqlStore, breaks: Callable[[], None]
) -> None:
    town = Town(store)
    town.people()
    (case,) = town.incident()
    breaks()
    assert town.do(case, CallMe(NOON + MINUTE, MEMBER))
    assert [type(event) for event in store.events(town.stream(case))].count(CallAsked) == 1
    store.close()


def half_written(store: PostgresqlStore, breaks: Callable[[], None]) -> None:
    """Write something, and lose the connection before the rest."""
    with store.session() as session:
        session.change("INSERT INTO meta VALUES ('half', 'written')")
        breaks()
        session.change("INSERT INTO meta VALUES ('other', 'half')")


def test_what_was_begun_on_a_connection_that_broke_is_not_begun_again_by_itself(
    store: PostgresqlStore, breaks: Callable[[], None]
) -> None:
    with pytest.raises(StoreError, match="nothing was lost"):
        half_written(store, breaks)
    with store.reading() as session:
        assert session.run("SELECT key FROM meta") == [("schema",)]
    store.close()


def test_a_server_that_is_gone_is_told_of_in_one_sentence(
    store: PostgresqlStore, breaks: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks()
    monkeypatch.setattr(store, "_conninfo", "host=/nowhere dbname=gone connect_timeout=1")
    with pytest.raises(StoreError, match="cannot be reached"):
        store.next_wake()


def test_a_beginning_that_fails_on_a_whole_connection_is_not_tried_twice(store: PostgresqlStore) -> None:
    before = store.connection
    before.execute("SET statement_timeout = 50")
    with pytest.raises(StoreError, match="cannot be reached"):
        store._transaction("SELECT pg_sleep(9)").__enter__()  # noqa: SLF001 - a beginning that fails by itself
    assert store.connection is before
    store.close()
