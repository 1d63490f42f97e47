"""``solidground import``: a whole file, or nothing of it."""

from pathlib import Path
from typing import Annotated

import typer

from solidground.app.english import english
from solidground.app.importing.fault import FileFault
from solidground.config.faults import BAD
from solidground.config.output import DirectoryOption, JsonOption, counted, say, say_json, waiting, warn

KINDS = ("members", "roster", "incidents", "statuses", "leave")
SHOWN_MOST = 20
"""Errors shown to a person; --json gives all."""


def command(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="members, roster, incidents, statuses or leave.", show_default=False)
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file in UTF-8.", show_default=False)],
    directory: DirectoryOption,
    *,
    json: JsonOption = False,
) -> None:
    """Take in members, a roster, incidents, statuses of inquiries or leave: all rows valid, or none written."""
    if kind not in KINDS:
        sentence = f'"{kind}" cannot be imported. Name one of: {", ".join(KINDS)}.'
        raise FileFault(sentence)
    from solidground.app.directory import import_into  # noqa: PLC0415 - what a command needs is loaded when it runs

    with waiting(f"Reading {file.name}", quiet=json):
        found = import_into(directory, kind, file)
    if json:
        errors = [error._asdict() | {"why": english(error.why)} for error in found.errors]
        warnings = [{"line": line, "why": english(why)} for line, why in found.warnings]
        say_json({"rows": found.rows, "imported": found.imported, "errors": errors, "warnings": warnings})
    else:
        for line, why in found.warnings[:SHOWN_MOST]:
            say(f"{file}, line {line}: {english(why)}")
        for error in found.errors[:SHOWN_MOST]:
            column = f", {error.column}" if error.column else ""
            warn(f"{file}, line {error.line}{column}: {english(error.why)}")
        if found.errors:
            more = len(found.errors) - SHOWN_MOST
            tail = f" {more:,} more are in --json." if more > 0 else ""
            warn(f"Nothing was written: correct these rows and import the file again.{tail}")
        else:
            say(f"{counted(found.imported, 'row')} taken in.")
    if found.errors:
        raise typer.Exit(BAD)
