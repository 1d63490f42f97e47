"""``solidground audit``: whether command did what it owed everybody who took part in a year's incidents."""

from contextlib import closing
from datetime import MAXYEAR
from pathlib import Path
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


PdfOption = Annotated[
    Path | None, typer.Option("--pdf", metavar="FILE", help="Write it as a paper, with every pair and its proof.")
]

PRIVATE = 0o600
"""Who took part stands in it: the file is for whoever asked for it."""


def command(directory: DirectoryOption, year: Year, pdf: PdfOption = None, *, json: JsonOption = False) -> None:
    """Show whether command did what it owed everybody who took part in the incidents of a year; no care is read."""
    from solidground.app.asking.reading import Reading  # noqa: PLC0415 - what a command needs is loaded when it runs
    from solidground.app.auditing import audit  # noqa: PLC0415 - as above
    from solidground.app.duty_terms import terms_of  # noqa: PLC0415 - as above
    from solidground.app.printing import printing_at  # noqa: PLC0415 - as above
    from solidground.app.proving import public_of, witness_of  # noqa: PLC0415 - as above
    from solidground.app.rosters import Rosters  # noqa: PLC0415 - as above
    from solidground.app.wiring import CLOCK, agency_of, open_directory, settings_of  # noqa: PLC0415 - as above
    from solidground.app.writing import written_whole  # noqa: PLC0415 - as above

    settings = settings_of(directory)
    kept = [one for one in directory.iterdir() if one.suffix != ".pdf"] if directory.is_dir() else []
    with (
        written_whole(pdf, kept, PRIVATE) as write,
        waiting("Auditing", quiet=json),
        closing(open_directory(directory)) as store,
    ):
        terms = terms_of(directory, settings.duty)
        agency, now = agency_of(directory, store), CLOCK.now()
        found = audit(store, agency, year, terms, now).figures()
        if write is not None:
            reading = Reading(store, Rosters(), agency, now, witness_of(store, public_of(directory)))
            write(_paper(reading, printing_at(directory), settings, year, terms))
    if json:
        say_json(found)
        return
    incidents, people = counted(found["incidents"], "incident"), counted(found["involved"], "person")
    say(f"{year}: {incidents}, {people.replace('persons', 'people')} who took part, {found['fired']:,} who fired.")
    for name, counts in found["steps"].items():
        say(_said(name, counts))
    if pdf is not None:
        say(f'The paper is in "{pdf}".')


def _paper(reading: Any, printing: Any, settings: Any, year: int, terms: Any) -> bytes:  # noqa: ANN401 - loaded when it runs
    """Return the audit as a paper, in the language of the agency: as the chief's page would give it now."""
    from solidground.app.asking.audit_paper import audit_as_of  # noqa: PLC0415 - as above
    from solidground.config.worded import worded_in  # noqa: PLC0415 - as above
    from solidground.core.papers import sheet_of  # noqa: PLC0415 - as above

    now = reading.now
    found = audit_as_of(reading, year, terms, now)
    assert found is not None, "a data directory proves its log"
    with worded_in(settings.language):
        from solidground.web.audit_paper import audit_paper  # noqa: PLC0415 - as above
        from solidground.web.imprint import Imprint  # noqa: PLC0415 - as above

        imprint = Imprint(reading.agency, sheet_of(settings.jurisdiction), printing.signs(now), settings.zone, terms)
        printed: bytes = printing.printed(audit_paper(imprint, found), now)
        return printed


def _said(name: str, counts: dict[str, Any]) -> str:
    done = counts["done_on_time"] + counts["done_late"]
    late = f", {counts['done_late']:,} of them late" if counts["done_late"] else ""
    return f"{STEPS[name]}: {done:,} of {counts['owed']:,}{late}."
