"""``solidground status``: how things stand, in a sentence."""

from contextlib import closing
from typing import Any

from solidground.config.output import DirectoryOption, JsonOption, iso, say, say_json, warn


def command(directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Say how things stand: who needs somebody now, and what comes next."""
    from solidground.app.standing import standing, unsent  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.wiring import CLOCK, open_directory, settings_of  # noqa: PLC0415 - as above

    settings = settings_of(directory)
    with closing(open_directory(directory)) as store:
        now = CLOCK.now()
        found, waits = standing(store, now), unsent(store, now, can_send=settings.mail is not None)
    if json:
        agencies = [
            one._asdict() | {"next_due_at": None if one.next_due_at is None else iso(one.next_due_at)} for one in found
        ]
        say_json({"agencies": agencies, "unsent": waits})
        return
    for one in found:
        _say(one, settings.zone, now)
    if not found:
        say("Nothing has been entered yet.")
    if waits:
        warn(waits)


def _say(one: Any, zone: str, now: int) -> None:  # noqa: ANN401 - its module is loaded when the command runs
    from solidground.config.outlook_words import when  # noqa: PLC0415 - as above

    need = "Nobody needs somebody now."
    if one.unheld:
        need = "One person needs somebody now." if one.unheld == 1 else f"{one.unheld} people need somebody now."
    say(f"{one.agency}: {need}")
    active = "1 active case" if one.active == 1 else f"{one.active:,} active cases"
    say(f"  {active}, {one.overdue:,} with a step past its time; {one.standing:,} standing.")
    if one.unopened:
        cases = "1 case" if one.unopened == 1 else f"{one.unopened} cases"
        warn(
            f"{one.agency}: {cases} could not be opened for a defect. The clock tries again; its log says what failed."
        )
    if one.next_due_at is not None:
        say(f"  The next step is due {when(one.next_due_at, zone, now)} ({zone}).")
