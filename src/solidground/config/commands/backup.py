"""``solidground backup``: one file with everything, while the clock runs on."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from solidground.config.output import DirectoryOption, JsonOption, say, say_json, waiting

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.", show_default=False)]


def command(file: FileArgument, directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Write a backup: the database, the keys and the settings, at one moment."""
    from solidground.app.wiring import keep_backup  # noqa: PLC0415 - what a command needs is loaded when it runs

    with waiting("Writing the backup", quiet=json):
        events = keep_backup(directory, file, version("solidground"))
    if json:
        say_json({"file": str(file), "events": events})
    else:
        say(f'"{file}" holds all {events:,} events. It holds names, addresses, keys and passwords: keep it as safely.')
