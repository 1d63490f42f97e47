"""What may be written down of how a member stands, as forms: which there are now, and the command in each.

What must never happen here: a field for a text, a reason of health, or a form for somebody who may only look.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, get_args

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.duty import DutySeen
from solidground.app.typed import reference_of
from solidground.core.duty.fitness.commands import RecordFitness
from solidground.core.duty.fitness.events import Finding
from solidground.core.duty.status.commands import GiveAssurance, RecordDutyStatus, TellMember
from solidground.core.duty.status.events import Calls, Pay, Short, Status
from solidground.core.duty.status.state import Entry
from solidground.core.kernel import Day, PersonId, Refusal
from solidground.web.duty_words import CALLS, FINDINGS, PAYS, SHORTS, STATUSES
from solidground.web.gate import Seat
from solidground.web.property_forms import UNCLEAR, Form, field_of
from solidground.web.typed import day_typed

Command = RecordDutyStatus | GiveAssurance | TellMember | RecordFitness

NEW: Final = "new"
"""What stands for a person in the forms that name one."""

FIELD_OF: Final[Mapping[str, str]] = {
    "DayImpossible": "on",
    "LastDayImpossible": "until_on",
    "NextDayMissing": "next_on",
    "NextDayLate": "next_on",
    "NextDayImpossible": "next_on",
    "CallerUnknown": "caller",
    "ShorterThanLeast": "short",
    "ReferralMissing": "finding",
    "PersonUnknown": "member",
    "NotYours": "member",
}
"""Where in a form an error stands; any other is about the whole of it."""

YES, NOT_YET = "yes", "not_yet"
OPTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "status": {word: says for word, says in STATUSES.items() if word != "full"},
    "pay": PAYS,
    "calls": CALLS,
    "assured": {YES: gettext_noop("Yes"), NOT_YET: gettext_noop("Not yet")},
    "short": SHORTS,
    "finding": FINDINGS,
}
WORDS: Final[Mapping[str, tuple[Any, ...]]] = {
    "status": tuple(word for word in get_args(Status) if word != "full"),
    "pay": get_args(Pay),
    "calls": get_args(Calls),
    "assured": (YES, NOT_YET),
    "short": (*get_args(Short), ""),
    "finding": get_args(Finding),
}
LABELS: Final[Mapping[str, str]] = {
    "member": gettext_noop("Who is it? The badge number"),
    "status": gettext_noop("How do they stand?"),
    "on": gettext_noop("From which day?"),
    "until_on": gettext_noop("Until which day? Leave it empty where nobody knows yet"),
    "next_on": gettext_noop("By when do they hear more, even if there is nothing new? Empty: by the last day"),
    "pay": gettext_noop("What about pay?"),
    "calls": gettext_noop("Who of command calls?"),
    "caller": gettext_noop("If one supervisor calls: who?"),
    "assured": gettext_noop("Do they have it in writing: standard after such a day, not discipline?"),
    "short": gettext_noop("If it is shorter than usual: why?"),
    "finding": gettext_noop("What is to be written down?"),
}
DAYS: Final[Mapping[str, Mapping[str, str]]] = {
    "tell": {
        "on": gettext_noop("On which day?"),
        "next_on": gettext_noop("By when do they hear more, even if there is nothing new?"),
    },
    "exam": {"on": gettext_noop("On which day?")},
}
"""Days that are asked for in other words in some forms."""

TERMS: Final = ("status", "on", "until_on", "next_on", "pay", "calls", "caller", "assured", "short")
FORMS: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "tell": (gettext_noop("They were told"), gettext_noop("They were told"), ("on", "next_on")),
    "assure": ("", gettext_noop("They have it in writing now"), ()),
    "status": (gettext_noop("They stand otherwise now"), gettext_noop("Write it down"), TERMS),
    "full": (gettext_noop("Back on full duty"), gettext_noop("Write it down"), ("on", "short")),
    "correct": (gettext_noop("Something here is wrong"), gettext_noop("Correct it"), TERMS),
    "exam": (gettext_noop("A fitness-for-duty exam"), gettext_noop("Write it down"), ("finding", "on")),
}
"""Each form: what opens it, what its button says, and its fields."""

PAST: Final = frozenset({"tell", "exam"})
"""Forms whose day is not ahead."""


def form(choice: str, who: str, today: Day, typed: Mapping[str, str], was: Mapping[str, str], *, first: bool) -> Form:
    """Return a form: with what was typed, where that was not taken, else with what is so now."""
    heading, button, names = FORMS[choice]
    opened = typed.get("choice") == choice and typed.get("thing") == who
    value = typed if opened else was
    fields = [
        field_of(
            name,
            f"{name}-{choice}-{who}",
            DAYS.get(choice, {}).get(name, LABELS[name]),
            value.get(name, ""),
            OPTIONS.get(name, {}),
            date.fromordinal(today) if choice in PAST and name == "on" else None,
        )
        for name in (("member", *names) if who == NEW else names)
    ]
    words = gettext(heading) if heading else ""
    return Form(choice, words, gettext(button), "", tuple(fields), opened or first, not first)


def choices(one: DutySeen, *, enters: bool, tells: bool) -> Iterator[str]:
    """Yield which forms there are about somebody now: for who enters, for who tells him."""
    state = one.status
    newest = None if state is None else state.newest
    if state is not None and newest is not None and state.promised is not None and (enters or tells):
        yield "tell"
        if not newest.assured and newest.status != "full":
            yield "assure"
    if not enters:
        return
    yield "status"
    if newest is not None and newest.status != "full":
        yield "full"
    if newest is not None:
        yield "correct"
    yield "exam"


def filled(choice: str, newest: Entry | None, today: Day) -> dict[str, str]:
    """Return what stands in a form before anything is typed: today, or what is to be corrected."""
    day = {"on": date.fromordinal(today).isoformat()}
    if choice != "correct" or newest is None:
        return day
    days = {"on": newest.on, "until_on": newest.until_on, "next_on": newest.next_on}
    return {
        "status": newest.status,
        "pay": newest.pay,
        "calls": newest.calls,
        "caller": newest.caller or "",
        "assured": YES if newest.assured else NOT_YET,
        "short": newest.short or "",
        **{name: "" if on is None else date.fromordinal(on).isoformat() for name, on in days.items()},
    }


def member_of(request: HttpRequest) -> PersonId:
    """Return about whom a form is: the one of its card, or the one who was typed."""
    typed = request.POST
    named = typed.get("member" if typed.get("thing") == NEW else "thing", "")
    return reference_of(named) or PersonId("?")


def command_of(request: HttpRequest, seat: Seat) -> Command | Refusal:
    """Return what was asked about somebody; a word that is none of ours asks nothing."""
    at, by, typed, member = seat.now, seat.viewer.person, request.POST, member_of(request)
    choice = typed.get("choice", "")
    names = FORMS.get(choice, ("", "", ()))[2]
    if choice not in FORMS or any(typed.get(name, "") not in WORDS[name] for name in names if name in WORDS):
        return UNCLEAR
    said: Any = typed
    on, next_on = day_typed(request, "on") or 0, day_typed(request, "next_on")
    match choice:
        case "tell":
            return TellMember(at, by, on, next_on or 0)
        case "assure":
            return GiveAssurance(at, by)
        case "exam":
            return RecordFitness(at, by, member, said["finding"], on)
        case "full":
            return RecordDutyStatus(at, by, member, "full", on, short=said["short"] or None)
        case _:
            return _terms(request, seat, member, on, next_on)


def _terms(request: HttpRequest, seat: Seat, member: PersonId, on: Day, next_on: Day | None) -> RecordDutyStatus:
    said: Any = request.POST
    return RecordDutyStatus(
        seat.now,
        seat.viewer.person,
        member,
        said["status"],
        on,
        day_typed(request, "until_on"),
        next_on,
        said["pay"],
        said["calls"],
        reference_of(said.get("caller", "")),
        assured=said["assured"] == YES,
        short=said["short"] or None,
        corrects=said["choice"] == "correct",
    )
