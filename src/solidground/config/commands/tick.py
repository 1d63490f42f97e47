"""``solidground tick``: everything that is due now, once, for cron."""

from contextlib import closing

from solidground.config.output import DirectoryOption, JsonOption, counted, say, say_json, warn


def command(directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Do one sweep: open cases, ask who is next, send what is due."""
    from solidground.app.importing.fault import FileFault  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.standing import unsent  # noqa: PLC0415 - as above
    from solidground.app.wiring import CLOCK, clock_lock, open_directory, service, settings_of  # noqa: PLC0415 - as above

    settings = settings_of(directory)
    with closing(open_directory(directory)) as store, clock_lock(directory, settings)():
        turned = service(directory, store).turn()
        if turned.doubt:
            raise FileFault(turned.doubt)
        waits = unsent(store, CLOCK.now(), can_send=settings.mail is not None)
    if json:
        say_json(turned._asdict() | {"unsent": waits})
        return
    say(
        f"{counted(turned.opened, 'case')} opened, {turned.cases:,} looked at, {counted(turned.events, 'event')},"
        f" {counted(turned.messages, 'message')} sent, {counted(turned.replies, 'answer')} read."
    )
    if turned.apart:
        were = "was" if turned.apart == 1 else "were"
        warn(f"{counted(turned.apart, 'case')} {were} set apart by a defect, shown as unheld, and tried again.")
    for sentence in turned.sentences:
        warn(sentence)
    if waits:
        warn(waits)
