"""Where accounts are plugged in: a part of ``wiring`` that no clock needs.

What must never happen here: a rule, or an adapter loaded that is not used.
"""

from pathlib import Path
from typing import Any

from solidground.app.ports import Accounts
from solidground.app.wiring import settings_of


def with_accounts(directory: Path) -> bool:
    """Tell whether there are accounts: where pages ran."""
    from solidground.store.accounts.place import FILE, stands_on_postgresql  # noqa: PLC0415 - loaded where it is used

    settings = settings_of(directory)
    if settings.kind == "postgresql":
        return stands_on_postgresql(settings.address)
    return (directory / FILE).is_file()


def keep_accounts() -> bytes:
    """Return the accounts as a backup holds them. Django is set up by then, and they are open."""
    from solidground.store.accounts.keeping import written  # noqa: PLC0415 - its tables need Django set up

    return written()


def take_in_accounts(text: bytes) -> int:
    """Fill the empty accounts with those of a backup; return how many rows it was."""
    from solidground.store.accounts.keeping import taken_in  # noqa: PLC0415 - its tables need Django set up

    return taken_in(text)


def accounts_at(directory: Path) -> dict[str, Any]:
    """Return where the accounts of a data directory are, as Django is told."""
    from solidground.store.accounts.place import on_postgresql, on_sqlite  # noqa: PLC0415 - its tables need Django set up

    settings = settings_of(directory)
    return on_postgresql(settings.address) if settings.kind == "postgresql" else on_sqlite(directory)


def open_accounts(directory: Path | None) -> Accounts:
    """Open the accounts, their tables brought to what this version knows. Django is set up by then."""
    from solidground.store.accounts.desk import Accounts as Desk  # noqa: PLC0415 - its tables need Django set up
    from solidground.store.accounts.place import make_ready  # noqa: PLC0415 - its tables need Django set up

    make_ready(directory)
    return Desk()
