"""``solidground restore``: a data directory from a backup, and what its clock will do first."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from solidground.config.accounts import take_in
from solidground.config.output import DirectoryOption, JsonOption, iso, minute, say, say_json, waiting

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)]


class Keeping(StrEnum):
    """Where the restored log is kept."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


Kept = Annotated[Keeping, typer.Option("--store", help="A file, or the empty PostgreSQL in SOLIDGROUND_DATABASE.")]


KeyOption = Annotated[
    Path | None, typer.Option("--key", metavar="FILE", help="The age key that opens a sealed backup.")
]
TEXTS = {
    "urgent_call": "a call that rings",
    "unheld": "that somebody has nobody",
    "rung_asked": "an escalation",
    "rung_repeated": "an escalation, again",
    "keeper_asked": "what somebody owes",
    "keeper_reminded": "a reminder",
    "task_asked": "a task",
    "task_reminded": "a reminder of a task",
    "member_asked": "a question to a member",
    "concern_asked": "a concern",
    "telling_asked": "that somebody is to be told",
    "paper_waits": "that there is something to read",
    "along_asked": "whether somebody goes along",
}


def command(
    file: FileArgument,
    directory: DirectoryOption,
    key: KeyOption = None,
    *,
    store: Kept = Keeping.SQLITE,
    json: JsonOption = False,
) -> None:
    """Make a data directory from a backup, and say what its clock will do first; nothing is ever written over."""
    from solidground.app import proving  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.wiring import settings_of  # noqa: PLC0415 - as above

    with waiting("Restoring", quiet=json):
        restore = proving.restore_to_postgresql if store is Keeping.POSTGRESQL else proving.restore_backup
        found = restore(file, directory, key)
        take_in(directory)
    if json:
        answer = {"data": str(directory), "events": found.events, "from_postgresql": found.moved, "store": store.value}
        say_json(answer | {"made_at": iso(found.at), "ahead": found.ahead and _told(found.ahead), "doubt": found.doubt})
        return
    say(f'"{directory}" holds all {found.events:,} events, checked against their chain.')
    if store is Keeping.POSTGRESQL:
        say('Its log is in PostgreSQL: settings.toml says kind = "postgresql".')
    if found.moved:
        say('It was kept in PostgreSQL and is a SQLite file now: settings.toml says kind = "sqlite".')
        say("SOLIDGROUND_DATABASE is not used for it: no command in it reaches the live database.")
        say("To bring it back into an empty PostgreSQL: restore with --store postgresql.")
    zone = settings_of(directory).zone
    say(f"The backup was made at {minute(found.at, zone)} ({zone}): what was entered or sent since is not in it.")
    if found.ahead is not None:
        _say_ahead(found.ahead, zone)
    if found.doubt:
        say(found.doubt)


def _told(ahead: Any) -> dict[str, Any]:  # noqa: ANN401 - its module is loaded when the command runs
    first = ahead.first and ahead.first._asdict() | {"owed_at": iso(ahead.first.owed_at)}
    return {**ahead._asdict(), "first": first}


def _say_ahead(ahead: Any, zone: str) -> None:  # noqa: ANN401 - as above
    if not ahead.cases and not ahead.notices and not ahead.opening:
        say("Nothing came due meanwhile: the clock goes on where it was.")
        return
    say(f"Steps past their time: {ahead.steps:,}.")
    say(f"Cases the clock looks at first: {ahead.cases:,}, of which urgent: {ahead.urgent:,}.")
    if ahead.opening:
        say(f"Cases that wait to be opened: {ahead.opening:,}.")
    if ahead.first is None:
        say("Nothing is sent in its first round.")
        return
    what = TEXTS.get(ahead.first.kind, "a notification")
    soon, since = ", at once" if ahead.first.urgent else "", minute(ahead.first.owed_at, zone)
    say(f"It sends {what} first{soon} (owed since {since}).")
    say(f"Notifications in its first round: {ahead.notices:,}, of which urgent: {ahead.urgent_notices:,}.")
