"""What every test may ask for. Nothing here starts before a test asks for it."""

import os
from collections.abc import Iterator

import coverage
import pytest
from django.conf import settings as pages
from django.utils import translation
from hypothesis import HealthCheck, settings

from solidground.store.throwaway import Server, fresh_database, shared_server

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
"""No test asserts a time, so no example fails for being slow on a busy machine."""


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write down what a worker covered before it says that it is done: ten seconds later it may be killed."""
    measuring = coverage.Coverage.current()
    if measuring is not None and hasattr(session.config, "workerinput"):
        measuring.stop()
        measuring.save()


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Let no test be answered in the language in which the one before it asked last."""
    yield
    if pages.configured:
        translation.deactivate()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One PostgreSQL server for the whole run, whichever worker needs it first."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    server = shared_server(shared / "postgresql")
    yield server
    server.leave()


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """Give the address of an empty database of this test's own."""
    with fresh_database(postgresql_server.conninfo) as address:
        yield address
