"""``solidground backup``: one file with everything, while the clock runs on."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from solidground.config.accounts import KEPT, to_keep
from solidground.config.output import DirectoryOption, JsonOption, say, say_json, waiting

ToOption = Annotated[
    list[str] | None,
    typer.Option(
        "--to", metavar="RECIPIENT", help="Seal it to this age recipient, or those in a file; may be repeated."
    ),
]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.", show_default=False)]


def command(file: FileArgument, directory: DirectoryOption, to: ToOption = None, *, json: JsonOption = False) -> None:
    """Write a backup: the database, the keys and the settings, at one moment, sealed to a key kept elsewhere."""
    from solidground.app.proving import keep_backup  # noqa: PLC0415 - what a command needs is loaded when it runs

    with waiting("Writing the backup", quiet=json):
        kept = to_keep(directory)
        beside = {KEPT: kept} if kept else {}
        events = keep_backup(directory, file, version("solidground"), tuple(to or ()), beside)
    if json:
        say_json({"file": str(file), "events": events, "sealed": bool(to)})
    elif to:
        say(f'"{file}" holds all {events:,} events, names and keys too. Only the key it is sealed to opens it:')
        say('keep that one elsewhere, and try it with "solidground restore".')
    else:
        say(f'"{file}" holds all {events:,} events. It holds names, addresses, keys and passwords: keep it as safely.')
        say('It is not sealed: --to age1... seals it to a key that "solidground keys backup" makes.')
