"""``solidground export``: everything about one member, and the checkpoints for a cosigner to keep."""

from contextlib import closing
from typing import Annotated

import typer

from solidground.app.importing.fault import FileFault
from solidground.config.output import DirectoryOption, say_json
from solidground.core.kernel import PersonId

group = typer.Typer(help="Export everything about one member, or the checkpoints.", no_args_is_help=True)

PersonArgument = Annotated[str, typer.Argument(metavar="PERSON", help="The member's reference.", show_default=False)]


@group.command("member")
def export_member(person: PersonArgument, directory: DirectoryOption) -> None:
    """Write everything kept about one member as JSON; for that member alone."""
    from solidground.app.exporting import everything_about  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.wiring import agency_of, open_directory  # noqa: PLC0415 - as above

    with closing(open_directory(directory)) as store:
        found = everything_about(store, agency_of(directory, store), PersonId(person))
    if found is None:
        sentence = f'Nobody with the reference "{person}" is known. Check it; letters large and small differ.'
        raise FileFault(sentence)
    say_json(found)


@group.command("checkpoints")
def export_checkpoints(directory: DirectoryOption) -> None:
    """Write every signed checkpoint as JSON, with the public key that checks them."""
    from solidground.app.wiring import checkpoints_of  # noqa: PLC0415 - as above

    say_json(checkpoints_of(directory))
