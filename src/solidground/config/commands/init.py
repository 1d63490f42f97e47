"""``solidground init``: a data directory, its keys, and the first two people."""

from enum import StrEnum
from shlex import quote
from typing import Annotated

import typer

from solidground.app.importing.cells import Cells
from solidground.app.importing.fault import FileFault
from solidground.app.importing.jurisdictions import jurisdiction_refused
from solidground.config.output import DirectoryOption, JsonOption, say, say_json


class Keeping(StrEnum):
    """Where the log is kept."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


def command(
    directory: DirectoryOption,
    administrator: Annotated[str, typer.Option(metavar="PERSON", help="Who looks after the program.")],
    coordinator: Annotated[str, typer.Option(metavar="PERSON", help="Who looks after the peers: somebody else.")],
    agency: Annotated[str, typer.Option(help="A short name for the agency.")] = "agency",
    zone: Annotated[str, typer.Option(help="Where its days begin.")] = "America/New_York",
    jurisdiction: Annotated[str, typer.Option(help="Whose law its cases follow.")] = "US",
    store: Annotated[Keeping, typer.Option(help="Where the log is kept.")] = Keeping.SQLITE,
    *,
    json: JsonOption = False,
) -> None:
    """Make a data directory, the database, keys, the first administrator and coordinator."""
    words = {"--administrator": administrator, "--coordinator": coordinator, "--agency": agency}
    cells = Cells(words | {"--zone": zone})
    for option in words:
        cells.reference(option)
    cells.zone("--zone")
    refused = jurisdiction_refused(jurisdiction)
    if refused is not None:
        cells.refuse("--jurisdiction", refused)
    if administrator == coordinator:
        cells.refuse("--coordinator", "It takes two people: the administrator never sees what the coordinator sees.")
    if cells.wrong:
        raise FileFault((f"{cells.wrong[0].column}:", cells.wrong[0].why))
    from solidground.app.directory import found_agency  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.settings import NewAgency  # noqa: PLC0415 - what a command needs is loaded when it runs

    new = NewAgency(agency, zone, jurisdiction, "postgresql" if store is Keeping.POSTGRESQL else "sqlite")
    found_agency(directory, new, administrator, coordinator)
    if json:
        say_json({"data": str(directory), "agency": agency, "administrator": administrator, "coordinator": coordinator})
        return
    say(f'"{directory}" is ready: the database, the keys, and settings.toml to read through.')
    say("Next, one after the other:")
    comes_in = [f"invite {quote(person)}" for person in (administrator, coordinator)]
    for following in ("import members FILE", "import roster FILE", "run", *comes_in):
        say(f"  solidground {following} --data {quote(str(directory))}")
    say("The invitations in a second window: what runs is left running.")
