"""``solidground archive``: the log as a frozen one, to be read by every later release."""

from importlib.metadata import version

from solidground.config.commands.backup import FileArgument
from solidground.config.output import DirectoryOption, JsonOption, say, say_json, waiting


def command(file: FileArgument, directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Freeze the log into one file."""
    from solidground.app.wiring import freeze_log  # noqa: PLC0415 - what a command needs is loaded when it runs

    with waiting("Freezing the log", quiet=json):
        events = freeze_log(directory, file, version("solidground"))
    if json:
        say_json({"file": str(file), "events": events})
    else:
        say(f'"{file}" holds all {events:,} events.')
