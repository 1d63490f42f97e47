"""``solidground duties``: what somebody owes, in order of time for whoever runs the machine."""

from typing import Any

from solidground.config.output import DirectoryOption, JsonOption, iso, say, say_json
from solidground.config.viewing import AsOption, folded, viewing


def command(directory: DirectoryOption, person: AsOption, *, json: JsonOption = False) -> None:
    """Say what a peer owes, soonest first. For whoever runs the machine; people have pages."""
    from solidground.app.asking.questions import MyDuties  # noqa: PLC0415 - what a command needs is loaded when it runs

    with viewing(directory, person) as look:
        duties = look.ask(MyDuties())
    if json:
        say_json({"duties": [_told(duty, look.zone) for duty in duties]})
        return
    if not duties:
        say(f"{person} owes nothing now.")
    for duty in duties:
        for line in _lines(duty, look):
            say(line)


def _lines(duty: Any, look: Any) -> list[str]:  # noqa: ANN401 - their modules are loaded when the command runs
    from solidground.app.english import english  # noqa: PLC0415 - as above
    from solidground.config.outlook_words import when  # noqa: PLC0415 - as above

    by = when(duty.due_at, look.zone, look.now)
    past = "By" if duty.due_at >= look.now else "Was due" if duty.lapses_at >= look.now else "LATE, was due"
    whom = f" for {duty.member}" if duty.member else ""
    after = f"After {when(duty.lapses_at, look.zone, look.now)} somebody else is asked. Case {duty.case}"
    return [folded(f"{past} {by}: {english(duty.words)}{whom}"), folded(after, 4)]


def _told(duty: Any, zone: str) -> dict[str, Any]:  # noqa: ANN401 - as above
    from solidground.app.english import english  # noqa: PLC0415 - as above

    times = {name: iso(getattr(duty, name), zone) for name in ("opens_at", "due_at", "lapses_at")}
    return {**duty._asdict(), "words": english(duty.words), **times}
