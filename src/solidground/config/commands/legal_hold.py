"""``solidground legal-hold``: what a court has asked for is not purged."""

from typing import Annotated

import typer

from solidground.config.output import DirectoryOption, JsonOption, say, say_json
from solidground.config.viewing import viewing

ByOption = Annotated[
    str,
    typer.Option("--as", metavar="PERSON", help="Who places it: today's coordinator or deputy.", show_default=False),
]
MemberArgument = Annotated[str, typer.Argument(metavar="MEMBER", help="The member's reference.", show_default=False)]
LiftOption = Annotated[bool, typer.Option("--lift", help="Let retention run again.")]


def command(
    member: MemberArgument,
    directory: DirectoryOption,
    person: ByOption,
    *,
    lift: LiftOption = False,
    json: JsonOption = False,
) -> None:
    """Keep everything about one member, whatever retention says, until it is lifted; the log says who did it."""
    from solidground.app.importing.fault import FileFault  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.legal_hold import hold_legally  # noqa: PLC0415 - as above
    from solidground.app.rosters import Rosters  # noqa: PLC0415 - as above
    from solidground.core.kernel import PersonId, Refusal  # noqa: PLC0415 - as above

    with viewing(directory, person) as view:
        reading = view.reading
        held = hold_legally(
            reading.store, Rosters(), reading.agency, view.viewer, PersonId(member), view.now, lift=lift
        )
    if isinstance(held, Refusal):
        raise FileFault(held.text)
    if json:
        say_json({"member": member, "held": not lift, "cases": held})
        return
    cases = "one case" if held == 1 else f"{held} cases"
    if lift:
        say(f"Retention runs again over {cases} of {member}.")
        return
    say(f"Nothing of {cases} of {member} is purged until this is lifted.")
    say("A case that opens later needs a hold of its own. What backups hold, they hold.")
