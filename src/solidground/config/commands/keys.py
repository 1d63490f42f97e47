"""``solidground keys``: a new key for checkpoints, vouched for by the old one; a key for backups."""

from pathlib import Path
from typing import Annotated

import typer

from solidground.config.output import DirectoryOption, JsonOption, say, say_json

group = typer.Typer(help="Change the key that signs checkpoints; make one for backups.", no_args_is_help=True)


FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.", show_default=False)]


@group.command("rotate")
def rotate(directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Make a new signing key; the old one vouches for it, and what the old one signed still holds."""
    from solidground.app.proving import rotate_key  # noqa: PLC0415 - what a command needs is loaded when it runs

    public = rotate_key(directory)
    if json:
        say_json({"public_key": public})
        return
    say(f"Checkpoints are signed by a new key from now on: {public}.")
    say("What the old key signed still holds, and it can sign nothing more. Make a backup, and tell your cosigners.")
    say('Where other machines share this log, copy "keys/" to each of them now.')


@group.command("backup")
def backup(file: FileArgument, *, json: JsonOption = False) -> None:
    """Make a key for backups, as age-keygen does: backups are sealed to it, and it is kept elsewhere."""
    from solidground.app.proving import make_backup_key  # noqa: PLC0415 - as above

    recipient = make_backup_key(file)
    if json:
        say_json({"file": str(file), "recipient": recipient})
        return
    say(f'"{file}" opens what is sealed to it. Keep it elsewhere, twice, and not on this machine: without it a sealed')
    say(f"backup is lost. Backups are sealed with: solidground backup FILE --data DIR --to {recipient}")
