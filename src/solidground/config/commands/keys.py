"""``solidground keys``: a new key for checkpoints, vouched for by the old one."""

import typer

from solidground.config.output import DirectoryOption, JsonOption, say, say_json

group = typer.Typer(help="Change the key that signs checkpoints.", no_args_is_help=True)


@group.callback()
def _top() -> None:
    """Hold the commands together: with one alone the group would be that one."""


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
