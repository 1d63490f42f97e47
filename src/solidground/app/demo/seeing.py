"""A store that shows what is written through it, for whatever opens transactions of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from solidground.app.ports import Store, Unit


class _Seen:
    """Passes everything on; whoever looks on stands before each writing transaction."""

    def __init__(self, store: Store, watch: Callable[[Unit], Unit]) -> None:
        self._store, self._watch = store, watch

    @contextmanager
    def transaction(self) -> Iterator[Unit]:
        with self._store.transaction() as unit:
            yield self._watch(unit)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a store has
        return getattr(self._store, name)


def seen(store: Store, watch: Callable[[Unit], Unit]) -> Store:
    """Return the store, looked on."""
    return cast("Store", _Seen(store, watch))
