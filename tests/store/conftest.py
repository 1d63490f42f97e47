"""One store of each kind, behind one name: every test that asks for ``store`` runs on all of them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from solidground.core.kernel import Stream
from solidground.core.record import Change
from solidground.store.base import SqlStore
from solidground.store.memory import MemoryStore
from solidground.store.postgresql import open_postgresql
from solidground.store.sqlite import open_sqlite
from tests.store.made_up import (
    AGENCY,
    NOON,
    PEER,
    SUBJECTS,
    Incident,
    IncidentRecorded,
    case,
    made,
    opened,
    salts,
    write,
)

INCIDENT = Stream(AGENCY, "command", "incident/i-1")
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


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory: one event on the command side, seven on care's, of which five are sealed."""
    folder = tmp_path_factory.mktemp("sealed")
    store = open_sqlite(folder, SUBJECTS, create=True)
    record = IncidentRecorded(NOON, PEER, "shooting")
    with store.transaction() as unit:
        unit.append([Change(INCIDENT, 0, (record,), Incident(), Incident(("shooting",)))])
    write(store, case("c-1"), opened(), made(), made(step="day"))
    store.seal(NOON)
    write(store, case("c-2"), opened(), made())
    store.seal(NOON + 1)
    write(store, case("c-1"), made(step="week"), made(step="month"))
    store.close()
    return folder


@pytest.fixture
def folder(sealed: Path, tmp_path: Path) -> Path:
    """A copy of it to do as one likes with."""
    return shutil.copytree(sealed, tmp_path / "copy")
