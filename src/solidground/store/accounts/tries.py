"""Tries at signing in, counted for all programs together in the tables of accounts.

What must never happen here: "that was too often" where nothing could be counted.
"""

import time
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache

from solidground.store.fault import StoreError

TRIES_MOST: Final = 3
AGAIN_SECONDS: Final = 0.5
"""So often, and so far apart, something is added: what is there may go at this very second, and is neither then."""

UNCOUNTED: Final = "Tries at signing in cannot be counted. Make room on the disk, or stop what holds the accounts."


class Tries(DatabaseCache):
    """The library's own, which says of a row that could not be written that it was there already."""

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:  # noqa: ANN401 - as the library has it
        """Add something that is not there; a database that takes nothing is a fault."""
        for again in range(TRIES_MOST):
            time.sleep(AGAIN_SECONDS * bool(again))
            if super().add(key, value, timeout, version):
                return True
            if self.has_key(key, version):
                return False
        raise StoreError(UNCOUNTED)
