"""What may be said about one thing that was taken, as forms: which there are now, and the command in each.

What must never happen here: a field for a text, or a form for somebody who may only look.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple, cast, get_args

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

from solidground.core.duty.property.commands import (
    BeginHandover,
    Command,
    ConfirmHandover,
    CorrectProperty,
    MoveProperty,
    OfferReplacement,
    PutOffReplacement,
    RecordQualification,
    TakeBackConfirmation,
    TellMember,
)
from solidground.core.duty.property.events import Decides, Kind, Place, PutOff, Step, Why
from solidground.core.duty.property.state import State
from solidground.core.kernel import Day, PersonId, Refusal
from solidground.web.gate import Seat
from solidground.web.property_words import CONFIRMS, DECIDES, KINDS, PLACES, PUT_OFF, WHY_CHOICES
from solidground.web.typed import Choice, day_typed

UNCLEAR: Final = Refusal("Unclear", gettext_noop("Choose one of what is offered."))

FIELD_OF: Final[Mapping[str, str]] = {
    "DayImpossible": "on",
    "NextDayImpossible": "next_on",
    "DecisionDayImpossible": "decides_on",
    "PersonUnknown": "member",
    "OwnProperty": "member",
    "TakerUnknown": "taker",
    "SerialImpossible": "serial",
}
"""Where in a form an error stands; any other is about the thing itself."""

OPTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": KINDS,
    "why": WHY_CHOICES,
    "place": PLACES,
    "put_off": PUT_OFF,
    "decides": DECIDES,
}
WORDS: Final[Mapping[str, tuple[Any, ...]]] = {
    "kind": get_args(Kind),
    "why": get_args(Why),
    "place": get_args(Place),
    "put_off": get_args(PutOff),
    "decides": get_args(Decides),
    "step": get_args(Step),
}
LABELS: Final[Mapping[str, str]] = {
    "member": gettext_noop("Whose is it? The badge number"),
    "kind": gettext_noop("What is it?"),
    "why": gettext_noop("Why was it taken?"),
    "place": gettext_noop("Where is it?"),
    "taker": gettext_noop("Who took it? Leave it empty where it was you"),
    "on": gettext_noop("On which day?"),
    "next_on": gettext_noop("By when do they hear more, even if there is nothing new?"),
    "put_off": gettext_noop("Why not now?"),
    "decides": gettext_noop("Who decides?"),
    "decides_on": gettext_noop("By which day?"),
    "serial": gettext_noop("The number on it. Property officers alone see it"),
}
FORMS: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "take": (
        gettext_noop("Write down what was taken"),
        gettext_noop("Write it down"),
        ("member", "kind", "serial", "why", "place", "taker", "on", "next_on"),
    ),
    "tell": (gettext_noop("They were told"), gettext_noop("They were told"), ("on", "next_on")),
    "move": (gettext_noop("It is in another place"), gettext_noop("Write it down"), ("place",)),
    "offer": ("", gettext_noop("Another one was offered"), ()),
    "put_off": (
        gettext_noop("No other one now"),
        gettext_noop("Write it down"),
        ("put_off", "decides", "decides_on"),
    ),
    "replacement": (gettext_noop("Another one was given"), gettext_noop("Write it down"), ("on",)),
    "qualify": (gettext_noop("Qualified with it"), gettext_noop("Write it down"), ("on",)),
    "returned": (gettext_noop("It was given back"), gettext_noop("Write it down"), ("on",)),
    "correct": (
        gettext_noop("Something here is wrong"),
        gettext_noop("Correct it"),
        ("kind", "why", "on"),
    ),
    "serial": (gettext_noop("The number on it"), gettext_noop("Keep the number"), ("serial",)),
    "link": (gettext_noop("The incident was entered later"), gettext_noop("Look for it, and add it"), ()),
    "confirm": ("", "", ()),
    "take_back": ("", gettext_noop("Take back what I wrote or confirmed"), ()),
}
"""Each form: what opens it, what its button says, and its fields."""

PAST: Final = frozenset({"on"})
"""Days that are not ahead."""


class Field(NamedTuple):
    """One field of a form. ``options`` are what may be chosen; ``most`` is the last day that can be."""

    name: str
    id: str
    label: str
    value: str
    is_day: bool
    most: date | None
    options: tuple[Choice, ...]


class Form(NamedTuple):
    """One form about a thing. ``opened`` says that it stands open: it is what is to be done, or was not taken."""

    choice: str
    heading: str
    button: str
    step: str
    fields: tuple[Field, ...]
    opened: bool
    quiet: bool
    was: str = ""
    """The number that stood there, where the form is about that: who comes second looks first."""


def form(
    choice: str,
    thing: str,
    today: Day,
    typed: Mapping[str, str],
    was: Mapping[str, str],
    step: str = "",
    *,
    first: bool,
) -> Form:
    """Return a form: with what was typed, where that was not taken, else with what is so now."""
    heading, button, names = FORMS[choice]
    opened = typed.get("choice") == choice and typed.get("thing") == thing and typed.get("step", "") == step
    fields = tuple([_field(name, f"{name}-{choice}-{thing}", today, typed if opened else was) for name in names])
    said, words = gettext(heading) if heading else "", gettext(CONFIRMS[step] if choice == "confirm" else button)
    return Form(choice, said, words, step, fields, opened or first, not first, was.get("serial", ""))


def _field(name: str, known_as: str, today: Day, value: Mapping[str, str]) -> Field:
    most = date.fromordinal(today) if name in PAST else None
    return field_of(name, known_as, LABELS[name], value.get(name, ""), OPTIONS.get(name, {}), most)


def field_of(
    name: str, known_as: str, label: str, now: str, options: Mapping[str, str], most: date | None = None
) -> Field:
    """Return one field as it is drawn: a day, a choice, or somebody's reference."""
    choices = tuple([Choice(word, gettext(says), word == now) for word, says in options.items()])
    return Field(name, known_as, gettext(label), now, name.endswith("on"), most, choices)


def choices(
    state: State, me: PersonId, *, keeps: bool, tells: bool, decides: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield which forms there are about a thing now, each with its step: for who keeps it, tells or decides."""
    if not state.is_kept:
        yield from [(choice, "") for choice in ("serial", "link") if keeps]
        return
    waits = [given for given in state.handovers if not given.counts]
    yield from [("confirm", one.step) for one in waits if me in {one.giver, one.taker} - one.confirmed]
    if tells or keeps:
        yield "tell", ""
    if keeps:
        yield from [(choice, "") for choice in _of_keeper(state)]
    elif decides:
        yield from [(choice, "") for choice in _of_another(state)]
    yield from [
        ("take_back", one.step)
        for one in waits
        if (me in one.confirmed or {me} == {one.begun_by} - one.confirmed)
        and (state.may_fall(one.step) or one.begun_by != me or bool(one.confirmed - {me}))
    ]


def _of_keeper(state: State) -> Iterator[str]:
    yield "move"
    if state.handover("replacement") is None:
        yield from (*_of_another(state), "replacement")
    elif state.counted("replacement"):
        yield "qualify"
    if state.handover("returned") is None:
        yield "returned"
    yield from ("serial", "link", "correct")


def _of_another(state: State) -> tuple[str, ...]:
    """Return what may be decided of another one."""
    return ("put_off",) if state.offered else ("offer", "put_off")


def command_of(request: HttpRequest, seat: Seat) -> Command | Refusal:
    """Return what was asked of one thing; a word that is none of ours asks nothing."""
    at, by, typed = seat.now, seat.viewer.person, request.POST
    on, next_on, decides_on = (day_typed(request, name) or 0 for name in ("on", "next_on", "decides_on"))
    choice = typed.get("choice", "")
    needed = [name for name in FORMS.get(choice, ("", "", ()))[2] if name in OPTIONS]
    needed += ["step"] if choice in ("confirm", "take_back") else []
    if choice not in FORMS or any(typed.get(name, "") not in WORDS[name] for name in needed):
        return UNCLEAR
    said: Any = typed
    made: dict[str, Command] = {
        "tell": TellMember(at, by, on, next_on),
        "offer": OfferReplacement(at, by),
        "replacement": BeginHandover(at, by, "replacement", on),
        "returned": BeginHandover(at, by, "returned", on),
        "qualify": RecordQualification(at, by, on),
        "confirm": ConfirmHandover(at, by, said.get("step")),
        "take_back": TakeBackConfirmation(at, by, said.get("step")),
        "move": MoveProperty(at, by, said.get("place")),
        "put_off": PutOffReplacement(at, by, said.get("put_off"), said.get("decides"), decides_on),
        "correct": CorrectProperty(at, by, said.get("kind"), said.get("why"), on),
    }
    return cast("Command", made.get(choice, UNCLEAR))
