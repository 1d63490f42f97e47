"""``solidground restore``: a data directory from a backup."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from solidground.config.output import DirectoryOption, JsonOption, say, say_json, waiting

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)]


class Keeping(StrEnum):
    """Where the restored log is kept."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


Kept = Annotated[Keeping, typer.Option("--store", help="A file, or the empty PostgreSQL in SOLIDGROUND_DATABASE.")]


def command(
    file: FileArgument, directory: DirectoryOption, *, store: Kept = Keeping.SQLITE, json: JsonOption = False
) -> None:
    """Make a data directory from a backup; nothing is ever written over."""
    from solidground.app import wiring  # noqa: PLC0415 - what a command needs is loaded when it runs

    moved = False
    with waiting("Restoring", quiet=json):
        if store is Keeping.POSTGRESQL:
            events = wiring.restore_to_postgresql(file, directory)
        else:
            events, moved = wiring.restore_backup(file, directory)
    if json:
        say_json({"data": str(directory), "events": events, "from_postgresql": moved, "store": store.value})
        return
    say(f'"{directory}" holds all {events:,} events, checked against their chain.')
    if store is Keeping.POSTGRESQL:
        say('Its log is in PostgreSQL: settings.toml says kind = "postgresql".')
    if moved:
        say('It was kept in PostgreSQL and is a SQLite file now: settings.toml says kind = "sqlite".')
        say("SOLIDGROUND_DATABASE is not used for it: no command in it reaches the live database.")
        say("To bring it back into an empty PostgreSQL: restore with --store postgresql.")
