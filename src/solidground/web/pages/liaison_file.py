"""A file of how inquiries stand, handed in by the liaison: all of it taken down, or nothing where a line is wrong.

What must never happen here: a file that is kept, a column for what was found, or somebody told by it.
"""

from datetime import date, timedelta
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.happened import Happened
from solidground.app.asking.questions import Inquiries
from solidground.app.importing.fault import FileFault
from solidground.app.importing.whole import UPLOAD_BYTES_MOST, Imported
from solidground.app.inquiries import take_in
from solidground.core.duty.investigation.decider import Word
from solidground.web.gate import Seat, answered, done, seat_of
from solidground.web.named import inquiry_words, kind_words
from solidground.web.pages.administration import read_out
from solidground.web.panes import pane
from solidground.web.tongue import tell, when

HERE: Final = "/liaison/file"
MONTH: Final = timedelta(days=30)
TAKEN: Final = "statuses_taken"
"""What is said on the page of inquiries once a file was taken in."""

NO_FILE: Final = gettext_noop("Choose a file.")
WAS_TAKEN: Final = gettext_noop("The file was taken in, and is not kept. Nobody is told by this page.")


@require_http_methods(["GET", "HEAD", "POST"])
def liaison_file(request: HttpRequest) -> HttpResponse:
    """Show what a file may hold, or take one in."""
    seat = seat_of(request)
    seen: tuple[Happened, ...] = answered(seat, Inquiries())
    if request.method != "POST":
        return pane(request, "liaison_file", _shown(seat, seen), role="liaison")
    found = _taken(request, seat)
    if isinstance(found, Imported) and not found.errors and not found.warnings:
        return done("/liaison", TAKEN)
    shown, wrong = _shown(seat, seen), isinstance(found, str) or bool(found.errors)
    shown |= {"fault": found} if isinstance(found, str) else read_out(found)
    shown["did"] = "" if wrong else gettext(WAS_TAKEN)
    return pane(request, "liaison_file", shown, role="liaison", status=422 if wrong else 200)


def _taken(request: HttpRequest, seat: Seat) -> Imported | str:
    """Take in what was sent, or say in a sentence why it cannot be read. Nothing of it is kept here."""
    house, file = seat.house, request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return gettext(NO_FILE)
    try:
        read = file.read(UPLOAD_BYTES_MOST + 1)
        words = house.statuses.words
        return take_in(house.store, house.rosters, house.agency, seat.viewer, read, words, seat.now)
    except FileFault as fault:
        return tell(fault.words)


def _shown(seat: Seat, seen: tuple[Happened, ...]) -> dict[str, Any]:
    words = seat.house.statuses.words
    inquiries = dict.fromkeys(word.inquiry for word in words)
    return {
        "incidents": [
            (one.incident, kind_words(one.kind), when(one.occurred_at, seat.now, seat.house.zone)) for one in seen
        ],
        "words": [
            (inquiry, inquiry_words(inquiry), [_word(seat, word) for word in words if word.inquiry == inquiry])
            for inquiry in inquiries
        ],
        "today": (today := date.fromordinal(seat.today())),
        "heard": today + MONTH,
        "most": UPLOAD_BYTES_MOST >> 10,
    }


def _word(seat: Seat, word: Word) -> tuple[str, str]:
    """Return a word as a file has it, and what a person reads."""
    return word.status, gettext(seat.house.statuses.said(word.inquiry, word.status))
