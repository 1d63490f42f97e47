"""``solidground replay``: real incidents through a protocol. Who would have been contacted, when, by whom?"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from solidground.config.faults import BROKEN
from solidground.config.output import JsonOption, progress, say, say_json, warn

SHOWN_MOST = 20
"""Lines of a file that are named on standard error for one reason; --json names all."""


PEERS_MOST = 10_000
"""No agency has more: the largest has three or four times as many people."""

FEWER = (
    "{asked:,} peers were asked for and {found}: everybody in the file of people who has served two years by then"
    " and stays for one more. Who leaves is replaced by nobody, until others have served as long."
)


class Answering(StrEnum):
    """How people behave."""

    EVERYBODY = "everybody"
    NOBODY = "nobody"
    MIXED = "mixed"


class Keeping(StrEnum):
    """Where the log is kept."""

    MEMORY = "memory"
    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


Incidents = Annotated[
    Path, typer.Option("--incidents", metavar="FILE", help="The incidents, as CSV.", show_default=False)
]
People = Annotated[Path | None, typer.Option("--people", metavar="FILE", help="The people, as CSV.")]
Protocol = Annotated[str, typer.Option("--protocol", metavar="FILE", help="A protocol, or the name of a shipped one.")]
Peers = Annotated[int | None, typer.Option("--peers", metavar="N", min=0, max=PEERS_MOST, help="How many peers.")]
Answers = Annotated[Answering, typer.Option("--answers", help="Who acts.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same log.")]
Kept = Annotated[Keeping, typer.Option("--store", help="Where the log is kept.")]
Directory = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="Keep what was written in this folder.")]
Report = Annotated[Path | None, typer.Option("--report", metavar="FILE.html", help="Write a report.")]


def command(  # noqa: PLR0913, PLR0917 - each argument is an option of the command line
    incidents: Incidents,
    people: People = None,
    protocol: Protocol = "default",
    peers: Peers = None,
    answers: Answers = Answering.MIXED,
    seed: Seed = 1,
    store: Kept = Keeping.SQLITE,
    directory: Directory = None,
    report: Report = None,
    *,
    json: JsonOption = False,
) -> None:
    """Play real incidents through a protocol: who would have been contacted, when, by whom."""
    from solidground.app.replay.command import Asked, replay_files  # noqa: PLC0415 - loaded when the command runs

    asked = Asked(incidents, people, protocol, peers, answers.value, seed, store.value, directory, report)
    with progress("Replaying", quiet=json) as moved:
        found = replay_files(asked, moved)
    if json:
        say_json(found.numbers)
    else:
        told(found.numbers, report, directory)
        if peers is not None and found.numbers["peers"] < peers:
            warn(FEWER.format(asked=peers, found=many(found.numbers["peers"], "was found", "were found")))
    if found.numbers["broken_promises"]:
        raise typer.Exit(BROKEN)


def told(numbers: dict[str, Any], report: Path | None, directory: Path | None) -> None:
    """Say what came of a replay in sentences."""
    for line in (*_odd(numbers["refused_rows"], "refused"), *_odd(numbers["warnings"], "read with a warning")):
        warn(line)
    people = many(numbers["people"], "person", "people")
    say(f"{many(numbers['incidents'], 'incident')}, {people}, {many(numbers['cases'], 'case')}.")
    say(
        f"{many(numbers['owed'], 'promise')} came due: {numbers['done_on_time']:,} kept on time,"
        f" {numbers['done_late']:,} late, {numbers['not_done']:,} not."
    )
    say(f"{many(numbers['events'], 'event')} in {numbers['seconds']} s. Digest {numbers['digest']}.")
    if report is not None:
        say(f'The report is in "{report}".')
    if directory is not None:
        say(f'The log is in "{directory}"; `solidground verify --data {directory}` checks it.')
    if numbers["broken_promises"]:
        broken = ", ".join(f"{promise} ({count:,})" for promise, count in numbers["broken_promises"].items())
        warn(f"Promises were broken: {broken}. This is a defect of solidground; please send the files if you may.")


def many(count: int, one: str, more: str = "") -> str:
    """Return a count with its word."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _odd(rows: list[dict[str, Any]], word: str) -> list[str]:
    shown = [f"Line {row['line']} was {word}: {row['why']}" for row in rows[:SHOWN_MOST]]
    more = len(rows) - SHOWN_MOST
    return [*shown, f"{many(more, 'more line was', 'more lines were')} {word}; --json says all."] if more > 0 else shown
