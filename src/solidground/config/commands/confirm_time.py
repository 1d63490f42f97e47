"""``solidground confirm-time``: a person says that this machine's time is right."""

import re
from contextlib import closing
from datetime import datetime, timedelta
from typing import Annotated

import typer

from solidground.config.output import DirectoryOption, JsonOption, iso, say, say_json

WITHIN_MINUTES = 10
"""How far the time that a person reads elsewhere may lie from this machine's."""

FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)
SUCH_AS = 'The time is written as 2026-11-20T14:05, as another clock shows it: "{}" is not.'

TimeArgument = Annotated[
    str, typer.Argument(metavar="TIME", help="The time another clock shows: 2026-11-20T14:05.", show_default=False)
]


def command(time: TimeArgument, directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Say that this machine's time is right, where the clock would not believe it; it goes on then."""
    from solidground.app.importing.fault import FileFault  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.wiring import CLOCK, open_directory, settings_of  # noqa: PLC0415 - as above
    from solidground.core.hours import to_local  # noqa: PLC0415 - as above

    try:
        said = datetime.fromisoformat(time if FORM.fullmatch(time) else "")
    except ValueError as error:
        raise FileFault(SUCH_AS.format(time)) from error
    zone = settings_of(directory).zone
    with closing(open_directory(directory)) as store:
        dial = CLOCK.dial()
        here = to_local(dial.at, zone).replace(tzinfo=None)
        # Both are what a clock on the wall shows: an hour that comes twice is no matter.
        if abs(said - here) > timedelta(minutes=WITHIN_MINUTES):
            sentence = (
                f"This machine says that it is {here:%Y-%m-%dT%H:%M} ({zone}), and you say {time}."
                " Set the machine's time right: the clock then goes on by itself. Nothing was noted."
            )
            raise FileFault(sentence)
        store.note_time(dial)
    if json:
        say_json({"time": iso(dial.at, zone)})
        return
    say("Noted: the time of this machine is right. A clock that runs goes on within seconds.")
