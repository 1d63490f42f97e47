"""``solidground invite``: the first administrator and coordinator come to their accounts."""

from contextlib import closing
from typing import Annotated

import typer

from solidground.config.output import DirectoryOption, JsonOption, say, say_json

HERE = "http://localhost:8000"
PersonArgument = Annotated[str, typer.Argument(metavar="PERSON", help="Who is asked in.", show_default=False)]


def command(person: PersonArgument, directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Ask the first administrator or coordinator in; everybody else is asked in by them, on their pages."""
    from solidground.app.entering import Hall  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.importing.fault import FileFault  # noqa: PLC0415 - as above
    from solidground.app.inviting import invite_first  # noqa: PLC0415 - as above
    from solidground.app.keys import address_key, link_key  # noqa: PLC0415 - as above
    from solidground.app.rosters import Rosters  # noqa: PLC0415 - as above
    from solidground.app.wiring import CLOCK, open_directory, settings_of  # noqa: PLC0415 - as above
    from solidground.config.accounts import accounts_of  # noqa: PLC0415 - as above
    from solidground.core.kernel import PersonId, Refusal  # noqa: PLC0415 - as above

    settings = settings_of(directory)
    with closing(open_directory(directory)) as store:
        hall = Hall(store, Rosters(), settings.agency, accounts_of(directory), address_key(directory))
        made = invite_first(hall, link_key(directory), PersonId(person), CLOCK.now(), sends=settings.mail is not None)
    if isinstance(made, Refusal):
        raise FileFault(made.text)
    link = f"{settings.link or HERE}/{made.token}"
    if json:
        say_json({"person": person, "link": link, "digits": made.digits})
        return
    say(f"{person} comes in once, within fourteen days, while the pages run:")
    say(f"  {link}")
    if not settings.link:
        say("  (on this machine; where the pages run with --port, put that number in place of 8000)")
    say(f"  and the six digits {made.digits}")
    say("Hand the two over apart: who has both could come in as that person.")
