"""Every story is told twice: on a store in memory and on a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from solidground.core.subjects import SUBJECTS
from solidground.store.base import SqlStore
from solidground.store.memory import MemoryStore
from solidground.store.sqlite import open_sqlite
from tests.stories.field import Field, founded


@pytest.fixture(params=["memory", "sqlite"])
def story_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    store = MemoryStore(SUBJECTS) if request.param == "memory" else open_sqlite(tmp_path, SUBJECTS, create=True)
    yield store
    store.close()


@pytest.fixture
def field(story_store: SqlStore) -> Field:
    """An agency before anything has happened."""
    return Field(founded(story_store))
