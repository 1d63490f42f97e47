"""The accounts of a data directory for a command, which has no pages.

What must never happen here: Django loaded by a command that needs no accounts.
"""

from pathlib import Path

from solidground.app.ports import Accounts

KEPT = "accounts.json"
"""What accounts are called in a backup."""


def accounts_of(directory: Path) -> Accounts:
    """Set Django up for a data directory, and return its accounts; once in a program."""
    from solidground.app.doors import accounts_at, open_accounts  # noqa: PLC0415 - as above
    from solidground.app.keys import pages_key  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.wiring import settings_of  # noqa: PLC0415 - as above
    from solidground.config.settings import configure  # noqa: PLC0415 - as above

    configure([], pages_key(directory), settings_of(directory).language, accounts_at(directory))
    return open_accounts(directory)


def to_keep(directory: Path) -> bytes:
    """Return the accounts for a backup; nothing where no pages ever ran."""
    from solidground.app.doors import keep_accounts, with_accounts  # noqa: PLC0415 - as above

    if not with_accounts(directory):
        return b""
    accounts_of(directory)
    return keep_accounts()


def take_in(directory: Path) -> None:
    """Bring back the accounts that lie beside a restored log."""
    path = directory / KEPT
    if not path.is_file():
        return
    from solidground.app.doors import take_in_accounts  # noqa: PLC0415 - as above

    accounts_of(directory)
    take_in_accounts(path.read_bytes())
    path.unlink()
