"""What every test may ask for. Nothing here starts before a test asks for it."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import Server, fresh_database, join, start


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One PostgreSQL server for the whole run, whichever worker needs it first."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    server = _shared_server(shared)
    yield server
    server.leave()


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """Give the address of an empty database of this test's own."""
    with fresh_database(postgresql_server.conninfo) as address:
        yield address


def _shared_server(shared: Path) -> Server:
    """Join the server this run has already started, or start it; one worker at a time."""
    with (shared / "postgresql").open("a+") as place:
        fcntl.flock(place, fcntl.LOCK_EX)
        place.seek(0)
        if folder := place.read():
            try:
                return join(Path(folder))
            except OSError:  # its last holder has gone, and it with them
                place.truncate(0)
        server = start()
        place.write(str(server.folder))
        return server
