"""``solidground reconcile``: every promise, over every open case."""

from contextlib import closing

import typer

from solidground.config.faults import BROKEN
from solidground.config.output import DirectoryOption, JsonOption, say, say_json, waiting, warn


def command(directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Check every promise over all open cases; ping the outside monitor only when all hold."""
    from solidground.app import wiring  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.gauges import note_ping  # noqa: PLC0415 - as above
    from solidground.app.reconcile import reconcile  # noqa: PLC0415 - as above

    with waiting("Checking every promise", quiet=json), closing(wiring.open_directory(directory)) as store:
        ping = wiring.pinging(wiring.settings_of(directory))
        now = wiring.CLOCK.now()
        doubt = wiring.doubt(store)
        found = reconcile(store, now, whole=True, ping=ping, doubt=doubt)
    if found.pinged:
        note_ping(directory, now)
    if json:
        examples = [one._asdict() for one in found.examples]
        broken = found.broken_promises
        heard = {"pinged": found.pinged, "unheard": found.unheard}
        say_json({"cases": found.cases, "broken_promises": broken, "examples": examples} | heard)
    elif not found.broken_promises:
        say(f"Every promise holds over {found.cases:,} open {'case' if found.cases == 1 else 'cases'}.")
    else:
        for one in found.examples:
            times = found.broken_promises[one.promise]
            often = "once" if times == 1 else f"{times:,} times"
            warn(f'"{one.promise}" is broken {often}; for example {one.stream or one.agency} {one.why}.')
    if doubt and not json:
        warn(doubt)
    if found.unheard and not json:
        warn(f"The ping was not heard. {found.unheard}")
    if found.exit_code:
        raise typer.Exit(BROKEN)
