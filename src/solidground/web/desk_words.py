"""What a decision and its parts are called, and what each way means, as it is read.

What must never happen here: a word that pushes somebody one way or another.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop

from solidground.app.decisions import Desk
from solidground.app.options import ABOUT, OFFICES, About, Office
from solidground.core.desk.signature import HEIGHT, WIDTH, Stroke, Strokes
from solidground.core.duty.delivered.events import Option
from solidground.core.hours import to_local
from solidground.core.kernel import Day
from solidground.web.gate import Seat

NAMES: Final[Mapping[Option, str]] = MappingProxyType(
    {
        "stay": gettext_noop("Stay as it is"),
        "modified_duty": gettext_noop("Other duty for a time"),
        "leave_of_absence": gettext_noop("Leave of absence"),
        "medical_leave": gettext_noop("Medical leave"),
        "transfer": gettext_noop("Move to another post"),
        "retire": gettext_noop("Retire"),
        "resign": gettext_noop("Resign"),
    }
)
GISTS: Final[Mapping[Option, str]] = MappingProxyType(
    {
        "stay": gettext_noop("You go on as now. Nothing is signed."),
        "modified_duty": gettext_noop("You work, at other tasks for a time."),
        "leave_of_absence": gettext_noop("You are away for a time, for a reason of your own."),
        "medical_leave": gettext_noop("You are away for a time, to get well."),
        "transfer": gettext_noop("You stay with the agency, at another post."),
        "retire": gettext_noop("The job ends. A pension follows, now or later."),
        "resign": gettext_noop("The job ends, from a day that you choose."),
    }
)
"""Each way in one sentence: what it is, and nothing for it or against it."""
THINGS: Final[Mapping[About, str]] = MappingProxyType(
    {
        "pay": gettext_noop("Pay"),
        "pension": gettext_noop("Pension date"),
        "disability": gettext_noop("If you are hurt"),
        "licence": gettext_noop("License"),
        "insurance": gettext_noop("Insurance"),
        "weapon": gettext_noop("Weapon"),
        "back": gettext_noop("The way back"),
    }
)
CALLED: Final[Mapping[Office, str]] = MappingProxyType(
    {"union": gettext_noop("Your union"), "benefits": gettext_noop("Benefits office")}
)
NOT_NAMED: Final[Mapping[Office, str]] = MappingProxyType(
    {
        "union": gettext_noop("Its number is not here yet. Ask anybody who speaks for your union."),
        "benefits": gettext_noop("Its number is not here yet. Ask HR for it. You need not say why."),
    }
)
UNCHECKED: Final = gettext_noop("Not checked. Ask before you count on it.")
NIGHT_FROM_HOUR, NIGHT_UNTIL_HOUR = 22, 6


class Cell(NamedTuple):
    """What one way means for one thing."""

    thing: str
    says: str
    checked: bool


class Column(NamedTuple):
    """One way, and what it means."""

    option: Option
    name: str
    gist: str
    cells: tuple[Cell, ...]


class Asked(NamedTuple):
    """One office to ask first: ``number`` is empty where the agency has not named it, and ``says`` whom to ask then."""

    called: str
    name: str
    number: str
    says: str


class Drawn(NamedTuple):
    """A name drawn by hand, as a picture is drawn of it: nothing but numbers and the letters of a path."""

    path: str
    width: int = WIDTH
    height: int = HEIGHT


def drawn(strokes: Strokes) -> Drawn:
    """Return strokes as they are drawn."""
    return Drawn("".join([_path(stroke) for stroke in strokes]))


def _path(stroke: Stroke) -> str:
    line = "L".join([f"{x} {y}" for x, y in stroke])
    return f"M{line}h0" if len(stroke) == 1 else f"M{line}"


def desk_of(seat: Seat) -> Desk:
    """Return what decisions are decided with here."""
    house = seat.house
    return Desk(house.store, house.rosters, house.agency, house.zone, house.options)


def column_of(seat: Seat, option: Option) -> Column:
    """Return what one way means here."""
    meant = seat.house.options.meant
    found = [(about, meant[option, about]) for about in ABOUT if (option, about) in meant]
    cells = [Cell(gettext(THINGS[about]), gettext(one.says), one.certainty != "memory") for about, one in found]
    return Column(option, name_of(option), gettext(GISTS[option]), tuple(cells))


def name_of(option: Option) -> str:
    """Return what a way is called."""
    return gettext(NAMES[option])


def offices(seat: Seat) -> tuple[Asked, ...]:
    """Return whom to ask before anything else."""
    named = seat.house.options.offices
    return tuple(
        [
            Asked(gettext(CALLED[one]), *named[one], "")
            if one in named
            else Asked(gettext(CALLED[one]), "", "", gettext(NOT_NAMED[one]))
            for one in OFFICES
        ]
    )


def day_said(day: Day) -> str:
    """Return a day as it is read."""
    return date_format(date.fromordinal(day), "DATE_FORMAT")


def at_night(seat: Seat) -> bool:
    """Tell whether it is night where the agency is: a page says then that it can wait, and holds nobody back."""
    hour = to_local(seat.now, seat.house.zone).hour
    return hour >= NIGHT_FROM_HOUR or hour < NIGHT_UNTIL_HOUR


def common(seat: Seat) -> dict[str, Any]:
    """Return what every page of a decision says first."""
    return {"offices": offices(seat), "at_night": at_night(seat), "unchecked": gettext(UNCHECKED)}
