"""What command owes after an incident, in words and as forms: done on a day, or why not.

What must never happen here: a field for a text, a word of how somebody is, or who of command did more than another.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple, get_args

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.owed import OwedSeen
from solidground.app.handle import Outcome
from solidground.app.owed import say
from solidground.core.duty.owed.commands import ExcuseDuty, RecordDuty
from solidground.core.duty.owed.events import Duty, WhyNot
from solidground.core.duty.owed.state import DUTIES, Said
from solidground.web.gate import Seat
from solidground.web.property_forms import UNCLEAR, Field, Form
from solidground.web.property_words import day_words
from solidground.web.tongue import when
from solidground.web.typed import Choice, day_typed, seen_typed

STEPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "replacement": gettext_noop("Another weapon offered"),
        "visit": gettext_noop("The visit"),
        "call": gettext_noop("The call"),
        "leave": gettext_noop("Told until when they are off"),
        "session": gettext_noop("Required session attended"),
        "status_told": gettext_noop("Told how an inquiry stands"),
        "return": gettext_noop("A first step back to work"),
    }
)
"""What each step of the audit is called."""

BUTTONS: Final[Mapping[Duty, str]] = MappingProxyType(
    {
        "visit": gettext_noop("I was there"),
        "call": gettext_noop("I called"),
        "leave": gettext_noop("I told them"),
    }
)
WHY_NOT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "asked_for_none": gettext_noop("They asked for none"),
        "away": gettext_noop("They were away"),
        "chosen_went": gettext_noop("Somebody of their choice went"),
        "took_part": gettext_noop("I was part of it myself"),
    }
)
DID, NOT_DONE = "did", "not_done"
CHOICES: Final = (DID, NOT_DONE)
FIELD_OF: Final[Mapping[str, str]] = {"DayImpossible": "on", "Unclear": "why"}
"""Where in a form an error stands; any other is about the thing itself."""


class Task(NamedTuple):
    """One thing that is owed to one person: how it stands in words, and what may be said of it."""

    thing: str
    words: str
    before: tuple[str, ...]
    late: bool
    seen: int
    forms: tuple[Form, ...]
    waits: bool
    """Whether nothing was said of it yet."""


def tasks_of(seat: Seat, one: OwedSeen, typed: Mapping[str, str]) -> tuple[Task, ...]:
    """Return what is owed to one person."""
    return tuple([_task(seat, one, duty, typed) for duty in DUTIES if one.whole.due_at(duty) is not None])


def has_said(tasks: Iterable[Task]) -> bool:
    """Return whether of any of them it was said how it went."""
    return any(not task.waits for task in tasks)


def _task(seat: Seat, one: OwedSeen, duty: Duty, typed: Mapping[str, str]) -> Task:
    state, now = one.whole, one.whole.now(duty)
    late = state.is_late(duty, seat.now)
    told = {"person": state.member, "what": gettext(STEPS[duty])}
    if now is not None:
        words = gettext("%(person)s: %(what)s. %(said)s") % {**told, "said": said_words(now)}
    else:
        due_at = state.due_at(duty)
        assert due_at is not None, "what is not owed has no line"
        told["by"] = when(due_at, seat.now, state.zone)
        still = gettext("%(person)s: %(what)s. That was to be by %(by)s. Do it, or say why not.")
        words = (still if late else gettext("%(person)s: %(what)s, by %(by)s.")) % told
    before = tuple([said_words(was) for was in state.before(duty)])
    forms = tuple([_form(seat, one.name, duty, choice, now, typed) for choice in CHOICES])
    return Task(one.name, words, before, late, state.changed_at, forms, state.is_open(duty))


def said_words(said: Said) -> str:
    """Return what was said of something."""
    if said.on is not None:
        return gettext("Done on %(day)s.") % {"day": day_words(said.on)}
    return gettext("Not done: %(why)s.") % {"why": gettext(WHY_NOT[said.why or ""])}


def _form(seat: Seat, thing: str, duty: Duty, choice: str, now: Said | None, typed: Mapping[str, str]) -> Form:
    mine = (typed.get("choice"), typed.get("thing"), typed.get("step")) == (choice, thing, duty)
    known_as = f"{choice}-{duty}-{thing.replace('/', '-')}"
    today = date.fromordinal(seat.today())
    if choice == DID:
        on = date.fromordinal(now.on) if now is not None and now.on is not None else today
        value = typed.get("on", "") if mine else on.isoformat()
        field = Field("on", f"on-{known_as}", gettext("On which day?"), value, True, today, ())  # noqa: FBT003 - its field
        heading = gettext("Something here is wrong") if now is not None else ""
        button = gettext("Correct it") if now is not None else gettext(BUTTONS[duty])
        return Form(choice, heading, button, duty, (field,), mine, now is not None)
    value = typed.get("why", "") if mine else (now.why or "" if now is not None else "")
    options = tuple([Choice(word, gettext(says), word == value) for word, says in WHY_NOT.items()])
    field = Field("why", f"why-{known_as}", gettext("Why not?"), value, False, None, options)  # noqa: FBT003 - as above
    return Form(choice, gettext("It was not done"), gettext("Write it down"), duty, (field,), mine, quiet=True)


def said(request: HttpRequest, seat: Seat) -> Outcome:
    """Take down that something was done, or why not."""
    typed, house, me = request.POST, seat.house, seat.viewer.person
    chosen: Any = typed
    duty, choice = chosen.get("step"), typed.get("choice", "")
    if duty not in DUTIES or choice not in CHOICES or (choice == NOT_DONE and typed.get("why") not in get_args(WhyNot)):
        return UNCLEAR
    # As whom it is said, the rules find out.
    command = (
        RecordDuty(seat.now, me, duty, day_typed(request, "on") or 0, "supervisor")
        if choice == DID
        else ExcuseDuty(seat.now, me, duty, chosen["why"], "supervisor")
    )
    return say(
        house.store, house.rosters, house.agency, seat.viewer, typed.get("thing", ""), command, seen_typed(typed)
    )


def place_of(request: HttpRequest, reason: str) -> str:
    """Return at which field of the page an error stands."""
    typed, field = request.POST, FIELD_OF.get(reason, "")
    if not field or typed.get("choice") not in CHOICES:
        return "tasks"
    return f"{field}-{typed.get('choice')}-{typed.get('step', '')}-{typed.get('thing', '').replace('/', '-')}"
