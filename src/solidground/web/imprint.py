"""What is the same on every paper: whose it is, on which sheet, whether it is signed, and how it is handed over.

What must never happen here: a name, or a file whose name tells anything.
"""

from typing import Final, NamedTuple

from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext, gettext_noop

from solidground.app.duty_terms import shipped_terms
from solidground.core.duty.terms import Terms
from solidground.core.hours import to_local
from solidground.core.kernel import AgencyId, Day, Instant
from solidground.core.papers import Face, Paper, Sheet, Stands, sheet_of
from solidground.web.house import House
from solidground.web.property_words import day_words
from solidground.web.tongue import ENGLISH, SPANISH, clock_time

FILE: Final = "paper.pdf"
"""What a browser calls it: nothing in its name tells anything."""

SIGNED: Final = gettext_noop("Signed with the certificate of the agency. A reader of PDF files shows whether it holds.")
UNSIGNED: Final = gettext_noop("Unsigned: the agency has no certificate that holds.")
BY_LOG: Final = gettext_noop("The log of the agency alone can prove this paper.")


class Imprint(NamedTuple):
    """What is the same on every paper of an agency: whose it is, on which sheet, and whether it is signed.

    ``zone`` is the agency's, and ``terms`` have its own words for the steps of a way back.
    """

    agency: AgencyId
    sheet: Sheet
    signed: bool
    zone: str = "UTC"
    terms: Terms = shipped_terms()


def imprint_of(house: House, now: Instant) -> Imprint:
    """Return it for papers that are drawn now. Raises Http404 where nothing draws papers."""
    if house.printing is None:
        raise Http404
    return Imprint(house.agency, sheet_of(house.jurisdiction), house.printing.signs(now), house.zone, house.duty)


def handed_over(house: House, paper: Paper, now: Instant) -> HttpResponse:
    """Return a paper as a file."""
    assert house.printing is not None, "it was asked for its imprint"
    response = HttpResponse(house.printing.printed(paper, now), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


def face_of(imprint: Imprint, title: str, lead: str, on: Day, stands: Stands | None, *foot: str) -> Face:
    """Return what every paper says of itself. ``foot`` says how it is proved where it stands for no event."""
    if stands is not None:
        event = gettext("This paper stands for an event of %(stream)s, with the hash") % {"stream": stands.stream}
        foot = (event, stands.hash)
    mark = [gettext(SIGNED if imprint.signed else UNSIGNED)]
    mark += [gettext(BY_LOG)] if foot and not imprint.signed else []
    return Face(imprint.agency, spoken(), imprint.sheet, title, lead, " ".join(mark), foot, on, stands)


def spoken() -> str:
    """Return the language of whoever reads the paper, as a paper says it of itself."""
    language = get_language() or ""
    return SPANISH if language == SPANISH else ENGLISH.get(language, "en-US")


def moment_words(at: Instant, zone: str) -> str:
    """Return a time with its day, the same whenever it is read."""
    there = to_local(at, zone)
    said = {"day": day_words(there.toordinal()), "time": clock_time(there.hour, there.minute)}
    return gettext("%(day)s, %(time)s") % said
