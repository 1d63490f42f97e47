"""``solidground export``: everything about one member, the figures that were released, checkpoints and proofs."""

from contextlib import closing
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from solidground.app.asking.questions import NOT_RELEASED
from solidground.app.importing.fault import FileFault
from solidground.config.output import DirectoryOption, say_json, warn
from solidground.config.viewing import AsOption, allowed, viewing
from solidground.core.counting import Figure
from solidground.core.kernel import PersonId

group = typer.Typer(
    help="Export everything about one member, the figures, checkpoints and proofs.", no_args_is_help=True
)

ReleaseOption = Annotated[bool, typer.Option("--release", help="First release every period that has ended.")]
NOT_YOURS = (
    'Figures are for people with a role in the agency, and "{}" has none that sees them. Name another with --as.'
)

SinceOption = Annotated[
    Path | None, typer.Option("--since", metavar="FILE", help="What a cosigner keeps: write proofs from there alone.")
]
PositionArgument = Annotated[int, typer.Argument(metavar="POSITION", help="Its place in the log.", show_default=False)]


class Side(StrEnum):
    """Which log."""

    COMMAND = "command"
    CARE = "care"


SideOption = Annotated[Side, typer.Option("--side", help="Which log: command or care.")]
PersonArgument = Annotated[str, typer.Argument(metavar="PERSON", help="The member's reference.", show_default=False)]


@group.command("member")
def export_member(person: PersonArgument, directory: DirectoryOption) -> None:
    """Write everything kept about one member as JSON; for that member alone."""
    from solidground.app.exporting import everything_about  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.wiring import CLOCK, agency_of, open_directory  # noqa: PLC0415 - as above

    with closing(open_directory(directory)) as store:
        found = everything_about(store, agency_of(directory, store), PersonId(person), CLOCK.now())
    if found is None:
        sentence = f'Nobody with the reference "{person}" is known. Check it; letters large and small differ.'
        raise FileFault(sentence)
    say_json(found)


@group.command("checkpoints")
def export_checkpoints(directory: DirectoryOption, since: SinceOption = None) -> None:
    """Write every signed checkpoint as JSON, with the key that checks them and proofs that each log only grew."""
    from solidground.app.proving import checkpoints_of  # noqa: PLC0415 - as above

    say_json(checkpoints_of(directory, since))


@group.command("event")
def export_event(
    position: PositionArgument, directory: DirectoryOption, side: SideOption = Side.CARE, since: SinceOption = None
) -> None:
    """Write the proof that one event is in the log: its place and hashes, and nothing of what it says."""
    from solidground.app.proving import place_of  # noqa: PLC0415 - as above

    say_json(place_of(directory, side.value, position, since))


@group.command("figures")
def export_figures(directory: DirectoryOption, person: AsOption, *, release: ReleaseOption = False) -> None:
    """Write the released figures about the work as JSON, as this person may see them."""
    from solidground.app.asking.questions import Figures  # noqa: PLC0415 - as above
    from solidground.app.figures import release_due  # noqa: PLC0415 - as above

    with viewing(directory, person) as look:
        if release:
            for refused in release_due(look.reading, look.zone):
                warn(refused.text)
        seen = look.ask(Figures())
        agency = look.reading.agency
    told = [_figure(one) for one in ([] if seen == NOT_RELEASED else allowed(seen, NOT_YOURS.format(person)))]
    say_json({"agency": agency, "figures": told})


def _figure(one: Figure) -> dict[str, Any]:
    days = {"from_on": one.from_on, "last_on": one.until_on - 1}
    return (
        {"name": one.name}
        | {name: date.fromordinal(day).isoformat() for name, day in days.items()}
        | one.shown._asdict()
    )
