"""States held in memory: within one transaction as its identity map, between transactions as a bounded cache.

What must never happen here: a state that a transaction did not commit, offered to the next one.
"""

from collections import OrderedDict
from typing import Any

from solidground.core.kernel import Stream
from solidground.store.session import Shown

CACHE_STREAMS_MOST = 1024
"""How many streams' states are kept between transactions: two batches. A state with its plan takes about 25 KB."""

REPLAYED_STREAMS_MOST = 8192
"""… and in a replay, which comes back to every case of a city again and again."""


class Held:
    """One stream inside one transaction. ``stored`` is the version in the database, ``version`` the one after."""

    __slots__ = ("rarely_changed", "shown", "state", "stored", "version")

    def __init__(self, state: Any, version: int, shown: Shown | None) -> None:  # noqa: ANN401 states of any subject
        """Begin with what the database holds."""
        self.state = state
        self.version = version
        self.stored = version
        self.shown = shown
        self.rarely_changed = version == 0


class Cache:
    """The last states committed, by stream; used only where the version still is the database's."""

    def __init__(self, most: int = CACHE_STREAMS_MOST) -> None:
        """Hold at most so many streams."""
        self._most = most
        self._held: OrderedDict[Stream, tuple[int, Any, Shown | None]] = OrderedDict()

    def get(self, stream: Stream, version: int) -> tuple[int, Any, Shown | None] | None:
        """Return what is held for exactly this version."""
        found = self._held.get(stream)
        if found is None or found[0] != version:
            return None
        self._held.move_to_end(stream)
        return found

    def put(self, stream: Stream, held: Held) -> None:
        """Hold a committed state; the one used longest ago goes."""
        self._held[stream] = (held.version, held.state, held.shown)
        self._held.move_to_end(stream)
        if len(self._held) > self._most:
            self._held.popitem(last=False)

    def forget(self, stream: Stream) -> None:
        """Hold this stream no longer: it was purged."""
        self._held.pop(stream, None)
