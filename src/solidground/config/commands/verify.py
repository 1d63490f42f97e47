"""``solidground verify``: a log against its chain and its checkpoints, also those somebody kept; or a paper."""

from pathlib import Path
from typing import Annotated

import typer

from solidground.config.faults import BROKEN
from solidground.config.output import DirectoryOption, JsonOption, say, say_json, waiting
from solidground.config.paper_proof import say_paper

AgainstOption = Annotated[
    Path | None, typer.Option("--against", metavar="FILE", help="Checkpoints that somebody kept elsewhere.")
]
PaperOption = Annotated[
    Path | None, typer.Option("--paper", metavar="FILE", help="A paper (PDF), to be proved against the log.")
]
FOREIGN = "They were signed by another key than this folder's, and no change of the key leads from one to the other:"

ONE_OF_BOTH = "Name --paper or --against, not both: each is a check of its own."


def command(
    directory: DirectoryOption, against: AgainstOption = None, paper: PaperOption = None, *, json: JsonOption = False
) -> None:
    """Check a log against its chain and checkpoints, and those that somebody kept; or a paper against the log."""
    if paper is not None:
        if against is not None:
            from solidground.app.importing.fault import FileFault  # noqa: PLC0415 - as below

            raise FileFault(ONE_OF_BOTH)
        if not say_paper(directory, paper, json=json):
            raise typer.Exit(BROKEN)
        return
    from solidground.app.proving import check_log  # noqa: PLC0415 - what a command needs is loaded when it runs

    with waiting("Checking the log", quiet=json):
        found = check_log(directory, against)
    bad = found.first_bad
    if json:
        first_bad = None if bad is None else dict(zip(("agency", "side", "position"), bad, strict=True))
        say_json({"events": found.events, "first_bad": first_bad, "unsealed": found.unsealed})
    else:
        _say(directory, found.events, bad, found.unsealed)
        if against is not None:
            _say_kept(against, altered=bad is not None, foreign=found.foreign_key)
    if bad is not None:
        raise typer.Exit(BROKEN)


def _say(directory: Path, events: int, bad: tuple[str, str, int] | None, unsealed: int) -> None:
    if bad is None:
        say(f'All {events:,} events in "{directory}" are as they were written.')
        if unsealed:
            say(f"{unsealed:,} of them came after the last checkpoint; the next one covers them.")
        return
    agency, side, position = bad
    say(f'The log in "{directory}" was altered: agency {agency}, side {side},')
    say(f"event {position} is the first that is not as it was written.")
    say("Keep this folder as it is, and compare it with your backup and your cosigners.")


def _say_kept(against: Path, *, altered: bool, foreign: bool) -> None:
    if not altered:
        say(f'It adds to the checkpoints kept in "{against}".')
        return
    say(f'It was held against the checkpoints kept in "{against}" too.')
    if foreign:
        say(FOREIGN)
        say("either they are of another installation, or the key here was replaced.")
