"""``solidground verify``: a log against its chain and its checkpoints."""

from pathlib import Path

import typer

from solidground.config.faults import BROKEN
from solidground.config.output import DataOption, JsonOption, say, say_json, waiting


def command(data: DataOption, *, json: JsonOption = False) -> None:
    """Check a log against its chain and checkpoints."""
    from solidground.app.wiring import check_log  # noqa: PLC0415 - what a command needs is loaded when it runs

    with waiting("Checking the log", quiet=json):
        found = check_log(data)
    bad = found.first_bad
    if json:
        first_bad = None if bad is None else dict(zip(("agency", "side", "position"), bad, strict=True))
        say_json({"events": found.events, "first_bad": first_bad, "unsealed": found.unsealed})
    else:
        _say(data, found.events, bad, found.unsealed)
    if bad is not None:
        raise typer.Exit(BROKEN)


def _say(data: Path, events: int, bad: tuple[str, str, int] | None, unsealed: int) -> None:
    if bad is None:
        say(f'All {events:,} events in "{data}" are as they were written.')
        if unsealed:
            say(f"{unsealed:,} of them came after the last checkpoint; the next one covers them.")
        return
    agency, side, position = bad
    say(f'The log in "{data}" was altered: agency {agency}, side {side}, event {position} is the first that is not')
    say("as it was written. Keep this folder as it is, and compare it with your backup and your cosigners.")
