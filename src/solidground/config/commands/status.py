"""``solidground status``: how things stand, in a sentence."""

from contextlib import closing
from typing import Any

from solidground.config.output import DirectoryOption, JsonOption, iso, say, say_json, warn

APART = "A case set apart shows as unheld and is tried again hourly; the clock's log says what failed."
BEHIND = "Is the clock running? Start it, and the pages, with: solidground run --data {}"
NEVER_RAN = "the clock has never run"
STANDS = "the clock stands still"
UNHELD = "See who it is, and take it: solidground board --data {} --as COORDINATOR"
UNOPENED = "The clock tries again; its log says what failed, and names nobody."


def command(directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Say how things stand: who needs somebody now, and what comes next."""
    from solidground.app.administration import said_of, to_be_set_right, wrong_files  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.printing import printing_at  # noqa: PLC0415 - as above
    from solidground.app.standing import standing, unsent  # noqa: PLC0415 - as above
    from solidground.app.wiring import CLOCK, doubt, open_directory, settings_of  # noqa: PLC0415 - as above
    from solidground.core.words import plainly  # noqa: PLC0415 - as above

    settings = settings_of(directory)
    files = wrong_files(directory, settings)
    papers = printing_at(directory).faults(CLOCK.now()) if any(settings.papers) else ()
    with closing(open_directory(directory)) as store:
        now = CLOCK.now()
        doubted = doubt(store)
        ran = store.noted_time() is not None
        found, waits = standing(store, now), unsent(store, now, can_send=settings.mail is not None)
    stands = STANDS if doubted else "" if ran else NEVER_RAN
    if json:
        told = [_told(one, now, waits, stands) for one in found]
        say_json({"agencies": told, "unsent": waits, "doubt": doubted, "papers": list(papers), "files": list(files)})
        return
    if doubted:
        say(doubted)
    for one in found:
        _say(one, settings.zone, now, _sentence(one, now, waits, stands))
        for remedy in _remedies(one, now, stands):
            warn(f"  {remedy.format(directory)}")
    if not found:
        say("Nothing has been entered yet.")
    if waits:
        warn(waits)
    # What the page of the installation says too; what was said already is said once.
    right = [plainly(wrong) for wrong in to_be_set_right(said_of(directory))]
    for fault in dict.fromkeys((*files, *papers, *right)):
        warn(fault)


def _told(one: Any, now: int, waits: str, stands: str) -> dict[str, object]:  # noqa: ANN401 - its module is loaded when the command runs
    times = {name: None if at is None else iso(at) for name, at in one._asdict().items() if name.endswith("_at")}
    return {**one._asdict(), **times, "sentence": _sentence(one, now, waits, stands)}


def _sentence(one: Any, now: int, waits: str, stands: str) -> str:  # noqa: ANN401 - as above
    from solidground.app.standing import behind_for, sentence  # noqa: PLC0415 - as above
    from solidground.config.outlook_words import lasting  # noqa: PLC0415 - as above

    late_for = behind_for(one, now)
    return sentence(one, lasting(late_for) if late_for else "", unsent=bool(waits), stands=stands)


def _say(one: Any, zone: str, now: int, sentence: str) -> None:  # noqa: ANN401 - as above
    from solidground.config.outlook_words import when  # noqa: PLC0415 - as above

    say(f"{one.agency}: {sentence}")
    active = "1 active case" if one.active == 1 else f"{one.active:,} active cases"
    say(f"  {active}, {one.overdue:,} with a step past its time; {one.standing:,} standing.")
    if one.next_due_at is not None:
        say(f"  The next step is due {when(one.next_due_at, zone, now)} ({zone}).")


def _remedies(one: Any, now: int, stands: str) -> list[str]:  # noqa: ANN401 - as above
    from solidground.app.standing import behind_for  # noqa: PLC0415 - as above

    # A case set apart shows as unheld: its remedy is another, and both are said.
    wrong = (
        (one.unheld, UNHELD),
        (one.unopened, UNOPENED),
        (one.apart, APART),
        (stands == NEVER_RAN or (not stands and behind_for(one, now)), BEHIND),
    )
    return [remedy for count, remedy in wrong if count]
