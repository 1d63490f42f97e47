"""Help now: people and numbers first. Open to everybody, at any hour, without an account.

What must never happen here: a gate, a log, a question, or a number that nobody has called for a year.
"""

from csv import DictReader
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from solidground.web.house import house_of
from solidground.web.panes import pane

COUNTRIES = {"US": "United States", "CA": "Canada"}


class Line(NamedTuple):
    """A line that somebody answers at any hour. ``call`` and ``text`` are numbers, empty where there is none."""

    name: str
    region: str
    how: str
    call: str
    text: str
    who: str
    checked_on: date


@cache
def lines() -> tuple[Line, ...]:
    """Return the lines in the order in which they are shown; each was called, or its page read, on its day."""
    text = files("solidground.web.pages").joinpath("crisis_lines.csv").read_text(encoding="utf-8")
    rows, day = DictReader(text.splitlines()), date.fromisoformat
    return tuple(
        Line(row["name"], row["region"], row["how"], row["call"], row["text"], row["who"], day(row["checked_on"]))
        for row in rows
    )


class Shown(NamedTuple):
    """The lines at home, empty where none there was confirmed, and those of other countries."""

    home: tuple[Line, ...]
    abroad: tuple[tuple[str, tuple[Line, ...]], ...]


def shown(jurisdiction: str) -> Shown:
    """Return the lines as an agency's people need them."""
    here = jurisdiction.partition("-")[0]
    of = {region: tuple(line for line in lines() if line.region == region) for region in COUNTRIES}
    return Shown(of.get(here, ()), tuple((COUNTRIES[region], of[region]) for region in COUNTRIES if region != here))


def leave_nothing(request: HttpRequest) -> None:
    """Leave nothing on the device of who looks here, whatever it brought along: a damaged cookie stays as it is."""
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = False


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Show who answers now."""
    leave_nothing(request)
    found = shown(house_of(request).jurisdiction)
    return pane(request, "help", {"shown": found, "confirmed_on": min(line.checked_on for line in lines())})
