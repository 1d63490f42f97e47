"""Inquiries: one form in which the liaison passes on how one stands, in a word of the agency's list, with its days.

What must never happen here: a field for what an inquiry found, or anything of a case.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple, get_args

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.happened import Happened
from solidground.app.asking.questions import Inquiries
from solidground.app.handle import Outcome
from solidground.app.inquiries import NOT_YOURS, call_off_interview, plan_interview, record
from solidground.core.duty.investigation.commands import CallOffInterview, PlanInterview, RecordStatus
from solidground.core.duty.investigation.decider import DAY_IMPOSSIBLE, STATUS_UNKNOWN
from solidground.core.duty.investigation.events import WhyEarly
from solidground.core.kernel import PersonId, Refusal
from solidground.core.wall import Role
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.inquiry_words import WHYS, interview_words, told_pairs
from solidground.web.named import inquiry_words, kind_words, part_words
from solidground.web.pages.liaison_file import TAKEN, WAS_TAKEN
from solidground.web.pages.supervisor import Part, Stands, stands
from solidground.web.panes import pane
from solidground.web.property_words import Pair
from solidground.web.reach import reach
from solidground.web.tongue import when, why
from solidground.web.typed import Choice, day_typed, minute_typed, seen_typed

FIELD_OF: Final = {
    "IncidentUnknown": "incident",
    "StatusUnknown": "status",
    "DayImpossible": "on",
    "NextDayMissing": "next_on",
    "NextDayImpossible": "next_on",
    "NothingMore": "next_on",
    "ChangedMeanwhile": "incident",
    "NotInvolved": "who",
    "InterviewDayImpossible": "interview_on",
    "RestTooShort": "why",
    "InterviewOver": "off",
}
"""Where on the form an error stands."""

EMPTY: Final = (("incident", NOT_YOURS), ("status", STATUS_UNKNOWN), ("on", DAY_IMPOSSIBLE))
"""What nobody can leave empty: all of it is said at once."""

NO_INTERVIEW: Final = Refusal("InterviewUnknown", gettext_noop("Choose an interview of the list."))

TAKEN_DOWN: Final = "taken_down"
PLANNED: Final = "interview_planned"
CALLED_OFF: Final = "interview_called_off"
"""What was done, and which of the forms does it."""

DONE: Final = {
    TAKEN_DOWN: gettext_noop("Taken down. Nobody is told by this page."),
    PLANNED: gettext_noop("Taken down. The supervisor sees the day, and you the time."),
    TAKEN: WAS_TAKEN,
    CALLED_OFF: gettext_noop("Called off. Nobody is told by this page: say it to them yourself, or have it said."),
}


FIELDS: Final = ("incident", "on", "next_on", "who", "interview_on", "clock", "off")
"""What was typed and is kept where something is wrong."""


class Line(NamedTuple):
    """One incident of the list."""

    incident: str
    kind: str
    at: str
    people: tuple[Part, ...]
    standing: tuple[Stands, ...]
    told: tuple[Pair, ...]
    late: bool


@require_http_methods(["GET", "HEAD", "POST"])
def liaison(request: HttpRequest) -> HttpResponse:
    """Show how the inquiries stand, or take down how one does."""
    seat = seat_of(request)
    seen: tuple[Happened, ...] = answered(seat, Inquiries())
    if request.method != "POST":
        return did(request, pane(request, "liaison", _shown(request, seat, seen), role="liaison"))
    word = request.POST.get("form", "")
    form = word if word in FORMS else TAKEN_DOWN
    refused = FORMS[form](request, seat)
    if not refused:
        return done("/liaison", form)
    wrong = {field: why(refusal) for field, refusal in refused}
    again: tuple[Happened, ...] = answered(seat, Inquiries())
    return pane(request, "liaison", {**_shown(request, seat, again), "wrong": wrong}, role="liaison", status=422)


def _refused(request: HttpRequest, seat: Seat) -> list[tuple[str, Refusal]]:
    """Take down what was sent; return what is wrong with it, each with its field, where anything is."""
    empty = [(field, refusal) for field, refusal in EMPTY if not request.POST.get(field, "").strip()]
    outcome = () if empty else _done(request, seat)
    return [(FIELD_OF[outcome.reason], outcome)] if isinstance(outcome, Refusal) else empty


def _unplanned(request: HttpRequest, seat: Seat) -> list[tuple[str, Refusal]]:
    """Take down an interview; return what is wrong with it."""
    house, (incident, _, person) = seat.house, request.POST.get("who", "").partition("/")
    on, clock = day_typed(request, "interview_on"), minute_typed(request, "clock")
    early = next((one for one in get_args(WhyEarly) if one == request.POST.get("why")), None)
    minute = -1 if clock is None else clock
    command = PlanInterview(seat.now, seat.viewer.person, incident, PersonId(person), on or 0, minute, early)
    seen_at = seen_typed(request.POST)
    rest = house.duty.rest_before_interview
    outcome = plan_interview(house.store, house.rosters, house.agency, seat.viewer, command, seen_at, rest)
    if not isinstance(outcome, Refusal):
        return []
    field = FIELD_OF[outcome.reason]
    return [("who" if field == "incident" else field, outcome)]


def _called_off(request: HttpRequest, seat: Seat) -> list[tuple[str, Refusal]]:
    """Call an interview off; return what is wrong with it."""
    house, (incident, _, person) = seat.house, request.POST.get("off", "").partition("/")
    command = CallOffInterview(seat.now, seat.viewer.person, incident, PersonId(person))
    seen_at = seen_typed(request.POST)
    outcome = call_off_interview(house.store, house.rosters, house.agency, seat.viewer, command, seen_at)
    if not isinstance(outcome, Refusal):
        return []
    return [("off", outcome if incident else NO_INTERVIEW)]


FORMS: Final[Mapping[str, Callable[[HttpRequest, Seat], list[tuple[str, Refusal]]]]] = MappingProxyType(
    {TAKEN_DOWN: _refused, PLANNED: _unplanned, CALLED_OFF: _called_off}
)


def _done(request: HttpRequest, seat: Seat) -> Outcome:
    inquiry, _, status = request.POST.get("status", "").partition("/")
    on, next_on = day_typed(request, "on"), day_typed(request, "next_on")
    command = RecordStatus(
        seat.now,
        seat.viewer.person,
        request.POST.get("incident", ""),
        inquiry,
        status,
        0 if on is None else on,
        next_on,
    )
    house, seen_at = seat.house, seen_typed(request.POST)
    return record(house.store, house.rosters, house.agency, seat.viewer, command, house.statuses.words, seen_at)


def _shown(request: HttpRequest, seat: Seat, seen: tuple[Happened, ...]) -> dict[str, Any]:
    typed, lines = request.POST, [_line(seat, one) for one in seen]
    return {
        "lines": lines,
        "late": sum(line.late for line in lines),
        "seen": max((one.last_at for one in seen), default=0),
        "groups": list(_groups(seat, typed.get("status", ""))),
        "typed": {name: typed.get(name, "") for name in FIELDS},
        "people": [(f"{line.incident}/{part.person}", part.person, line) for line in lines for part in line.people],
        "ahead": list(_ahead(seat, seen)),
        "whys": [Choice(one, gettext(words), one == typed.get("why", "")) for one, words in WHYS.items()],
        "today": date.fromordinal(seat.today()),
        "did": gettext(DONE[word]) if (word := request.COOKIES.get(DID, "")) in DONE else "",
        "reach": reach(Role.LIAISON),
    }


def _ahead(seat: Seat, seen: tuple[Happened, ...]) -> Iterator[tuple[str, str]]:
    """Yield each interview that lies ahead: what a form sends for it, and what a person reads."""
    for one in seen:
        for each in one.interviews:
            if each.starts_at is not None and each.starts_at > seat.now:
                yield f"{one.incident}/{each.member}", f"{each.member}: {interview_words(each)}"


def _line(seat: Seat, one: Happened) -> Line:
    standing = stands(seat, one)
    return Line(
        one.incident,
        kind_words(one.kind),
        when(one.occurred_at, seat.now, seat.house.zone),
        tuple([Part(part.person, part_words(part.part)) for part in one.people]),
        standing,
        told_pairs(one),
        any(known.late for known in standing),
    )


def _groups(seat: Seat, chosen: str) -> Iterator[tuple[str, list[Choice]]]:
    """Yield the words of the agency's list, under the inquiry they are for."""
    statuses = seat.house.statuses
    for inquiry in dict.fromkeys(word.inquiry for word in statuses.words):
        words = [word for word in statuses.words if word.inquiry == inquiry]
        values = [(f"{inquiry}/{word.status}", gettext(statuses.said(inquiry, word.status))) for word in words]
        yield inquiry_words(inquiry), [Choice(value, says, value == chosen) for value, says in values]
