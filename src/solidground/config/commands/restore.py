"""``solidground restore``: a data directory from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from solidground.config.output import DirectoryOption, JsonOption, say, say_json, waiting

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)]


def command(file: FileArgument, directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Make a data directory from a backup; nothing is ever written over."""
    from solidground.app.wiring import restore_backup  # noqa: PLC0415 - what a command needs is loaded when it runs

    with waiting("Restoring", quiet=json):
        events, moved = restore_backup(file, directory)
    if json:
        say_json({"data": str(directory), "events": events, "from_postgresql": moved})
    else:
        say(f'"{directory}" holds all {events:,} events, checked against their chain.')
        if moved:
            say('It was kept in PostgreSQL and is a SQLite file now: settings.toml says kind = "sqlite".')
            say("SOLIDGROUND_DATABASE is not used for it: no command in it reaches the live database.")
