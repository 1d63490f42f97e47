"""An agency in memory, with its people entered."""

from collections.abc import Iterator

import pytest

from tests.app.town import Town


@pytest.fixture
def town() -> Iterator[Town]:
    """Give an agency of six people, and close its store when the test ends."""
    made = Town()
    made.people()
    yield made
    made.store.close()
