"""One store of each kind, behind one name: every test that asks for ``store`` runs on all of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from solidground.store.base import SqlStore
from solidground.store.memory import MemoryStore
from solidground.store.postgresql import open_postgresql
from solidground.store.sqlite import open_sqlite
from tests.store.made_up import SUBJECTS, salts

KINDS = ("memory", "sqlite", "postgresql")


@pytest.fixture
def opened_by(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[str], SqlStore]]:
    """Open a store of a named kind; the same kind twice is the same database again, except in memory."""
    stores: list[SqlStore] = []

    def open_one(kind: str) -> SqlStore:
        match kind:
            case "memory":
                store: SqlStore = MemoryStore(SUBJECTS, salts=salts().__next__)
            case "sqlite":
                store = open_sqlite(tmp_path, SUBJECTS, create=True, salts=salts().__next__)
            case "postgresql":
                url = request.getfixturevalue("postgresql_url")
                store = open_postgresql(url, tmp_path, SUBJECTS, salts=salts().__next__)
            case _:
                raise AssertionError(kind)
        stores.append(store)
        return store

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, opened_by: Callable[[str], SqlStore]) -> SqlStore:
    """One store of each kind."""
    return opened_by(str(request.param))
