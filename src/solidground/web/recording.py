"""One tap to say how something went: what a line of a list shows, and what is taken down.

Used by every page on which somebody sees what he owes. What must never happen here: free text, or a count of how
anybody does.
"""

from typing import Final, NamedTuple

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop

from solidground.app.acts import tap
from solidground.app.answers import SAID, UNCLEAR
from solidground.app.asking.duties import Duty
from solidground.app.handle import Outcome
from solidground.app.links import until_of
from solidground.app.taps import NO_DAY, Choice, Tap, reports_of
from solidground.core.care.contact.steps import NEWS
from solidground.core.hours import add_days, to_local
from solidground.core.kernel import Instant, Refusal
from solidground.web.gate import DID, Seat
from solidground.web.news_words import Carried, carried
from solidground.web.tips import Tips, tips_for
from solidground.web.tongue import when

DAYS_BACK: Final = 13
"""How many days ago a contact may be said to have been: for what was forgotten, two weeks are looked back."""


DONE: Final = "done"
"""What is said of a task, in the place of a talk that was had."""


GONE: Final = Refusal(
    "DutyGone", gettext_noop("You do not owe this any more: it was noted already, or somebody else has it now.")
)
"""Why a form of a page that was open for long, or was sent twice, takes nothing down."""


class Line(NamedTuple):
    """One thing on a list: ``state`` is ahead, due or late. ``tips`` are those for this kind of contact."""

    duty: Duty
    choices: tuple[Choice, ...]
    state: str
    by: str
    tips: Tips | None
    carried: Carried | None = None
    """What is to be told, where this is news that he is to bring."""


class Recorded(NamedTuple):
    """What became of a form: which line it was about, and what was chosen."""

    duty: Duty | None
    word: str
    outcome: Outcome
    held_at: Instant = 0


def line_of(seat: Seat, duty: Duty) -> Line:
    """Return how a duty stands on a list."""
    state = "late" if duty.lapses_at < seat.now else "due" if duty.due_at <= seat.now else "ahead"
    by = when(duty.due_at, seat.now, seat.house.zone)
    brings = carried(seat, duty.case) if duty.key == NEWS else None
    return Line(duty, reports_of(duty.kind, duty.key), state, by, tips_for(duty.key, duty.kind), brings)


def recorded(request: HttpRequest, seat: Seat, duties: tuple[Duty, ...]) -> Recorded:
    """Take down how one of these went, if it is one of them."""
    word = request.POST.get("choice", "")
    duty = next((one for one in duties if one.obligation == request.POST.get("obligation")), None)
    choice = next((one for one in (reports_of(duty.kind, duty.key) if duty is not None else ()) if one == word), None)
    if duty is None and request.POST.get("obligation"):
        return Recorded(None, word, GONE)
    if duty is None or choice is None:
        return Recorded(duty, word, UNCLEAR)
    house, now = seat.house, seat.now
    ago = _ago(request)
    held_at = add_days(now, house.zone, -ago)
    until_at = until_of(request.POST.get("until", ""), house.zone, now)
    tapped = Tap(choice, duty.obligation, seat.viewer.person, now, held_at, until_at, precise=not ago)
    did = DONE if (duty.kind, choice) == ("task", "made") else word
    return Recorded(duty, did, tap(house.store, house.rosters, house.agency, duty.case, tapped), held_at)


def _ago(request: HttpRequest) -> int:
    return next((days for days in range(DAYS_BACK + 1) if str(days) == request.POST.get("ago", "")), 0)


def days_back(now: Instant, zone: str) -> list[tuple[int, str]]:
    """Return the days on which a contact may be said to have been, the newest first, as people call them."""
    named = [gettext("Today"), gettext("Yesterday")]
    days = [to_local(add_days(now, zone, -days), zone) for days in range(len(named), DAYS_BACK + 1)]
    said_as = [f"{date_format(day, 'l')}, {date_format(day, 'MONTH_DAY_FORMAT')}" for day in days]
    return list(enumerate([*named, *said_as]))


def wrong(request: HttpRequest, found: Recorded, text: str) -> dict[str, object]:
    """Return what a page shows of a form that was not taken: why, where, and what was chosen."""
    missing = text == NO_DAY.text
    at_fault = found.duty.obligation if found.duty is not None else ""
    return {
        "error": gettext(text),
        "error_at": f"until-{at_fault}" if missing else f"duty-{at_fault}" if at_fault else "main",
        "at_fault": at_fault,
        "day_error": gettext(text) if missing else "",
        "ago": _ago(request),
        "until_typed": request.POST.get("until", ""),
    }


SAYS: Final[dict[str, str]] = {
    DONE: gettext_noop("Thank you. Noted: it is done."),
    "cross": gettext_noop("Passed on: the day, and nothing else. The member sees that you did."),
    "cross_back": gettext_noop("Taken back. The member sees that too."),
    "consult_today": gettext_noop("Asked. A clinician is asked to talk with you today."),
    "consult_week": gettext_noop("Asked. A clinician is asked to talk with you this week."),
    "consult_take": gettext_noop("Thank you. You have it; they see that you do."),
    "consult_done": gettext_noop("Noted. It is over, and nothing of it stands anywhere."),
    "consult_back": gettext_noop("Noted. Nobody is asked any more."),
}


def said(request: HttpRequest) -> str:
    """Return what was done a moment ago, in a sentence; nothing where nothing was."""
    text = {**{str(word): text for word, text in SAID.items()}, **SAYS}.get(request.COOKIES.get(DID, ""), "")
    return gettext(text) if text else ""
