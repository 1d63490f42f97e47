"""This installation: whether its clock runs, its settings as they are, and files of people taken in. No case, ever.

What must never happen here: a secret, a case, or an uploaded file that is kept.
"""

from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.administration import TAKEN_IN, Office, Said, to_be_set_right
from solidground.app.asking.machine import Health
from solidground.app.asking.questions import Administration
from solidground.app.importing.fault import FileFault, Refused
from solidground.app.importing.whole import UPLOAD_BYTES_MOST, Imported
from solidground.core.kernel import PersonId
from solidground.web.gate import DID, answered, did, done, seat_of
from solidground.web.pages.work import HEALTH
from solidground.web.panes import pane
from solidground.web.tongue import tell

ERRORS_SHOWN: Final = 20
TAKEN: Final = "taken_in"
WORDS: Final = {
    "agency": gettext_noop("Name in the log"),
    "zone": gettext_noop("Time zone"),
    "jurisdiction": gettext_noop("Whose law"),
    "protocol": gettext_noop("Protocol"),
    "language": gettext_noop("Language"),
    "phrase": gettext_noop("How a message begins"),
    "link": gettext_noop("Where the pages are"),
    "retention_days": gettext_noop("Days until details are purged"),
    "statuses": gettext_noop("Words for inquiries"),
    "duty": gettext_noop("What command owes"),
    "options": gettext_noop("Words for decisions"),
    "database": gettext_noop("Database"),
    "mail": gettext_noop("Mail"),
    "password_file": gettext_noop("File with the mail password"),
    "monitor": gettext_noop("Outside monitor"),
}
"""What the words of the settings are called; a file has its own name."""

KINDS: Final = {"members": gettext_noop("Members"), "roster": gettext_noop("Roster")}
WAS_TAKEN: Final = gettext_noop("The file was taken in, and is not kept.")
NO_FILE: Final = gettext_noop("Choose a file, and say what it holds.")


@require_http_methods(["GET", "HEAD", "POST"])
def administration(request: HttpRequest) -> HttpResponse:
    """Show an administrator the installation, or take a file in."""
    seat = seat_of(request)
    health: Health = answered(seat, Administration())
    office = seat.house.office
    if office is None:
        raise Http404
    if request.method != "POST":
        return did(request, pane(request, "administration", _shown(request, office, health), role="administrator"))
    found = _taken(request, office, seat.viewer.person)
    if isinstance(found, Imported) and not found.errors:
        if not found.warnings:
            return done("/administration", TAKEN)
        # What is to be looked at is nowhere kept: it is said at once, and the same file sent again changes nothing.
        shown = {**_shown(request, office, health), "did": gettext(WAS_TAKEN), **read_out(found)}
        return pane(request, "administration", shown, role="administrator")
    wrong = {"fault": found} if isinstance(found, str) else read_out(found)
    shown = {**_shown(request, office, health), **wrong}
    return pane(request, "administration", shown, role="administrator", status=422)


def _taken(request: HttpRequest, office: Office, by: PersonId) -> Imported | str:
    """Take in what was sent, or say in a sentence why it cannot be read. Nothing of it is kept here."""
    kind, file = request.POST.get("kind", ""), request.FILES.get("file")
    if kind not in TAKEN_IN or not isinstance(file, UploadedFile):
        return gettext(NO_FILE)
    try:
        return office.take_in(kind, file.read(UPLOAD_BYTES_MOST + 1), by)
    except FileFault as fault:
        return tell(fault.words)


def read_out(found: Imported) -> dict[str, Any]:
    """Return the lines of a file that are wrong; where none is, those to be looked at."""
    errors: tuple[Refused, ...] = found.errors
    if errors:
        return {"errors": errors[:ERRORS_SHOWN], "further": max(0, len(errors) - ERRORS_SHOWN)}
    return {"warnings": found.warnings[:ERRORS_SHOWN], "further": max(0, len(found.warnings) - ERRORS_SHOWN)}


def _shown(request: HttpRequest, office: Office, health: Health) -> dict[str, Any]:
    said = office.settings()
    return {
        "health": gettext(HEALTH[health]),
        "well": health == "running",
        "said": [_named(one) for one in said if one.value],
        "wrong": to_be_set_right(said),
        "in_file": office.in_file,
        "kinds": [(kind, gettext(KINDS[kind])) for kind in TAKEN_IN],
        "kind": request.POST.get("kind", ""),
        "most": UPLOAD_BYTES_MOST >> 10,
        "did": gettext(WAS_TAKEN) if request.COOKIES.get(DID) == TAKEN else "",
    }


def _named(one: Said) -> tuple[str, str]:
    return gettext(WORDS[one.word]), tell(one.value)
