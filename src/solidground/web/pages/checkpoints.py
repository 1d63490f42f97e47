"""Checkpoints: what a cosigner keeps and signs, and whether the end of each log is as it was signed.

What must never happen here: a size of the care log before somebody who may know the command log alone, or a page that
waits for a whole log.
"""

from datetime import date
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from solidground.app.asking.proof import LogSeen
from solidground.app.asking.questions import CheckpointFile, Checkpoints
from solidground.web.gate import Seat, answered, seat_of
from solidground.web.panes import pane
from solidground.web.tongue import when

NAMES: Final = {"command": gettext_noop("The command log"), "care": gettext_noop("The care log")}
ROOT_SHOWN: Final = 16
"""Characters of a hash that two people read to each other on the phone."""


class Mark(NamedTuple):
    """One checkpoint as it is read."""

    size: int
    at: str
    root: str


class Log(NamedTuple):
    """One log as it is read. ``state`` is whole, part, bad or empty."""

    name: str
    state: str
    size: int
    after: int
    checked: int
    first_bad: int | None
    marks: tuple[Mark, ...]


@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    """Show the logs that somebody may know of."""
    seat = seat_of(request)
    seen: tuple[LogSeen, ...] = answered(seat, Checkpoints())
    logs = [_log(seat, one) for one in seen]
    shown = {"logs": logs, "bad": any(log.state == "bad" for log in logs), "file": _file_name(seat)}
    return pane(request, "checkpoints", shown, role="cosigner")


@require_safe
def checkpoint_file(request: HttpRequest) -> HttpResponse:
    """Give the same as a file."""
    seat = seat_of(request)
    response = HttpResponse(answered(seat, CheckpointFile()), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(seat)}"'
    return response


def _file_name(seat: Seat) -> str:
    """Return a name of this day: a browser would call a second one otherwise, and the old file be signed again."""
    return f"checkpoints-{date.fromordinal(seat.today())}.json"


def _log(seat: Seat, one: LogSeen) -> Log:
    tail = one.tail
    if tail.first_bad is not None:
        state = "bad"
    elif not tail.size:
        state = "empty"
    else:
        state = "whole" if tail.whole else "part"
    now, zone = seat.now, seat.house.zone
    marks = tuple([Mark(mark.size, when(mark.at, now, zone), mark.root[:ROOT_SHOWN]) for mark in one.marks])
    after = tail.size - (marks[0].size if marks else 0)
    return Log(gettext(NAMES[one.side]), state, tail.size, after, tail.checked, tail.first_bad, marks)
