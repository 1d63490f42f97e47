"""Where the outside world is plugged in: databases, channels, the clock, ids. The only module that names an adapter.

What must never happen here: a rule, or an adapter loaded that is not used.
"""

import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from solidground.app.ids import RandomIds
from solidground.app.importing.fault import FileFault
from solidground.app.settings import Settings, read_settings
from solidground.core.figures import CityFigures
from solidground.core.ground import Ground
from solidground.core.kernel import Instant
from solidground.core.subjects import SUBJECTS
from solidground.store.base import SqlStore
from solidground.store.memory import MemoryStore
from solidground.store.seal import PUBLIC, read_public
from solidground.store.sqlite import open_sqlite
from solidground.store.verify import digest, verify

Kind: TypeAlias = Literal["memory", "sqlite", "postgresql"]
"""Where a store keeps what it holds."""

NANOSECONDS = 1_000
ADDRESS = "SOLIDGROUND_DATABASE"
"""The environment variable with the address of a PostgreSQL database."""


class SystemClock:
    """The one clock."""

    def now(self) -> Instant:
        """Return the present instant."""
        return time.time_ns() // NANOSECONDS  # noqa: TID251 - the one place where instants come from


CLOCK = SystemClock()
IDS = RandomIds()


class Checked(NamedTuple):
    """What checking a log found. ``first_bad`` is the agency, side and position of the first altered event."""

    events: int
    first_bad: tuple[str, str, int] | None
    unsealed: int


def open_store(kind: Kind, directory: Path | None = None, *, create: bool = False, address: str = "") -> SqlStore:
    """Open a store by its kind. ``address`` is a PostgreSQL connection string; its keys are in the directory."""
    if kind == "memory":
        return MemoryStore(SUBJECTS)
    assert directory is not None, "what lasts is kept in a directory"
    if kind == "sqlite":
        return open_sqlite(directory, SUBJECTS, create=create)
    if not address:
        sentence = f'No PostgreSQL is named. Put its address into {ADDRESS}, such as "host=db dbname=solidground".'
        raise FileFault(sentence)
    from solidground.store.postgresql import open_postgresql  # noqa: PLC0415 - its driver is loaded where it is used

    return open_postgresql(address, directory, SUBJECTS)


def open_directory(directory: Path) -> SqlStore:
    """Open the database of a data directory, as its settings say."""
    settings = settings_of(directory)
    return open_store(settings.kind, directory, address=settings.address)


def settings_of(directory: Path) -> Settings:
    """Return the settings of a data directory."""
    return read_settings(directory)


def check_log(directory: Path) -> Checked:
    """Check the whole log of a data directory."""
    with closing(open_directory(directory)) as store:
        public = read_public(directory) if (directory / PUBLIC).exists() else None
        found = verify(store, public)
    return Checked(
        found.events,
        found.first_bad and (found.first_bad.agency, found.first_bad.side, found.first_bad.position),
        found.unsealed,
    )


@contextmanager
def open_replay(kind: Kind, directory: Path) -> Iterator[SqlStore]:
    """Open an empty store for a replay; where PostgreSQL is wanted and none is named, start one that is thrown away."""
    address = os.environ.get(ADDRESS, "")
    if kind != "postgresql" or address:
        with closing(open_store(kind, directory, create=True, address=address)) as store:
            yield _empty(store, directory)
        return
    from solidground.store.throwaway import start  # noqa: PLC0415 - a server is started where one is wanted

    server = start()
    try:
        with closing(open_store(kind, directory, create=True, address=server.conninfo)) as store:
            yield store
    finally:
        server.stop()


def _empty(store: SqlStore, directory: Path) -> SqlStore:
    if store.agencies():
        sentence = f'"{directory}" holds a log already. Name an empty folder: a replay never writes into another log.'
        raise FileFault(sentence)
    return store


def digest_of(store: SqlStore) -> str:
    """Return the digest of a whole log."""
    return digest(store)


def render_report(figures: CityFigures) -> str:
    """Return the report as one HTML page."""
    from solidground.documents.report import render  # noqa: PLC0415 - its typeface is loaded where a page is drawn

    return render(figures)


def draw_ground(ground: Ground, title: str) -> str:
    """Return a ground line as the text of an SVG file."""
    from solidground.documents.ground_svg import ground_svg  # noqa: PLC0415 - loaded where it is used

    return ground_svg(ground, title)
