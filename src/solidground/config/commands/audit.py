"""``solidground audit``: whether command did what it owed everybody who took part in a year's incidents."""

from contextlib import closing
from datetime import MAXYEAR
from typing import Annotated, Any

import typer

from solidground.config.output import DirectoryOption, JsonOption, counted, say, say_json, waiting

STEPS = {
    "replacement": "Another weapon offered",
    "visit": "Visited, or spoken to in person",
    "call": "Called once",
    "leave": "Told until when they are off",
    "session": "Required session attended",
    "status_told": "Told how an inquiry stands",
    "return": "A first step back to work",
}
"""Each step as a person reads it; a test holds them to those of the audit."""

FIRST_YEAR = 1970
Year = Annotated[int, typer.Option("--year", metavar="Y", min=FIRST_YEAR, max=MAXYEAR, help="By the local date.")]


def command(directory: DirectoryOption, year: Year, *, json: JsonOption = False) -> None:
    """Show whether command did what it owed everybody who took part in the incidents of a year; no care is read."""
    from solidground.app.auditing import audit  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.duty_terms import terms_of  # noqa: PLC0415 - as above
    from solidground.app.wiring import CLOCK, agency_of, open_directory, settings_of  # noqa: PLC0415 - as above

    settings = settings_of(directory)
    with waiting("Auditing", quiet=json), closing(open_directory(directory)) as store:
        terms = terms_of(directory, settings.duty)
        found = audit(store, agency_of(directory, store), year, terms, CLOCK.now()).figures()
    if json:
        say_json(found)
        return
    incidents, people = counted(found["incidents"], "incident"), counted(found["involved"], "person")
    say(f"{year}: {incidents}, {people.replace('persons', 'people')} who took part, {found['fired']:,} who fired.")
    for name, counts in found["steps"].items():
        say(_said(name, counts))


def _said(name: str, counts: dict[str, Any]) -> str:
    done = counts["done_on_time"] + counts["done_late"]
    late = f", {counts['done_late']:,} of them late" if counts["done_late"] else ""
    return f"{STEPS[name]}: {done:,} of {counts['owed']:,}{late}."
