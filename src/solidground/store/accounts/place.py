"""Where the tables of accounts lie, and bringing them to what this version knows.

What must never happen here: two programs that change the tables at once, or a start that goes on with half of them.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from solidground.store.fault import StoreError

FILE: Final = "accounts.sqlite3"
SCHEMA: Final = "accounts"
LOCK: Final = "accounts.lock"
OWN: Final = 0o600
WAIT_SECONDS: Final = 5
KEPT_SECONDS: Final = 60
"""How long an idle line to PostgreSQL is kept."""

TABLES_LOCK: Final = 0x501D_ACC0
"""The number of PostgreSQL's lock under which tables are changed."""


def on_sqlite(directory: Path) -> dict[str, Any]:
    """Return Django's settings for the accounts of a data directory."""
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": WAIT_SECONDS,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(directory / FILE), "OPTIONS": options}


def on_postgresql(address: str) -> dict[str, Any]:
    """Return Django's settings for accounts in a schema of the same database."""
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - 10 MB that nobody on SQLite needs

    options: dict[str, Any] = dict(conninfo_to_dict(address))
    name = options.pop("dbname", "")
    given = options.pop("options", "")
    options["options"] = f"{given} -c search_path={SCHEMA} -c lock_timeout={WAIT_SECONDS}s".strip()
    # A server that vanished says nothing: whoever waits for it waits before everybody else.
    options.setdefault("connect_timeout", WAIT_SECONDS)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name or options.get("user", "") or "postgres",
        "OPTIONS": options,
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }


def stands_on_postgresql(address: str) -> bool:
    """Tell whether a PostgreSQL holds accounts: pages ran on it."""
    import psycopg  # noqa: PLC0415 - as above

    try:
        with psycopg.connect(address) as line:
            found = line.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{SCHEMA}.accounts_account"]).fetchone()
    except psycopg.Error as error:
        sentence = f"The accounts cannot be reached: {error}. Start PostgreSQL, or correct its address."
        raise StoreError(sentence) from error
    return found is not None and bool(found[0])


def make_ready(directory: Path | None = None) -> None:
    """Bring the tables to what this version knows. ``directory`` holds the lock where they are in a file."""
    from django.core.management import call_command  # noqa: PLC0415 - Django is loaded where pages are
    from django.db import DatabaseError, connection  # noqa: PLC0415 - as above
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - as above

    try:
        with _alone(directory):
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
    except DatabaseError as error:
        sentence = f"The accounts cannot be opened: {error}. Nothing was changed; try again, or restore a backup."
        raise StoreError(sentence) from error


@contextmanager
def _alone(directory: Path | None) -> Iterator[None]:
    from django.db import connection  # noqa: PLC0415 - as above

    if connection.vendor != "postgresql":
        if directory is None:
            yield
            return
        for name in (LOCK, FILE):
            (directory / name).touch(mode=OWN, exist_ok=True)
        with (directory / LOCK).open("a", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout TO 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [TABLES_LOCK])
        try:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [TABLES_LOCK])
            cursor.execute("RESET lock_timeout")
