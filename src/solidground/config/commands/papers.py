"""``solidground papers``: a certificate that papers are signed with, and whether what draws them is in order."""

import typer

from solidground.config.faults import BROKEN
from solidground.config.output import DirectoryOption, JsonOption, say, say_json

group = typer.Typer(help="Papers: the certificate they are signed with, your own templates.", no_args_is_help=True)


@group.command("certificate")
def certificate(directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Make a certificate that signs itself, for an agency that has no other."""
    from solidground.app.printing import PASSWORD_FILE, make_certificate  # noqa: PLC0415 - loaded when it runs

    path = make_certificate(directory)
    if json:
        say_json({"certificate": path.name, "password_file": PASSWORD_FILE.name})
        return
    say(f'"{path}" is made. Write into settings.toml, and start again what runs:')
    say("  [papers]")
    say(f'  certificate = "{path.name}"')
    say(f'  password_file = "{PASSWORD_FILE.name}"')
    say("It shows that a paper was changed by nobody since. Whose it is, nobody vouches for: readers of PDF files say")
    say("that they do not know who made it. Keep it in your backup; give its public half to who checks your papers.")


@group.command("check")
def check(directory: DirectoryOption, *, json: JsonOption = False) -> None:
    """Say whether papers are signed, and whether your own templates may be used."""
    from solidground.app.printing import printing_at  # noqa: PLC0415 - as above
    from solidground.app.wiring import CLOCK  # noqa: PLC0415 - as above

    printing, now = printing_at(directory), CLOCK.now()
    faults, signs = printing.faults(now), printing.signs(now)
    if json:
        say_json({"signed": signs, "faults": list(faults)})
    else:
        say("Papers are signed." if signs else "Papers are marked unsigned.")
        for fault in faults:
            say(fault)
    if faults:
        raise typer.Exit(BROKEN)
