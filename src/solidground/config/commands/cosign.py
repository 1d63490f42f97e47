"""``solidground cosign``: for somebody outside, who sees hashes only and needs no data directory."""

from pathlib import Path
from typing import Annotated, Any

import typer

from solidground.app.importing.fault import FileFault
from solidground.config.faults import BROKEN
from solidground.config.output import JsonOption, say, say_json, warn

LogOption = Annotated[
    Path | None, typer.Option("--log", metavar="FILE", help='What "solidground export checkpoints" wrote.')
]
KeyOption = Annotated[Path | None, typer.Option("--key", metavar="FILE", help="Your own key; nobody else has it.")]
KeptOption = Annotated[
    Path | None, typer.Option("--kept", metavar="FILE", help="What you keep; by default beside the key.")
]
EventOption = Annotated[
    Path | None, typer.Option("--event", metavar="FILE", help='Only check what "solidground export event" wrote.')
]
NewOption = Annotated[bool, typer.Option("--new", help="The very first time: make the key, and keep what comes.")]
ASK = (
    "Say what to do: --log FILE --key FILE signs a log that adds to what you keep;"
    " --event FILE --kept FILE checks one event."
)


def command(
    log: LogOption = None,
    key: KeyOption = None,
    kept: KeptOption = None,
    event: EventOption = None,
    *,
    new: NewOption = False,
    json: JsonOption = False,
) -> None:
    """Check that a log only adds to the one you kept, sign its checkpoints with your key, and keep them."""
    from solidground.app import proving  # noqa: PLC0415 - what a command needs is loaded when it runs

    if event is not None and kept is not None and log is None and key is None:
        found = proving.check_place(event, kept)
    elif log is not None and key is not None and event is None:
        found = proving.cosign(log, key, kept, new=new)
    else:
        raise FileFault(ASK)
    if hasattr(found, "text"):
        if json:
            say_json({"cosigned": [], "refused": found.text})
        warn(found.text if event is not None else f"{found.text} Nothing was signed.")
        raise typer.Exit(BROKEN)
    if event is not None:
        _say_place(found, json=json)
    else:
        _say_signed(found, json=json, new=new)


def _say_place(found: Any, *, json: bool) -> None:  # noqa: ANN401 - the store's own value
    if json:
        say_json({"agency": found.agency, "side": found.side, "position": found.position, "size": found.size})
        return
    say(f'Event {found.position:,} of the log "{found.side}" of agency "{found.agency}" is as it was among the')
    say(f"{found.size:,} events that were kept: version {found.version} of {found.stream}.")


def _say_signed(found: Any, *, json: bool, new: bool) -> None:  # noqa: ANN401 - as above
    logs = [
        {"agency": one.agency, "side": one.side, "size": one.size, "kept_before": before} for one, before in found.logs
    ]
    if json:
        say_json(
            {"cosigned": logs, "kept": str(found.kept), "public_key": found.cosigner, "sealed_by": found.sealed_by}
        )
        return
    for one in logs:
        added = f", {one['kept_before']:,} of them kept before" if one["kept_before"] else ", the first kept"
        say(f'Signed: {one["size"]:,} events of the log "{one["side"]}" of agency "{one["agency"]}"{added}.')
    say(f'Kept in "{found.kept}". Your public key is {found.cosigner}.')
    if new:
        say("There was nothing to compare this first one with. Read the agency's key to its operator by telephone:")
        say(found.sealed_by)
