"""``solidground replay``: real incidents through a protocol. Who would have been contacted, when, by whom?"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from solidground.config.faults import BROKEN
from solidground.config.output import JsonOption, progress, say, say_json, warn


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
Peers = Annotated[int | None, typer.Option("--peers", metavar="N", min=0, max=100_000, help="How many peers.")]
Answers = Annotated[Answering, typer.Option("--answers", help="Who acts.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same log.")]
Kept = Annotated[Keeping, typer.Option("--store", help="Where the log is kept.")]
Data = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="Keep what was written in this folder.")]
Report = Annotated[Path | None, typer.Option("--report", metavar="FILE.html", help="Write a report.")]


def command(  # noqa: PLR0913, PLR0917 - each argument is an option of the command line
    incidents: Incidents,
    people: People = None,
    protocol: Protocol = "default",
    peers: Peers = None,
    answers: Answers = Answering.MIXED,
    seed: Seed = 1,
    store: Kept = Keeping.SQLITE,
    data: Data = None,
    report: Report = None,
    *,
    json: JsonOption = False,
) -> None:
    """Play real incidents through a protocol: who would have been contacted, when, by whom."""
    from solidground.app.replay.command import Asked, replay_files  # noqa: PLC0415 - loaded when the command runs

    asked = Asked(incidents, people, protocol, peers, answers.value, seed, store.value, data, report)
    with progress("Replaying", quiet=json) as moved:
        found = replay_files(asked, moved)
    if json:
        say_json(found.numbers)
    else:
        _say(found.numbers, report, data)
    if found.numbers["broken_promises"]:
        raise typer.Exit(BROKEN)


def _say(numbers: dict[str, object], report: Path | None, data: Path | None) -> None:
    for line in _odd(numbers, "refused_rows", "refused"):
        warn(line)
    owed = numbers["owed"]
    say(f"{numbers['incidents']:,} incidents, {numbers['people']:,} people, {numbers['cases']:,} cases.")
    say(
        f"{owed:,} promises came due: {numbers['done_on_time']:,} kept on time, {numbers['done_late']:,} late,"
        f" {numbers['not_done']:,} not."
    )
    say(f"{numbers['events']:,} events in {numbers['seconds']} s. Digest {numbers['digest']}.")
    if report is not None:
        say(f'The report is in "{report}".')
    if data is not None:
        say(f'The log is in "{data}"; `solidground verify --data {data}` checks it.')
    broken = numbers["broken_promises"]
    if broken:
        warn(f"Promises were broken: {broken}.")


def _odd(numbers: dict[str, object], name: str, word: str) -> list[str]:
    rows = numbers[name]
    assert isinstance(rows, list), "rows are a list"
    return [f"Line {row['line']} was {word}: {row['why']}" for row in rows[:20]]
