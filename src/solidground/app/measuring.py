"""Places to measure and to break: a part of ``wiring`` that no running clock needs.

What must never happen here: a rule, or an adapter loaded that is not used.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from solidground.app.wiring import Kind
from solidground.core.subjects import SUBJECTS


@contextmanager
def open_stage(kind: Kind) -> Iterator[Any]:
    """Give a place for measurements: a folder, or a PostgreSQL of its own that writes as one in service does."""
    from solidground.store.stage import PostgresqlStage, SqliteStage  # noqa: PLC0415 - loaded where it is used
    from solidground.store.throwaway import fresh_database, start  # noqa: PLC0415 - loaded where it is used

    with TemporaryDirectory(prefix="solidground-") as folder:
        if kind == "sqlite":
            yield SqliteStage(Path(folder), SUBJECTS)
            return
        server = start("fsync=on", "synchronous_commit=on", "full_page_writes=on")
        try:
            with fresh_database(server.conninfo) as template:
                yield PostgresqlStage(server, template, Path(folder), SUBJECTS)
        finally:
            server.stop()


@contextmanager
def open_rig(*, on_file: bool) -> Iterator[Any]:
    """Give a machine that breaks where a simulation says, and is thrown away; in memory unless it needs a file."""
    from solidground.store.rig import Rig  # noqa: PLC0415 - loaded where it is used

    with TemporaryDirectory(prefix="solidground-") as folder, closing(Rig(Path(folder), on_file=on_file)) as rig:
        yield rig
